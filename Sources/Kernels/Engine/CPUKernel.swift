import Operations

/// An operation with a kernel for this machine's processor.
protocol CPUKernel: Operation {
  /// The results, of the shapes that the operation gives for these inputs.
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix]
}

/// What this processor has kernels for.
public struct CPUKernels: DeviceKernels {
  public let name = "this processor"

  public init() {}

  public func hasKernel(for operation: some Operation, on inputs: [Operand]) -> Bool {
    operation is any CPUKernel
  }
}
