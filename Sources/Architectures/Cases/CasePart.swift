import Operations

/// A part of an architecture that another program's case may hold, such as its mixer alone.
public struct CasePart: Sendable {
  /// `mixer`, `layer` or `model`, as cases name it.
  public let name: String
  /// Reads a case's settings and shapes, and says how it is computed.
  public let program: @Sendable (any CaseReader) throws -> any CaseProgram

  public init(
    _ name: String, _ program: @escaping @Sendable (any CaseReader) throws -> any CaseProgram
  ) {
    self.name = name
    self.program = program
  }
}

/// The settings and shapes of a case; every setting that is asked for is known, the others refused.
///
/// - Throws: A sentence that names the file, when a setting is missing or of another kind.
public protocol CaseReader: AnyObject {
  /// Whether a setting is given.
  func has(_ setting: String) -> Bool
  func int(_ setting: String, in range: ClosedRange<Int>, default: Int?) throws -> Int
  func double(_ setting: String, in range: ClosedRange<Double>, default: Double?) throws -> Double
  func text(_ setting: String, among words: [String], default: String?) throws -> String
  func ints(_ setting: String, in range: ClosedRange<Int>) throws -> [Int]
  /// Makes sure that a setting, where it is given, is what a tensor says.
  func check(_ setting: String, is size: Int, asIn tensor: String) throws
  /// The axes of an input, without that of samples.
  func shape(ofInput name: String) throws -> [Int]
  /// The axes of a weight; `nil` when there is none.
  func shape(ofWeight name: String) -> [Int]?
  /// Something else that is wrong, as a sentence about the file.
  func problem(_ sentence: String) -> any Error
}

extension CaseReader {
  public func int(_ setting: String, in range: ClosedRange<Int>) throws -> Int {
    try int(setting, in: range, default: nil)
  }
}

/// One part of an architecture as a case describes it: whose values its parameters and inputs have,
/// and what is computed of them.
public protocol CaseProgram: Sendable {
  /// Parameters, and the tensors that their values are made of.
  var parameters: [(parameter: Parameter, layout: CaseLayout)] { get }
  /// The inputs of one sample, as matrices, in the order that ``forward(_:on:)`` takes them.
  var inputs: [CaseLayout] { get }
  /// How the output's tensor is read as a matrix.
  var output: CaseView { get }

  /// The output of one sample, and what was made on the way by the names and views of the case.
  func forward<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> CaseResults<E.Tensor>
}

/// What a case's program makes of a sample.
public struct CaseResults<Tensor> {
  public let output: Tensor
  /// What was made on the way, if the program makes it.
  public let intermediates: [(view: CaseView, tensor: Tensor)]

  public init(_ output: Tensor, intermediates: [(view: CaseView, tensor: Tensor)] = []) {
    self.output = output
    self.intermediates = intermediates
  }
}
