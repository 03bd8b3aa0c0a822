import Architectures
import Operations

/// A device's engine.
public protocol DeviceEngine: Engine {
  /// What stands at the positions that passes read from now on.
  var sequence: SequenceInput { get set }
  /// Called with every operation that a kernel has performed, when set.
  var observer: ((any Operation, [Operand]) -> Void)? { get set }
  /// Names of the operations that had no kernel and were put in simpler ones.
  var loweredOperations: Set<String> { get }
  /// Begins to note anew which operations are lowered.
  func forgetLoweredOperations()

  /// Gives the memory back that is kept for the next operations.
  func releaseScratch()
  /// Forgets all parameters but these.
  func releaseParameters(except kept: some Sequence<Parameter>)
  /// Goes through a program without computing, so that what it needs is there when it is run.
  func rehearse(_ program: () throws -> Void) throws

  /// The values of a tensor, row after row.
  func values(of tensor: Tensor) throws -> [Float]
  /// Rows as attention or a product hands them on: rounded to the engine's type.
  func activations(_ x: Tensor) throws -> Tensor
}

extension DeviceEngine {
  /// A forward pass of a program.
  func run(_ program: any Architecture, positions: Int) throws {
    try program.forward(positions: positions, on: self) { _, _ in }
  }

  /// The values of all that a program's forward pass puts out, one output after the other.
  func outputs(of program: any Architecture, positions: Int) throws -> [Float] {
    var values: [Float] = []
    try program.forward(positions: positions, on: self) { _, output in
      values += try self.values(of: output)
    }
    return values
  }
}
