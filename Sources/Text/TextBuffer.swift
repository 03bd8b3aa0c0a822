/// Text that is put together as UTF-8, without a string of its own for each piece.
package struct TextBuffer {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// All of the text.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  package mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  package mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: source)
  }

  /// Appends a whole number's decimal digits.
  package mutating func append(_ value: UInt128) {
    if let small = UInt64(exactly: value) { return append(small) }
    // 10^19 is the largest power of ten in 64 bits; 2^128 takes three parts of 19 digits.
    let (high, low) = value.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
    append(high)
    append(digits: UInt64(truncatingIfNeeded: low), count: 19)
  }

  /// Appends a whole number's sign, where it is negative, and its decimal digits.
  package mutating func append(_ value: Int128) {
    if value < 0 { append(UInt8(ascii: "-")) }
    append(value.magnitude)
  }

  private mutating func append(_ value: UInt64) {
    var count = 1
    var rest = value
    while rest >= 10 {
      rest /= 10
      count += 1
    }
    append(digits: value, count: count)
  }

  /// Appends so many digits, with zeros in front.
  private mutating func append(digits value: UInt64, count: Int) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: count))
    var rest = value
    var place = bytes.count
    while rest > 0 {
      place -= 1
      bytes[place] += UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}
