/// What a run's samples can be, by its plan and its machine.
public struct SampleLimits: Sendable {
  private let usefulFlops: [CellName: Double]
  /// In FLOP/s, of the run's type; `nil` when it isn't known.
  private let peak: Double?
  /// The rate that none is beyond, for 1 of that of the work around the sample.
  private let mostOfCalibration: Double

  /// - Parameters:
  ///   - dtype: The run's element type; calibrations are in f32.
  ///   - peak: The machine's measured peak for it, as its file says.
  public init(_ plan: SweepPlan, dtype: String, peakGigaflopsPerSecond peak: Double?) {
    usefulFlops = Dictionary(
      plan.entries.map { ($0.estimate.cell, Double($0.estimate.usefulFlops)) },
      uniquingKeysWith: { first, _ in first })
    self.peak = peak.map { $0 * 1e9 }
    mostOfCalibration =
      peak == nil && dtype == "f32" ? MeasuredRate.most : 1 / HistoryLine.ratios.lowerBound
  }

  /// Why a sample can't be, in a few words; `nil` when it can, or has no time.
  public func problem(with sample: Sample) -> String? {
    guard let seconds = sample.seconds, seconds > 0, let flops = usefulFlops[sample.cell] else {
      return nil
    }
    let rate = flops / seconds
    if let peak, rate > MeasuredRate.most * peak {
      return "its rate can't be: \(MeasuredRate.text(rate, peak: peak))"
    }
    guard let calibration = sample.sentinels?.calibrationFlopsPerSecond,
      rate > mostOfCalibration * calibration
    else { return nil }
    return "its rate can't be: \(MeasuredRate.text(rate, peak: calibration))"
  }
}

extension Sentinels {
  /// The rate of the fixed piece of work around the block; `nil` when its FLOPs aren't known.
  var calibrationFlopsPerSecond: Double? {
    calibrationFlops.map { 2 * $0 / (calibrationBeforeSeconds + calibrationAfterSeconds) }
  }
}
