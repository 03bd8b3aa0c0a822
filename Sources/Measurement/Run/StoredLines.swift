import Foundation

/// The lines of a file or of a program's output that hold a JSON object each, with their numbers.
///
/// One rule for all of them: a byte order mark at the beginning is passed over, a line may end in CR LF,
/// empty lines count but hold nothing, and the last line needs no end: it is torn where its object
/// isn't whole.
struct StoredLines: Sequence, IteratorProtocol {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let bytes: ArraySlice<UInt8>
  private var start: Int
  private var number = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes[...].dropFirst(bytes.starts(with: Self.mark) ? Self.mark.count : 0)
    start = self.bytes.startIndex
  }

  /// The next line that isn't empty, without its end; its number is counted from 1.
  mutating func next() -> (number: Int, bytes: ArraySlice<UInt8>)? {
    while start < bytes.endIndex {
      let length = bytes[start...].withUnsafeBufferPointer { rest -> Int in
        guard let base = rest.baseAddress, let found = memchr(base, 0x0A, rest.count) else {
          return rest.count
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
      }
      let line = bytes[start..<start + length]
      start = line.endIndex + 1
      number += 1
      if !line.withUnsafeBufferPointer(Self.isBlank) { return (number, line) }
    }
    return nil
  }

  static func isBlank(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  /// A line without the mark that a file may begin with.
  static func withoutMark(_ line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    line.starts(with: mark) ? UnsafeBufferPointer(rebasing: line[mark.count...]) : line
  }
}
