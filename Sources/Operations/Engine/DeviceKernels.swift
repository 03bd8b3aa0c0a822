/// What a device has kernels for; everything else is lowered on it.
public protocol DeviceKernels: Sendable {
  /// Such as `this processor`.
  var name: String { get }

  func hasKernel(for operation: some Operation, on inputs: [Operand]) -> Bool
}
