import Kernels
import Measurement
import Operations

/// This machine's processor.
public struct CPUDevice: Device {
  public init() {}

  public var name: String { Cell.Setting.firstDevice }
  public var kernels: any DeviceKernels { CPUKernels() }

  public func supports(_ type: ElementType) -> Bool { type.isAvailable }

  public func engine(
    weights: any WeightSource, input: SequenceInput, threads: Int, type: ElementType
  ) -> any DeviceEngine {
    CPUEngine(weights: weights, input: input, threads: threads, type: type)
  }

  /// A kernel returns when its threads are done.
  public func synchronize() {}

  public func pin(threads: Int) -> [Int] { ThreadPlacement.pin(threads: threads) }

  public var currentBytes: Int { ResidentMemory.currentBytes }
  public var peakBytes: Int { ResidentMemory.peakBytes }
  public func resetPeakBytes() { ResidentMemory.resetPeak() }

  public func performMultiplyAdds(
    _ count: Double, of type: ElementType, threads: Int
  ) -> Double {
    PeakRate.run(multiplyAdds: count, of: type, threads: threads)
  }

  public func copying(bytes: Int, threads: Int) throws -> () -> Double {
    let memory = try Bandwidth(bytes: bytes, threads: threads)
    return { memory.run() }
  }
}

extension CPUEngine: DeviceEngine {}
