import Foundation

/// Texts that are kept once however often they are read.
///
/// Looked up by their raw bytes in JSON, so that a text that was seen before costs a hash and a
/// comparison. The identifiers are indices of ``texts``.
struct TextPool {
  private struct Spelling {
    let start: Int
    let count: Int
    let hash: UInt64
    let text: Int32
  }

  private(set) var texts: [String] = []
  private var numbers: [String: Int32] = [:]
  /// Every spelling's bytes, one after the other.
  private var bytes: [UInt8] = []
  private var spellings: [Spelling] = []
  /// Open addressing: indices of `spellings`, or -1; at most half of them are used.
  private var slots = [Int32](repeating: -1, count: 256)

  /// The identifier of a text by its bytes between the quotes; `nil` when that is no text.
  mutating func number(of raw: UnsafeBufferPointer<UInt8>) -> Int32? {
    let hash = Self.hash(raw)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let spelling = spellings[Int(slots[slot])]
      if spelling.hash == hash, holds(raw, at: spelling) { return spelling.text }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard let text = JSONLineScanner.text(raw) else { return nil }
    let number = number(of: text)
    slots[slot] = Int32(spellings.count)
    spellings.append(
      Spelling(start: bytes.count, count: raw.count, hash: hash, text: number))
    bytes.append(contentsOf: raw)
    if spellings.count * 2 > slots.count { grow() }
    return number
  }

  /// The identifier of a text.
  mutating func number(of text: String) -> Int32 {
    if let number = numbers[text] { return number }
    let number = Int32(texts.count)
    texts.append(text)
    numbers[text] = number
    return number
  }

  subscript(number: Int32) -> String { texts[Int(number)] }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (index, spelling) in spellings.enumerated() {
      var slot = Int(truncatingIfNeeded: spelling.hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }

  private func holds(_ raw: UnsafeBufferPointer<UInt8>, at spelling: Spelling) -> Bool {
    guard spelling.count == raw.count, let start = raw.baseAddress, !raw.isEmpty else {
      return spelling.count == raw.count
    }
    return bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { memcmp($0 + spelling.start, start, raw.count) == 0 } ?? false
    }
  }

  /// FNV-1a over words of eight bytes, with a mixing, since slots are chosen by the low bits.
  private static func hash(_ raw: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(raw)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x100_0000_01B3
      hash ^= hash >> 29
    }
    var place = 0
    while bytes.count - place >= 8 {
      mix(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    while place < bytes.count {
      mix(UInt64(bytes[place]))
      place += 1
    }
    return hash ^ hash >> 32
  }
}
