import Architectures
import Kernels
import Operations

/// Hardware that programs are timed on: all that planning and timing know of it.
///
/// A device is one file: this protocol, and ``DeviceEngine`` of its engine.
public protocol Device: Sendable {
  /// As cells name it: `cpu`.
  var name: String { get }
  /// What it has kernels for, so that a count is of what it performs.
  var kernels: any DeviceKernels { get }

  /// Whether it computes in a type; nothing is emulated.
  func supports(_ type: ElementType) -> Bool

  /// An engine on so many threads.
  ///
  /// - Throws: ``EngineError`` when it can't be had.
  func engine(
    weights: any WeightSource, input: SequenceInput, threads: Int, type: ElementType
  ) throws -> any DeviceEngine

  /// Waits until everything that was asked of it is done: before a clock is read.
  func synchronize()

  /// Keeps the threads on cores of their own; their numbers, none where that isn't possible.
  func pin(threads: Int) -> [Int]

  // MARK: Memory

  /// Bytes that this process holds of its memory; 0 when it doesn't tell.
  var currentBytes: Int { get }
  /// The most that it has held since the last ``resetPeakBytes()``; 0 when it doesn't tell.
  var peakBytes: Int { get }
  /// Forgets the highest mark.
  func resetPeakBytes()

  // MARK: Rates

  /// Performs about so many independent multiply-adds on all threads and returns how many; the caller
  /// takes the time.
  func performMultiplyAdds(_ count: Double, of type: ElementType, threads: Int) -> Double

  /// What turns a vector of so many bytes into another, as fast as it can, and returns the bytes read
  /// and written.
  func copying(bytes: Int, threads: Int) throws -> () -> Double
}

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
