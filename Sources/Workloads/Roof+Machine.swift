import Kernels
import Statistics

extension Device {
  /// Seconds of a fixed piece of work on each thread, of about that many on a recent processor.
  func seconds(ofWork seconds: Double, threads: Int) -> Double {
    ContinuousClock().measure {
      _ = performMultiplyAdds(
        Roof.flops(ofWork: seconds, threads: threads) / 2, of: .f32, threads: threads)
    } / .seconds(1)
  }

  /// The multiply-add peak alone in FLOP/s, the median of short runs.
  public func peakFlopsPerSecond(of type: ElementType, threads: Int) -> Double {
    Median.of((0..<Roof.pairs).map { _ in peak(of: type, threads: threads) })
  }

  /// One run of the multiply-add peak, in FLOP/s.
  func peak(of type: ElementType, threads: Int) -> Double {
    var multiplyAdds = 0.0
    let duration = ContinuousClock().measure {
      multiplyAdds = performMultiplyAdds(
        70e9 * Roof.slice * Double(threads), of: type, threads: threads)
    }
    return 2 * multiplyAdds / (duration / .seconds(1))
  }
}

extension Roof {
  /// Seconds that a kernel or the machine runs at a time: long enough for the clock, short enough
  /// that a shared machine is in the same state for a kernel and the machine on both sides of it.
  static let slice = 0.04

  /// FLOPs of a fixed piece of work on all threads that takes each about so many seconds.
  static func flops(ofWork seconds: Double, threads: Int) -> Double {
    2 * 70e9 * seconds * Double(threads)
  }

  /// One run of a copy, in B/s.
  static func bandwidth(_ copy: () -> Double) -> Double {
    var bytes = 0.0
    let duration = ContinuousClock().measure { bytes = copy() }
    return bytes / (duration / .seconds(1))
  }
}
