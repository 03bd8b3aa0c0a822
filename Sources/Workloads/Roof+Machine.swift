import Kernels
import Statistics

extension Roof {
  /// Seconds that a kernel or the machine runs at a time: long enough for the clock, short enough
  /// that a shared machine is in the same state for a kernel and the machine on both sides of it.
  static let slice = 0.04

  /// The multiply-add peak alone in FLOP/s, the median of short runs.
  public static func peakFlopsPerSecond(of type: ElementType, threads: Int) -> Double {
    Median.of((0..<pairs).map { _ in peak(of: type, threads: threads) })
  }

  /// Seconds of a fixed piece of work on each thread, of about that many on a recent processor.
  static func seconds(ofWork seconds: Double, threads: Int) -> Double {
    ContinuousClock().measure {
      _ = PeakRate.run(
        multiplyAdds: flops(ofWork: seconds, threads: threads) / 2, of: .f32, threads: threads)
    } / .seconds(1)
  }

  /// FLOPs of that piece of work on all threads.
  static func flops(ofWork seconds: Double, threads: Int) -> Double {
    2 * 70e9 * seconds * Double(threads)
  }

  static func peak(of type: ElementType, threads: Int) -> Double {
    var multiplyAdds = 0.0
    let duration = ContinuousClock().measure {
      multiplyAdds = PeakRate.run(
        multiplyAdds: 70e9 * slice * Double(threads), of: type, threads: threads)
    }
    return 2 * multiplyAdds / (duration / .seconds(1))
  }

  static func bandwidth(_ memory: Bandwidth) -> Double {
    var bytes = 0.0
    let duration = ContinuousClock().measure { bytes = memory.run() }
    return bytes / (duration / .seconds(1))
  }
}
