/// A processor's limits as a roofline needs them: operations a second, bytes a second, memory.
///
/// The roofline is Williams, Waterman and Patterson 2009, "Roofline: an insightful visual
/// performance model for multicore architectures": work of `i` FLOPs for each byte of main memory
/// runs at no more than `min(peak, i * bandwidth)`.
public struct Hardware: Hashable, Sendable {
  /// Such as `a100-80g-sxm`, as users type it.
  public let name: String
  /// Such as `NVIDIA A100 80 GB SXM`.
  public let title: String
  /// Dense multiply-add peak in FLOP/s, 2 a multiply-add, by width of the operands in bits.
  ///
  /// 32 is plain single precision, never TF32. A width that a processor multiplies as integers
  /// alone, such as 8 on the A100, has the integer rate, and its source says so.
  public let peaks: [Int: Figure]
  /// Dense peak in FLOP/s of 32-bit operands rounded to TF32; `nil` where there is no such mode.
  public let tensorFloat32: Figure?
  /// Bytes a second of main memory.
  public let bandwidth: Figure
  /// Bytes of main memory, the most that a central processor takes.
  ///
  /// Of an accelerator, what its driver tells a program that it has, as somebody measured it: 5 to
  /// 7 % more than a vendor's GB of 10^9 bytes, and a little less than the parts hold. A program's
  /// context takes some hundred MB of it, which aren't in what is compared with it.
  public let memory: Figure

  public init(
    name: String, title: String, peaks: [Int: Figure], tensorFloat32: Figure? = nil,
    bandwidth: Figure, memory: Figure
  ) {
    self.name = name
    self.title = title
    self.peaks = peaks
    self.tensorFloat32 = tensorFloat32
    self.bandwidth = bandwidth
    self.memory = memory
  }

  /// The peak for operands of `bits`, or else of the next wider operands that have one.
  ///
  /// `nil` when neither that width nor a wider one has a figure. Operands are what is multiplied:
  /// weights kept in 4 bits and multiplied in 16 have the peak of 16.
  public func peak(bits: Int) -> Figure? {
    peaks.keys.filter { $0 >= bits }.min().flatMap { peaks[$0] }
  }

  /// FLOPs for each byte above which operands of `bits` are bound by the peak, not by memory.
  ///
  /// `nil` as for ``peak(bits:)``.
  public func ridge(bits: Int) -> Double? {
    peak(bits: bits).map { $0.value / bandwidth.value }
  }
}
