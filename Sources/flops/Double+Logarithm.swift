#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension Double {
  /// The natural logarithm.
  var logarithm: Double { log(self) }
}
