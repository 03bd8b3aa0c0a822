/// All cells of a comparison with the run's controls, and the verdicts that follow from them.
///
/// A cell is called improved or regressed when its interval lies wholly beyond the noise band and
/// its probability, corrected by Holm over the cells, is at most 5%. It is unchanged when the
/// interval lies inside the band. Everything else is inconclusive, and so is every cell when a
/// control fails.
public struct ComparisonRun: Codable, Hashable, Sendable {
  /// A named comparison; a control's name is that of the cell it repeats.
  public struct Cell: Codable, Hashable, Sendable {
    public let name: String
    public let comparison: Comparison

    public init(name: String, comparison: Comparison) {
      self.name = name
      self.comparison = comparison
    }
  }

  /// Adjusted probabilities up to this let a verdict stand.
  public static let level = 0.05

  public let cells: [Cell]
  public let controls: [Cell]
  public let floor: NoiseBand
  public let control: ControlOutcome
  /// In the order of `cells`.
  public let judgements: [Judgement]

  /// Judges every cell; O(m log m) for m cells.
  public init(cells: [Cell], controls: [Cell] = [], floor: NoiseBand = .floor) {
    self.cells = cells
    self.controls = controls
    self.floor = floor
    let outcomes = controls.map { ControlOutcome(of: $0.comparison, floor: floor) }
    let control: ControlOutcome =
      outcomes.isEmpty ? .absent : outcomes.contains(.failed) ? .failed : .passed
    self.control = control
    // Cells with too few rounds can't be called anything, so they don't cost the others.
    let judged = cells.indices.filter { cells[$0].comparison.interval != nil }
    let adjusted = Dictionary(
      uniqueKeysWithValues: zip(
        judged, Holm.adjusted(judged.map { cells[$0].comparison.test.probability })))
    judgements = cells.indices.map { index in
      Judgement(
        of: cells[index].comparison, band: Self.band(cells[index].name, controls, floor),
        control: control, adjustedProbability: adjusted[index])
    }
  }

  /// The band of a cell: the floor, or the half-width of its control's interval if that is wider.
  ///
  /// A cell without a control of its own takes the widest of all.
  private static func band(_ name: String, _ controls: [Cell], _ floor: NoiseBand) -> NoiseBand {
    let own = controls.filter { $0.name == name }
    return (own.isEmpty ? controls : own).compactMap(\.comparison.interval)
      .reduce(floor) { $0.widened(to: NoiseBand(halfWidth: $1.halfWidth)) }
  }

  /// Of all cells together: regressed if one is, else inconclusive if one is, else improved if one is.
  public var verdict: Verdict { Verdict(of: judgements.map(\.verdict)) }

  /// The cells called improved or regressed, which a fresh rerun has to confirm.
  public var suspects: [Cell] {
    zip(cells, judgements).filter { $0.1.verdict.isChange }.map(\.0)
  }

  /// The judgements after the suspects were measured once more: a change stands if both runs say so.
  ///
  /// O(m) for m cells.
  public func judgements(confirmedBy rerun: ComparisonRun) -> [Judgement] {
    let second = Dictionary(
      zip(rerun.cells.map(\.name), rerun.judgements), uniquingKeysWith: { first, _ in first })
    return zip(cells, judgements).map { cell, judgement in
      guard judgement.verdict.isChange, second[cell.name]?.verdict != judgement.verdict else {
        return judgement
      }
      return judgement.unconfirmed
    }
  }
}
