import Accounting
import Architectures
import CommandLineKit
import Measurement
import Statistics

/// The laws of a run's architectures, fitted together, and what follows from them.
public struct RunLaws: Sendable {
  /// One architecture's law.
  public struct Law: Sendable {
    public let architecture: String
    /// Whether AICc chose the form; otherwise it is that of what is counted, a + bN where there are
    /// segments and a + bN + cN² elsewhere.
    public let isChosen: Bool
    /// `nil` when too few sizes were measured.
    public let fit: ScalingFit?
  }

  /// In the run's order.
  public let all: [Law]
  /// From how many segments on RMT takes less time than full attention, by the laws.
  public let breakEven: BreakEven?
  private let seed: UInt64

  /// - Parameter seed: Of the bootstrap: the same seed, the same intervals.
  public init(_ run: ReportedRun, seed: UInt64 = 1) {
    let sizes = run.architectures.map { name in
      run.records.filter { $0.cell.architecture == name }.compactMap { record in
        record.timing.map {
          SizeRounds(segments: record.cell.segments, secondsByRound: $0.secondsByRound)
        }
      }
    }
    let forms = run.architectures.map { name -> ScalingLaw.Choice in
      let options = ArchitectureEntry.Options(mask: .full, memory: run.memory)
      let entry = ArchitectureEntry.named(name)
      let isCut = entry?.make(Transformer(.optFamily[0]), options).segmentation(of: 1) != nil
      return .chosen(otherwise: isCut ? .linear : .quadratic)
    }
    var generator = SplitMix64(seed: seed, stream: "laws")
    let fits = ScalingFit.jointly(Array(zip(sizes, forms)), using: &generator)
    all = run.architectures.indices.map { index in
      Law(
        architecture: run.architectures[index],
        isChosen: forms[index].isOpen(sizes: sizes[index].count), fit: fits[index])
    }
    self.seed = seed
    breakEven =
      if let full = Self.fit(.full, in: all), let rmt = Self.fit(.recurrentMemory, in: all) {
        BreakEven(of: rmt, over: full)
      } else {
        nil
      }
  }

  private static func fit(_ entry: ArchitectureEntry, in laws: [Law]) -> ScalingFit? {
    laws.first { $0.architecture == entry.name }?.fit
  }

  public var full: ScalingFit? { Self.fit(.full, in: all) }
  public var rmt: ScalingFit? { Self.fit(.recurrentMemory, in: all) }

  /// Full attention's time for one of RMT's, by the laws; `nil` unless both were fitted.
  public func ratio(segments: Int) -> ScalingFit.Prediction? {
    guard let full, let rmt else { return nil }
    var generator = SplitMix64(seed: seed, stream: "ratio")
    return full.ratio(to: rmt, segments: Double(segments), using: &generator)
  }

  /// One architecture's seconds, by its law.
  func seconds(_ fit: ScalingFit, segments: Int) -> ScalingFit.Prediction {
    var generator = SplitMix64(seed: seed, stream: "prediction")
    return fit.prediction(segments: Double(segments), using: &generator)
  }
}
