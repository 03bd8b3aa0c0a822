import Accounting
import Architectures
import CommandLineKit
import Measurement
import Statistics

/// The laws of a run's architectures, fitted together over positions, and what follows from them.
public struct RunLaws: Sendable {
  /// One architecture's law.
  public struct Law: Sendable {
    public let architecture: String
    /// Whether AICc chose the form; otherwise it is that of what is counted, a + bn where FLOPs grow
    /// in proportion to the length and a + bn + cn² elsewhere.
    public let isChosen: Bool
    /// `nil` when too few sizes were measured.
    public let fit: ScalingFit?
  }

  /// Where, by the laws, one of the baseline and another begins to take less time than the other one.
  public struct Comparison: Sendable {
    public let other: String
    /// The one that takes less time in the end; `nil` when both take the same.
    public let cheaper: String?
    /// From where on it does.
    public let breakEven: BreakEven?
    /// The lengths that were looked at, from the shortest that both laws were fitted to.
    public let range: ClosedRange<Int>
  }

  public let baseline: String
  /// In the run's order.
  public let all: [Law]
  /// One for each other architecture, if its law and the baseline's were fitted; in the run's order.
  public let comparisons: [Comparison]
  private let seed: UInt64

  /// - Parameter seed: Of the bootstrap: the same seed, the same intervals.
  public init(_ run: ReportedRun, seed: UInt64 = 1) {
    let sizes = run.architectures.map { name in
      run.records.filter { $0.cell.architecture == name }.compactMap { record in
        record.timing.map {
          SizeRounds(positions: record.cell.positions, secondsByRound: $0.secondsByRound)
        }
      }
    }
    let forms = run.architectures.map { name in
      ScalingLaw.Choice.chosen(otherwise: Self.countedForm(of: name, run))
    }
    var generator = SplitMix64(seed: seed, stream: "laws")
    let fits = ScalingFit.jointly(Array(zip(sizes, forms)), using: &generator)
    all = run.architectures.indices.map { index in
      Law(
        architecture: run.architectures[index],
        isChosen: forms[index].isOpen(sizes: sizes[index].count), fit: fits[index])
    }
    self.seed = seed
    baseline = run.baseline
    let fitted = Dictionary(zip(run.architectures, fits)) { first, _ in first }
    comparisons = run.others.compactMap { other in
      guard let one = fitted[run.baseline] ?? nil, let fit = fitted[other] ?? nil else {
        return nil
      }
      return Comparison(other, fit, against: run.baseline, one)
    }
  }

  /// How the FLOPs of what was timed grow under its mask, by their second difference; any model's do
  /// alike.
  private static func countedForm(of name: String, _ run: ReportedRun) -> ScalingLaw.Form {
    let step = 64 * run.memory.segmentLength
    let counts = [1, 2, 3].compactMap { times -> UInt128? in
      var options = run.options
      options.length = times * step
      let program = ArchitectureEntry.named(name)?.make(Transformer(.optFamily[0]), options)
      return try? program.map {
        try Ledger(of: $0, positions: times * step).priced(by: .matmulCausal).total
      }
    }
    guard counts.count == 3 else { return .quadratic }
    return counts[0] + counts[2] == 2 * counts[1] ? .linear : .quadratic
  }

  /// An architecture's law; `nil` when too few sizes were measured.
  public func fit(of architecture: String) -> ScalingFit? {
    all.first { $0.architecture == architecture }?.fit
  }

  /// One architecture's time for one of another's, by the laws; `nil` unless both were fitted.
  public func ratio(_ one: String, _ other: String, positions: Int) -> ScalingFit.Prediction? {
    guard let one = fit(of: one), let other = fit(of: other) else { return nil }
    var generator = SplitMix64(seed: seed, stream: "ratio")
    return one.ratio(to: other, positions: Double(positions), using: &generator)
  }

  /// One architecture's seconds, by its law.
  func seconds(_ fit: ScalingFit, positions: Int) -> ScalingFit.Prediction {
    var generator = SplitMix64(seed: seed, stream: "prediction")
    return fit.prediction(positions: Double(positions), using: &generator)
  }
}

extension RunLaws.Comparison {
  fileprivate init(
    _ other: String, _ fit: ScalingFit, against baseline: String, _ baselineFit: ScalingFit
  ) {
    let shortest = [fit, baselineFit].compactMap { $0.sizes.first?.positions }.max() ?? 1
    let range = shortest...max(shortest, BreakEven.defaultRange.upperBound)
    let others = BreakEven(of: fit, over: baselineFit, in: range)
    let own = others == nil ? BreakEven(of: baselineFit, over: fit, in: range) : nil
    self.init(
      other: other, cheaper: others != nil ? other : own != nil ? baseline : nil,
      breakEven: others ?? own, range: range)
  }
}
