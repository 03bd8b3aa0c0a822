import Architectures
import Checkpoints

/// What came of a case here, in the shapes of its file; filled in sample by sample.
///
///     var recomputed = RecomputedCase(of: given)
///     for sample in 0..<given.samples {
///       try recomputed.setOutput(rows, as: CaseView("output").transposed, sample: sample)
///       try recomputed.addGradient(ofWeight, as: "output.weight", sample: sample)
///     }
public struct RecomputedCase: Sendable {
  private let given: MixerCase
  private var outputs: [Int: [Double]] = [:]
  private var intermediates: [String: [Int: [Double]]] = [:]
  private var gradients: CaseGradients
  /// Where the case has a loss.
  public var loss: Double?

  public init(of given: MixerCase) {
    self.given = given
    gradients = CaseGradients(of: given)
  }

  /// Takes one sample's output.
  ///
  /// - Parameters:
  ///   - values: A matrix of ours, row after row.
  ///   - view: How the case's output, without the axis of samples, is read as that matrix.
  /// - Throws: When there are more or fewer values.
  public mutating func setOutput(
    _ values: [some BinaryFloatingPoint], as view: CaseView = "output", sample: Int
  ) throws(CheckpointError) {
    guard given.output != nil else { return }
    outputs[sample] = try view.values(of: values, as: given.output(sample: sample))
  }

  /// Takes one sample's tensor that was made on the way; one that the case doesn't have is left out.
  ///
  /// A case may hold a tensor of every sample, or of the first alone, in the shape that one has.
  ///
  /// - Throws: When there are more or fewer values.
  public mutating func setIntermediate(
    _ name: String, _ values: [some BinaryFloatingPoint], as view: CaseView? = nil, sample: Int
  ) throws(CheckpointError) {
    guard let whole = given.intermediates[name] else { return }
    let isOfEach = isOfEachSample(whole, count: values.count)
    guard isOfEach || sample == 0 else { return }
    intermediates[name, default: [:]][sample] = try (view ?? CaseView(name)).values(
      of: values, as: isOfEach ? whole.at(sample) : whole)
  }

  /// Adds the gradient with respect to a matrix that was made by that layout.
  ///
  /// - Parameter sample: Which sample it is of: weights' are summed over samples, inputs have their
  ///   own.
  public mutating func addGradient(
    _ values: [some BinaryFloatingPoint], as layout: CaseLayout, sample: Int
  ) throws(CheckpointError) {
    try gradients.add(values, as: layout, sample: sample)
  }

  private func isOfEachSample(_ whole: CaseTensor, count: Int) -> Bool {
    let (total, overflows) = count.multipliedReportingOverflow(by: given.samples)
    return given.hasBatchAxis && whole.shape.first == given.samples && !overflows
      && total == whole.count
  }
}

// MARK: What was made

extension RecomputedCase {
  /// All samples' outputs, one after the other; `nil` unless all are there.
  var output: [Double]? { joined(outputs, count: given.output?.count) }

  func intermediate(_ name: String) -> [Double]? {
    joined(intermediates[name] ?? [:], count: given.intermediates[name]?.count)
  }

  func gradient(_ name: String) -> [Double]? { gradients.values[name] }

  private func joined(_ parts: [Int: [Double]], count: Int?) -> [Double]? {
    let all = parts.sorted { $0.key < $1.key }.flatMap(\.value)
    return all.count == count ? all : nil
  }
}
