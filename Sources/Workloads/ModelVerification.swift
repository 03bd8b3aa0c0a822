import Architectures
import Checkpoints
import Kernels

/// A checkpoint's outputs, recomputed and held against what another program made of it.
public struct ModelVerification: Sendable {
  /// One expected tensor beside ours.
  public struct Comparison: Sendable {
    public let name: String
    public let shape: [Int]
    /// The largest difference, relative to the largest expected value; infinite where either is no
    /// number.
    public let relativeError: Double
  }

  /// What is computed on.
  public struct Setting: Sendable {
    /// Of weights and activations.
    public var type: ElementType
    public var instructionSet: InstructionSet
    public var threads: Int

    public init(
      type: ElementType = .f32, instructionSet: InstructionSet = .best, threads: Int
    ) {
      self.type = type
      self.instructionSet = instructionSet
      self.threads = threads
    }
  }

  /// Every expected tensor that is known, in the order of ``ExpectedOutputs/names``.
  public let comparisons: [Comparison]
  /// Names of expected tensors that nothing is known about, safe to print.
  public let unknown: [String]
  /// The largest relative error that is right.
  public let tolerance: Double

  /// Recomputes everything that is expected.
  ///
  /// - Parameter tolerance: The type's own when `nil`.
  /// - Throws: `CheckpointError` when a weight is missing or has another shape, or an expected tensor
  ///   another than the model gives; what the engine throws.
  public init(
    _ checkpoint: Checkpoint, _ expected: ExpectedOutputs, on setting: Setting,
    tolerance: Double? = nil
  ) throws {
    self.tolerance = tolerance ?? setting.type.tolerance
    unknown = expected.unknown
    var outputs = RecomputedOutputs(checkpoint, expected, on: setting)
    if let tokens = expected.fullTokens { try outputs.runFullAttention(tokens) }
    if let recurrence = expected.recurrence { try outputs.run(recurrence) }
    comparisons = expected.names.compactMap { outputs.comparisons[$0] }
  }

  public func isWithin(_ comparison: Comparison) -> Bool {
    comparison.relativeError <= tolerance
  }

  /// Whether everything that is expected is known and within the tolerance.
  public var isProved: Bool {
    unknown.isEmpty && !comparisons.isEmpty && comparisons.allSatisfy(isWithin)
  }
}

extension ElementType {
  /// The largest error, relative to a tensor's largest value, of a model's outputs in this type
  /// against another program's in f32.
  public var tolerance: Double {
    switch self {
    // Another order of summation.
    case .f32: 2e-5
    // Inputs of every product rounded to 8 bits.
    case .bf16: 2e-2
    }
  }
}
