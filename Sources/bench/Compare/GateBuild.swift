import CommandLineKit
import Foundation
import Measurement
import Processes

/// One side of a gate: a folder with a revision in it, and how to build and run it.
struct GateBuild: Sendable {
  /// Seconds that a build may take.
  private static let timeout = 3600.0

  /// What it is called in messages: `the baseline` or `this tree`.
  let title: String
  let folder: String
  let build: [String]
  let command: [String]

  /// Why it can't be measured.
  struct Failure: Error {
    let sentence: String
    let isInterrupted: Bool
  }

  /// Builds it, saying so on standard error.
  func make() throws(Failure) {
    guard !build.isEmpty else { return }
    var standardError = StandardError()
    print("building \(title): \(CommandWords.joined(build).oneLine)", to: &standardError)
    let result = ChildCommand(build, in: folder).run(timeout: Self.timeout)
    guard !result.isSuccess else { return }
    let lines = result.lastLinesOfBoth(20).map { "  \($0.oneLine)\n" }.joined()
    let reason =
      switch result.ending {
      case .exited(let status): "it ended with status \(status)"
      case .signalled(let signal): "it was ended by signal \(signal)"
      case .timedOut: "it took longer than an hour"
      case .interrupted: "it was interrupted"
      case .notStarted(let failure): "it can't be started (\(failure.reason))"
      }
    throw Failure(
      sentence: "\(title) doesn't build; \(reason)" + (lines.isEmpty ? "" : ":\n\(lines)"),
      isInterrupted: result.ending == .interrupted)
  }

  var round: ComparedCommand { ComparedCommand(ChildCommand(command, in: folder)) }

  /// Runs the command once and reads counts.
  func count() throws(Failure) -> [ExactCounts] {
    var standardError = StandardError()
    print("counting in \(title): \(CommandWords.joined(command).oneLine)", to: &standardError)
    let result = ChildCommand(command, in: folder).run(timeout: Self.timeout)
    if let failure = RoundFailure(result, accepting: [ExitStatus.cellFailed.rawValue]) {
      throw problem(failure)
    }
    let counts: [ExactCounts]
    do throws(RoundOutput.BadLine) {
      counts = try ExactCounts.parse(result.output)
    } catch {
      let line = error.sentence(
        about: CommandWords.joined(command), wanted: "{\"cell\": text, \"flops\": count, …}")
      throw Failure(sentence: "\(title): \(line)", isInterrupted: false)
    }
    // A failed cell explains the status; nothing else does.
    if let failure = RoundFailure(result), !counts.contains(where: { $0.failure != nil }) {
      throw problem(failure)
    }
    if counts.isEmpty { throw problem(.noCells) }
    return counts
  }

  func problem(_ failure: RoundFailure) -> Failure {
    Failure(
      sentence: "\(title): \(failure.sentence(about: CommandWords.joined(command)))",
      isInterrupted: failure == .interrupted)
  }
}
