/// Four rounds next to each other: A B B A, or B A A B in every other block.
///
/// What changes evenly with time, such as a processor that warms up, cancels: when the logarithm of
/// the time grows by d from each round to the next, A's two rounds (0 and 3) and B's (1 and 2) have
/// both grown by 1.5 d on average. What changes unevenly bends the two kinds of block in opposite
/// directions, so that their median keeps near the truth.
public struct ComparisonBlock: Sendable {
  /// Counted from 0.
  public let number: Int
  /// In the order they were run.
  public private(set) var rounds: [(side: ComparisonSide, output: RoundOutput)] = []

  public init(number: Int) {
    self.number = number
  }

  /// Whose round is when.
  public static func order(ofBlock number: Int) -> [ComparisonSide] {
    number.isMultiple(of: 2)
      ? [.baseline, .candidate, .candidate, .baseline]
      : [.candidate, .baseline, .baseline, .candidate]
  }

  public mutating func append(_ output: RoundOutput, of side: ComparisonSide) {
    rounds.append((side, output))
  }

  /// The logarithms of a cell's seconds in both rounds of a side; `nil` unless both measured it.
  private func logarithms(of cell: String, _ side: ComparisonSide) -> (Double, Double)? {
    let values = rounds.compactMap { $0.side == side ? $0.output.logarithm(of: cell) : nil }
    return values.count == 2 ? (values[0], values[1]) : nil
  }

  /// ln(B / A), each side's two rounds taken together by their geometric mean.
  public func logRatio(of cell: String) -> Double? {
    guard let a = logarithms(of: cell, .baseline), let b = logarithms(of: cell, .candidate)
    else { return nil }
    return (b.0 + b.1 - a.0 - a.1) / 2
  }

  /// A against itself: ± ln(A₂ / A₁) / √2.
  ///
  /// Both rounds are of the same program, so that whatever is found is the machine's doing. Unlike
  /// the ratio it isn't free of an even change d per round, which is in it three times in A B B A and
  /// once in B A A B. So its sign changes after every two blocks: over any four of them 3d + d - 3d - d
  /// leaves nothing, and the control is centred on 0 unless the machine favours one round over the
  /// other. The difference of two rounds scatters √2 times as much as that of two means of two; divided
  /// by it, the control's interval is as wide as noise makes the ratio's.
  public func control(of cell: String) -> Double? {
    guard let a = logarithms(of: cell, .baseline) else { return nil }
    let difference = (a.1 - a.0) / 2.0.squareRoot()
    return number % 4 < 2 ? difference : -difference
  }
}
