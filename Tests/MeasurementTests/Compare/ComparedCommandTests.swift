import Processes
import TestSupport
import Testing

@testable import Measurement

@Suite struct ComparedCommandTests {
  private func run(_ script: String, round: Int = 7, timeout: Double = 20) throws
    -> RoundOutput
  {
    try ComparedCommand(ChildCommand(["/bin/sh", "-c", script])).run(round: round, timeout: timeout)
  }

  @Test func roundIsFilledIn() throws {
    let output = try run("echo '{\"cell\": \"{round}\", \"seconds\": 1}'")
    #expect(output.cells == ["7"])
  }

  @Test func everyWayToFailHasItsName() {
    #expect(throws: RoundFailure.noCells) { try run("true") }
    #expect(throws: RoundFailure.ended(status: 2, lastLines: ["why"])) {
      try run("echo why >&2; exit 2")
    }
    #expect(throws: RoundFailure.badLine(.init(number: 1, text: "garbage"))) {
      try run("echo garbage")
    }
    #expect(throws: RoundFailure.timedOut) { try run("sleep 60", timeout: 0.2) }
    #expect(throws: RoundFailure.signalled(9, lastLines: [])) { try run("kill -9 $$") }
  }

  /// Status 3 is that of a round in which a cell failed, if its lines say so.
  @Test func failedCellIsNoFailedRound() throws {
    let line = "{\"cell\": \"a\", \"status\": \"failed\", \"reason\": \"NaN\"}"
    #expect(try run("echo '\(line)'; exit 3").failures == ["a": "NaN"])
    #expect(throws: RoundFailure.self) {
      try run("echo '{\"cell\": \"a\", \"seconds\": 1}'; exit 3")
    }
  }
}
