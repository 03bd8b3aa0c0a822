import Kernels
import Operations

/// Hardware that programs are timed on: all that planning and timing know of it.
///
/// A device is one file: this protocol, and ``DeviceEngine`` for its engine.
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
