import Foundation
import TestSupport
import Testing

@testable import Processes

@Suite struct ChildCommandTests {
  private func shell(_ script: String, timeout: Double = 20) -> ChildCommand.Result {
    ChildCommand(["/bin/sh", "-c", script]).run(timeout: timeout)
  }

  @Test func outputsAreKeptApart() {
    let result = shell("echo out; echo err >&2; exit 3")
    #expect(result.ending == .exited(3))
    #expect(String(decoding: result.output, as: UTF8.self) == "out\n")
    #expect(String(decoding: result.errors, as: UTF8.self) == "err\n")
    #expect(result.lastLines(5) == ["err"] && result.lastLinesOfBoth(5) == ["out", "err"])
  }

  @Test func longOutputIsComplete() {
    let result = shell("head -c 3000000 /dev/zero | tr '\\0' x")
    #expect(result.output.count == 3_000_000 && result.isSuccess)
  }

  @Test func wordsAreNotExpanded() {
    let words = ["printf", "%s|", "a b", "$HOME", "*", ";", "'", ""]
    let result = ChildCommand(words).run(timeout: 20)
    #expect(String(decoding: result.output, as: UTF8.self) == "a b|$HOME|*|;|'||")
  }

  @Test func folderAndEnvironmentAreItsOwn() throws {
    let folder = try TemporaryFolder()
    let child = ChildCommand(
      ["/bin/sh", "-c", "pwd; echo $CONTEXTCOST_TEST"], in: folder.path,
      adding: ["CONTEXTCOST_TEST": "value"])
    let output = child.run(timeout: 20).output
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    #expect(lines.first?.hasSuffix((folder.path as NSString).lastPathComponent) == true)
    #expect(lines.last == "value")
  }

  /// What hangs is killed with all that it started, which would hold the pipe open.
  @Test func hangingProgramIsKilledWithItsChildren() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/pid"
    let start = ContinuousClock.now
    let result = shell("sleep 300 & echo $! > '\(file)'; sleep 300", timeout: 0.5)
    #expect(result.ending == .timedOut)
    #expect(ContinuousClock.now - start < .seconds(60))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let child = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(Self.hasGone(child))
  }

  /// Also what has a session of its own, and what its parent has left.
  @Test(arguments: [(3, "sleep 300"), (60, "exit 0")])
  func nothingThatCameOfItIsLeft(timeout: Double, end: String) throws {
    let folder = try TemporaryFolder()
    let script = """
      cd '\(folder.path)'
      setsid sleep 300 & echo $! > session
      (setsid sh -c 'sleep 300 & echo $! > orphan; echo $$ > parent; sleep 300' &)
      until [ -s orphan ] && [ -s parent ]; do sleep 0.01; done
      \(end)
      """
    let result = shell(script, timeout: timeout)
    #expect(result.ending == (end == "exit 0" ? .exited(0) : .timedOut))
    for name in ["session", "orphan", "parent"] {
      let text = try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
      let process = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
      #expect(Self.hasGone(process))
    }
  }

  /// Started by others at the same time, programs don't hold each other's pipes open.
  @Test func programsAtTheSameTime() async {
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<16 {
        group.addTask {
          shell("sleep 0.0\(number % 3); echo \(number)").output == Array("\(number)\n".utf8)
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  /// Signals that this process ignores or handles have their usual effect in a program.
  @Test(arguments: ["INT", "QUIT", "TERM", "HUP", "PIPE"])
  func signalsAreTheProgramsOwn(name: String) {
    let result = shell("kill -\(name) $$; sleep 300")
    guard case .signalled = result.ending else {
      Issue.record("\(result.ending)")
      return
    }
  }

  /// Whether a process is killed, or dead and not yet noticed by whoever adopted it, within seconds.
  private static func hasGone(_ process: pid_t) -> Bool {
    for _ in 0..<500 {
      let state = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? " Z "
      if kill(process, 0) != 0 || state.contains(" Z ") { return true }
      usleep(10_000)
    }
    return false
  }

  /// What leaves the group and writes without an end can't keep the program's end from being seen.
  @Test func endlessOutputOfWhatIsLeftBehind() {
    let start = ContinuousClock.now
    let result = shell("setsid sh -c 'while echo more; do :; done' & exit 3", timeout: 300)
    #expect(result.ending == .exited(3))
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  /// A closed output is no end: the deadline holds.
  @Test func linesOfAProgramThatClosesItsOutput() throws {
    let process = try LineProcess("/bin/sh", ["-c", "echo one; exec >&-; sleep 300"])
    let deadline = SteadyClock.now + 20
    #expect(process.next(until: deadline) == .line(Array("one".utf8)))
    #expect(process.next(until: SteadyClock.now + 0.3) == .timedOut)
    process.end()
    #expect(process.next(until: deadline) == .signalled(SIGKILL))
  }

  @Test func whatCannotBeStartedIsSaid() {
    let ending = ChildCommand(["/nonexistent/program"]).run(timeout: 5).ending
    #expect(ending == .notStarted(StartFailure(program: "/nonexistent/program", code: ENOENT)))
    #expect(
      ChildCommand([]).run(timeout: 5).ending
        == .notStarted(StartFailure(program: "", code: ENOENT)))
    #expect(shell("kill -TERM $$").ending == .signalled(SIGTERM))
  }
}
