import Statistics
import Text

extension ParsedJSON {
  /// Sixteen hexadecimal digits of the canonical text: FNV-1a, of 64 bits.
  package var digest: String {
    let digits = String(FNV1a.hash(canonical.utf8), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
