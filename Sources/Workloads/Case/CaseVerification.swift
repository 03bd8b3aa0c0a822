import Checkpoints

/// A case, recomputed and held against what another program made of it.
public struct CaseVerification: Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// The output or the loss.
    case value
    case intermediate
    case gradient
  }

  public enum Status: String, Hashable, Sendable {
    case within
    case beyond
    /// A kernel that never has an intermediate doesn't fail by that; every value and gradient is
    /// asked for.
    case notMade = "not made"
  }

  /// One tensor of the case beside ours.
  public struct Row: Hashable, Sendable {
    public let kind: Kind
    /// Without what stands before it in the file.
    public let name: String
    public let shape: [Int]
    /// The largest difference over the tensor's largest value, signs aside; infinite where ours has
    /// something that is no number, `nil` where nothing was made.
    public let error: Double?
    /// Whether the error is over the case's largest gradient instead; see ``vanishing``.
    public let isOverLargestGradient: Bool
    /// The largest error that is right; 0 of whole numbers, which are equal or aren't.
    public let tolerance: Double

    public var status: Status {
      guard let error else { return .notMade }
      return error <= tolerance ? .within : .beyond
    }
  }

  /// A gradient vanishes when its largest value is smaller than the case's largest gradient times this.
  ///
  /// Where the equation makes it 0, as that of a softmax attention's key bias, the file holds the
  /// rounding of the program that made it: 1e-15 of the largest in `Double`, which no other program
  /// rounds alike. A gradient that the equation doesn't make 0 is computed to the precision of its
  /// own size, and the smallest in any known case is above 1e-4 of the largest. Between the two, this
  /// leaves either some orders of magnitude.
  public static let vanishing = 1e-9

  public let path: String
  public let architecture: String
  public let part: String
  /// The output, the loss, then intermediates and gradients by name.
  public let rows: [Row]

  public init(_ given: MixerCase, _ recomputed: RecomputedCase, tolerance: CaseTolerance) {
    path = given.path
    architecture = given.architecture
    part = given.part
    func row(_ kind: Kind, _ name: String, _ expected: CaseTensor, _ made: [Double]?) -> Row {
      Row(
        kind: kind, name: name, shape: expected.shape,
        error: made.map { RelativeError.largest($0, expected.doubles) },
        isOverLargestGradient: false, tolerance: expected.isOfIntegers ? 0 : tolerance.values)
    }
    rows =
      [given.output].compactMap(\.self).map { row(.value, "output", $0, recomputed.output) }
      + [given.loss].compactMap(\.self).map {
        row(.value, "loss", $0, recomputed.loss.map { [$0] })
      }
      + given.intermediates.sorted { $0.key < $1.key }.map {
        row(.intermediate, $0.key, $0.value, recomputed.intermediate($0.key))
      } + Self.gradients(of: given, recomputed, tolerance: tolerance.gradients)
  }

  private static func gradients(
    of given: MixerCase, _ recomputed: RecomputedCase, tolerance: Double
  ) -> [Row] {
    let expected = given.gradients.sorted { $0.key < $1.key }.map { ($0.key, $0.value.doubles) }
    let largest = expected.reduce(0) { max($0, RelativeError.largest($1.1)) }
    return expected.map { name, values in
      // Also where all are 0: then any other value is infinitely far.
      let vanishes = RelativeError.largest(values) <= vanishing * largest
      return Row(
        kind: .gradient, name: name, shape: given.gradients[name]?.shape ?? [],
        error: recomputed.gradient(name).map {
          RelativeError.largest($0, values, over: vanishes ? largest : nil)
        },
        isOverLargestGradient: vanishes, tolerance: tolerance)
    }
  }

  /// Whether every value and gradient is within, and every intermediate that was made.
  public var isProved: Bool {
    rows.allSatisfy { $0.status == .within || $0.kind == .intermediate && $0.status == .notMade }
  }
}
