import CommandLineKit
import Foundation
import Measurement
import Statistics

/// Two commands measured in alternation, with progress on standard error.
struct ComparisonSession {
  var setting: Alternation.Setting
  var baseline: ComparedCommand
  var candidate: ComparedCommand
  /// `nil` to keep no single rounds.
  var log: RoundLog?

  func run() -> AlternationResult {
    let clock = ContinuousClock()
    let start = clock.now
    let elapsed = { start.duration(to: clock.now) / .seconds(1) }
    StandardError.note([setting.shortcoming()].compactMap { $0 })
    var line = BlockProgress(budget: setting.budget, elapsed: elapsed)
    defer {
      line.close()
      StandardError.warn([log?.failure].compactMap { $0 })
    }
    return Alternation.run(
      setting, elapsed: elapsed, onEvent: { line.show($0) },
      round: { side, round, secondsLeft throws(RoundFailure) in
        let command = side == .baseline ? baseline : candidate
        let output = try command.run(round: round, timeout: max(secondsLeft, 0))
        log?.append(output, of: side, round: round)
        return output
      })
  }
}

/// One line on a terminal that says how far a comparison is; elsewhere only what is worth a line.
private struct BlockProgress {
  let budget: Double
  let elapsed: () -> Double
  private let canRedraw = Terminal.canRedraw(2)
  private var isDrawn = false
  private var error = StandardError()

  init(budget: Double, elapsed: @escaping () -> Double) {
    self.budget = budget
    self.elapsed = elapsed
  }

  mutating func show(_ event: Alternation.Event) {
    switch event {
    case .block(let count, let total, let isRerun):
      guard canRedraw else { return }
      let blocks = total.map { "\(count) of \($0)" } ?? "\(count)"
      error.write(
        "\(Terminal.clearLine)\(isRerun ? "rerun, " : "")block \(blocks), "
          + "\(NumberFormat.duration(seconds: elapsed())) of "
          + NumberFormat.duration(seconds: budget))
      isDrawn = true
    case .suspects(let cells):
      close()
      let names = cells.prefix(5).map { "\(Quotation($0))" }.joined(separator: ", ")
      error.write("to be confirmed: \(names)\(cells.count > 5 ? ", …" : "")\n")
    }
  }

  mutating func close() {
    if isDrawn { error.write(Terminal.clearLine) }
    isDrawn = false
  }
}
