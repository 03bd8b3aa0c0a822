import Kernels
import Operations
import Synchronization
import Workloads

/// A second device in one file: the formulas in `Double`, which has no memory of its own to tell of.
final class ReferenceDevice: Device {
  private struct Kernels: DeviceKernels {
    let name = "the reference"
    func hasKernel(for operation: some Operation, on inputs: [Operand]) -> Bool { true }
  }

  let name = "reference"
  let kernels: any DeviceKernels = Kernels()
  private let waits = Mutex(0)

  /// How often it was waited for.
  var synchronizations: Int { waits.withLock { $0 } }

  func supports(_ type: ElementType) -> Bool { type == .f32 }

  func engine(
    weights: any WeightSource, input: SequenceInput, threads: Int, type: ElementType
  ) -> any DeviceEngine {
    ReferenceEngine(weights: weights, input: input)
  }

  func synchronize() { waits.withLock { $0 += 1 } }
  func pin(threads: Int) -> [Int] { [] }

  var currentBytes: Int { 0 }
  var peakBytes: Int { 0 }
  func resetPeakBytes() {}

  func performMultiplyAdds(_ count: Double, of type: ElementType, threads: Int) -> Double {
    let steps = 10_000
    let sum = (0..<steps).reduce(0.0) { $0 * 0.5 + Double($1) }
    return sum.isFinite ? Double(steps) : 0
  }

  func copying(bytes: Int, threads: Int) -> () -> Double {
    let source = [UInt8](repeating: 1, count: bytes)
    return { Double(2 * source.map { $0 &+ 1 }.count) }
  }
}

extension ReferenceEngine: DeviceEngine {
  public var observer: ((any Operation, [Operand]) -> Void)? {
    get { nil }
    set {}
  }
  public var loweredOperations: Set<String> { [] }
  public func forgetLoweredOperations() {}
  public func releaseScratch() {}
  public func releaseParameters(except kept: some Sequence<Parameter>) {}
  public func rehearse(_ program: () throws -> Void) {}
  public func values(of tensor: Matrix) -> [Float] { tensor.values.map(Float.init) }
  public func activations(_ x: Matrix) -> Matrix { x }
}
