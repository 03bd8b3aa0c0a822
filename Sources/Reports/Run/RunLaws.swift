import Architectures
import CommandLineKit
import Statistics

/// The laws of a run's two architectures, fitted together, and what follows from both.
public struct RunLaws: Sendable {
  public let full: ScalingFit?
  public let rmt: ScalingFit?
  /// From how many segments on RMT takes less time, by the laws.
  public let breakEven: BreakEven?
  /// Whether AICc chose the forms; otherwise they are those of what is counted, a + bN for RMT and
  /// a + bN + cN² for full attention.
  public let areChosen: Bool
  private let seed: UInt64

  /// Sizes of each architecture from which on the form is chosen: AICc is defined for every form from
  /// six on, and the law without the two largest has to choose too.
  static let fewestToChoose = 6 + HoldOut.sizes

  public init(_ cells: [ReportedCell], seed: UInt64 = 1) {
    func sizes(_ entry: ArchitectureEntry) -> [SizeRounds] {
      cells.filter { $0.architecture == entry.name }.compactMap { cell in
        cell.time.map { time in
          time.secondsByRound.isEmpty
            ? SizeRounds(segments: cell.segments, seconds: [time.median])
            : SizeRounds(segments: cell.segments, secondsByRound: time.secondsByRound)
        }
      }
    }
    let (fullSizes, rmtSizes) = (sizes(.full), sizes(.recurrentMemory))
    areChosen = min(fullSizes.count, rmtSizes.count) >= Self.fewestToChoose
    var generator = SeededGenerator(seed: seed)
    let fits = ScalingFit.jointly(
      [(fullSizes, areChosen ? nil : .quadratic), (rmtSizes, areChosen ? nil : .linear)],
      using: &generator)
    full = fits[0]
    rmt = fits[1]
    breakEven =
      if let full = fits[0], let rmt = fits[1] { BreakEven(of: rmt, over: full) } else { nil }
    self.seed = seed
  }

  /// Full attention's time for one of RMT's, by the laws; `nil` unless both were fitted.
  public func ratio(segments: Int) -> ScalingFit.Prediction? {
    guard let full, let rmt else { return nil }
    var generator = SeededGenerator(seed: seed)
    return full.ratio(to: rmt, segments: Double(segments), using: &generator)
  }

  /// One architecture's seconds, by its law.
  func seconds(_ fit: ScalingFit, segments: Int) -> ScalingFit.Prediction {
    var generator = SeededGenerator(seed: seed)
    return fit.prediction(segments: Double(segments), using: &generator)
  }
}

/// SplitMix64: the same seed, the same report. (Steele, Lea and Flood, OOPSLA 2014.)
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension ScalingLaw {
  /// Such as `0.0325 N + 0.00433 N² s`, without the terms that are 0.
  public var formula: String {
    let powers =
      form == .power
      ? ["", " N^\(NumberFormat.significant(exponent, digits: 3))"] : ["", " N", " N²"]
    let terms = zip(coefficients, powers).filter { $0.0 > 0 }.map { coefficient, power in
      NumberFormat.significant(coefficient, digits: 3) + power
    }
    return terms.isEmpty ? "0 s" : terms.joined(separator: " + ") + " s"
  }
}
