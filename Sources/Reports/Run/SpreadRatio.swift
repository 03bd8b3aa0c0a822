import Measurement

/// How many times one architecture's time or memory is another's at one length, and where that lies.
public struct SpreadRatio: Sendable, Hashable {
  public let positions: Int
  public let value: Double
  public let spread: Spread
}

extension ReportedRun {
  /// One architecture's measured time for one of another's; `nil` unless both were measured there.
  func timeRatio(_ one: String, _ other: String, positions: Int) -> SpreadRatio? {
    guard let mine = timing(one, positions), let others = timing(other, positions) else {
      return nil
    }
    let ratio = mine.ratio(to: others)
    return SpreadRatio(positions: positions, value: ratio.value, spread: ratio.spread)
  }

  /// The same of peak memory.
  func memoryRatio(_ one: String, _ other: String, positions: Int) -> SpreadRatio? {
    guard let mine = timing(one, positions)?.peakResidentBytes,
      let others = timing(other, positions)?.peakResidentBytes, mine > 0, others > 0
    else { return nil }
    return SpreadRatio(
      positions: positions, value: Double(mine) / Double(others),
      spread: .unknown(reason: "the peak"))
  }

  /// Lengths at which all of some architectures were measured, ascending.
  func commonLengths(_ names: [String]) -> [Int] {
    let lengths = names.map { Set(measuredLengths(of: $0)) }
    guard let first = lengths.first else { return [] }
    return lengths.dropFirst().reduce(first) { $0.intersection($1) }.sorted()
  }
}
