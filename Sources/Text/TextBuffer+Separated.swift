extension TextBuffer {
  /// How cells of a line are kept apart.
  package enum Separation: Sendable {
    /// RFC 4180: commas and CR LF; text that holds either or a quote stands in quotes.
    case csv
    /// Tabs and LF; text can't hold either, so that they become spaces.
    case tsv

    package var separator: UInt8 { self == .csv ? UInt8(ascii: ",") : UInt8(ascii: "\t") }
    package var lineEnd: String { self == .csv ? "\r\n" : "\n" }
  }

  /// Appends a cell's text.
  package mutating func append(_ text: String, by separation: Separation) {
    var text = text
    text.withUTF8 { source in
      guard source.contains(where: separation.isSpecial) else { return append(source) }
      switch separation {
      case .csv: append(quoted: source)
      case .tsv: append(spaced: source)
      }
    }
  }

  private mutating func append(quoted source: UnsafeBufferPointer<UInt8>) {
    let quote = UInt8(ascii: "\"")
    append(quote)
    for byte in source {
      if byte == quote { append(quote) }
      append(byte)
    }
    append(quote)
  }

  /// A line feed after a carriage return ends the same line: both are one space.
  private mutating func append(spaced source: UnsafeBufferPointer<UInt8>) {
    var previous: UInt8 = 0
    for byte in source {
      switch byte {
      case UInt8(ascii: "\n") where previous == UInt8(ascii: "\r"): break
      case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): append(UInt8(ascii: " "))
      default: append(byte)
      }
      previous = byte
    }
  }
}

extension TextBuffer.Separation {
  /// Whether a text with the byte can't be written as it is.
  fileprivate func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
    case UInt8(ascii: ","), UInt8(ascii: "\""): self == .csv
    case UInt8(ascii: "\t"): self == .tsv
    default: false
    }
  }
}
