import Foundation
import Testing

@testable import Measurement

@Suite struct HistoryOrderTests {
  private func commit(_ name: String, at minutes: Int64?, measured: Int64 = 0) throws
    -> History.Commit
  {
    History.Commit(
      name: name, time: minutes.flatMap { UTCTime(seconds: $0 * 60) },
      measured: try #require(UTCTime(seconds: measured * 60)))
  }

  /// Git's order stands, even against clocks; what git doesn't know is placed by its time.
  @Test func gitFirstThenTime() throws {
    let commits = [
      try commit("aaaaaaa", at: 10), try commit("bbbbbbb", at: 50),
      // Committed after b, by a clock that was late.
      try commit("ccccccc", at: 20), try commit("ddddddd", at: 60),
      try commit("eeeeeee", at: 5), try commit("fffffff", at: 30),
      try commit("1111111", at: nil, measured: 55), try commit("2222222", at: 99),
    ]
    let ranks = CommitOrder.ranks(of: commits, positions: [0: 3, 1: 4, 2: 7, 3: 9])
    let order = commits.indices.sorted { ranks[$0] < ranks[$1] }.map { commits[$0].name.prefix(1) }
    #expect(order.joined() == "eafbc1d2")
  }

  @Test func withoutGitByTime() throws {
    let commits = [
      try commit("bbbbbbb", at: 2), try commit("aaaaaaa", at: 2), try commit("ccccccc", at: 1),
      try commit("unknown", at: nil, measured: 1),
    ]
    #expect(CommitOrder.ranks(of: commits, positions: [:]) == [3, 2, 0, 1])
  }

  @Test func changesStandBehindTheirCommit() throws {
    let commits = [try commit("aaaaaaa-dirty", at: 1), try commit("aaaaaaa", at: 1)]
    #expect(CommitOrder.ranks(of: commits, positions: [0: 0, 1: 0]) == [1, 0])
  }

  /// A repository of its own: two branches, merged.
  @Test func gitsOwnOrder() throws {
    try inHistoryFolder { folder in
      let script = """
        cd '\(folder)' && git init -q -b main . && git config user.name a && git config user.email a@b
        at() { GIT_COMMITTER_DATE="2026-01-0$1T00:00:00Z" git commit -q --allow-empty -m "$2"; }
        at 5 'first "quoted"' && git branch side && at 3 second && git checkout -q side && at 4 third
        GIT_COMMITTER_DATE=2026-01-06T00:00:00Z git merge -q --no-ff -m fourth main
        git log --topo-order --reverse --format=%H
        """
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", script]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let names = String(
        decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self
      ).split(separator: "\n").map { String($0.prefix(12)) }
      process.waitUntilExit()
      try #require(names.count == 4)
      let log = GitLog(folder: folder)
      let commits = try (names.reversed() + ["0123456789ab"]).map { try commit($0, at: nil) }
      #expect(log.positions(of: commits) == [3: 0, 2: 1, 1: 2, 0: 3])
      let (oldest, unknown) = (CommitName(names[0]), CommitName("0123456789ab"))
      let first = try #require(oldest.flatMap { log.describe($0) })
      #expect(first.subject == "first \"quoted\"" && "\(first.time)" == "2026-01-05T00:00:00Z")
      #expect(unknown.flatMap { log.describe($0) } == nil)
      // A folder without a repository.
      let outside = GitLog(folder: "/proc")
      #expect(outside.positions(of: commits) == [:])
      #expect(oldest.flatMap { outside.describe($0) } == nil)
    }
  }

  @Test(arguments: [
    ("2026-11-21T01:47:46Z", 1_795_225_666), ("1970-01-01T00:00:00Z", 0),
    ("2000-02-29T23:59:59Z", 951_868_799), ("2100-03-01T00:00:00Z", 4_107_542_400),
    ("2026-11-21T02:47:46+01:00", 1_795_225_666), ("9999-12-31T23:59:59Z", 253_402_300_799),
  ])
  func times(text: String, seconds: Int64) throws {
    let time = try #require(UTCTime(text))
    #expect(time.seconds == seconds)
    #expect(UTCTime(time.description) == time)
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2100-02-29T00:00:00Z",
    "2026-11-21T24:00:00Z", "2026-11-21 01:47:46Z", "2026-11-21T01:47:46z",
    "1969-12-31T23:59:59Z", "1970-01-01T00:00:00+00:01", "2026-11-21T01:47:46+24:00",
    "20é6-11-21T01:47:4Z",
  ])
  func noTimes(text: String) { #expect(UTCTime(text) == nil) }

  /// A day is one more than the day before, for eight centuries.
  @Test func calendar() throws {
    for day in stride(from: Int64(0), to: 300_000, by: 1) {
      let time = try #require(UTCTime(seconds: day * 86_400))
      guard UTCTime(time.description) != time else { continue }
      Issue.record("day \(day) is written as \(time)")
      return
    }
  }
}
