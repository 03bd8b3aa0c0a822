import Foundation
import TestSupport
import Testing

@testable import Checkpoints

/// Whatever a header says, it is refused in a sentence or true of the file.
@Suite struct HeaderFuzzTests {
  private static let replacements = [
    "0", "-1", "1", "8", "64", "127", "128", "512", "1.5", "1e3", "9223372036854775807",
    "9223372036854775808", "18446744073709551616", "\"F32\"", "\"F16\"", "\"I64\"", "\"F4\"",
    "[]", "[0]", "[0,0]", "[1,2,3]", "{}", "null", "true", "[[1]]", "\"\\u0000\"", "NaN",
    "\"\\ud800\"", "4611686018427387904", "2147483648", String(repeating: "[", count: 300),
    String(repeating: "9", count: 400),
  ]

  /// The header of a file, without the length before it.
  private static func header(_ bytes: [UInt8]) -> [UInt8] {
    let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    return Array(bytes[8..<8 + length])
  }

  static func mutated(_ text: [UInt8], using random: inout Seeded) -> [UInt8] {
    var text = text
    let position = Int.random(in: 0..<text.count, using: &random)
    let end = min(text.count, position + Int.random(in: 1...80, using: &random))
    switch Int.random(in: 0..<12, using: &random) {
    case 0: text.removeSubrange(position...)
    case 1: text[position] = UInt8.random(in: 0...255, using: &random)
    case 2: text.insert(UInt8.random(in: 0...255, using: &random), at: position)
    case 3: text.remove(at: position)
    case 4: text.insert(contentsOf: Array(text[position..<end]), at: end)
    case 5: text.removeSubrange(position..<end)
    case 6: text[position] = UInt8.random(in: 0x30...0x39, using: &random)
    default: return withAnotherNumber(text, from: position, using: &random)
    }
    return text
  }

  /// The next value, or digits of one, is another one.
  private static func withAnotherNumber(
    _ text: [UInt8], from position: Int, using random: inout Seeded
  ) -> [UInt8] {
    let starts = Set(",[:".utf8)
    guard let before = text[position...].firstIndex(where: { starts.contains($0) }),
      let replacement = replacements.randomElement(using: &random)
    else { return text }
    let rest = text[(before + 1)...]
    let ends = Set(",]}".utf8)
    let after = rest.firstIndex { ends.contains($0) } ?? text.endIndex
    return Array(text[...before]) + Array(replacement.utf8) + Array(text[after...])
  }

  private func checkSentence(_ error: CheckpointError) {
    let sentence = error.description
    let isOneLine = !sentence.contains { $0.isNewline }
    let isPlain = sentence.hasPrefix("'f': ") && sentence.count > 30 && sentence.count < 600
    #expect(isOneLine && isPlain, "\(sentence)")
  }

  @Test func everyMutationIsRefusedOrTrue() throws {
    let files = try Fixtures.names.flatMap { name in
      try ["model", "expected"].map { file in
        try Array(
          Data(
            contentsOf: URL(
              fileURLWithPath: "\(Fixtures.folder(name))/\(file).safetensors")))
      }
    }
    let headers = files.map(Self.header)
    var random = Seeded(2026)
    var refused = 0
    for index in 0..<10_000 {
      let place = index % files.count
      var text = headers[place]
      let dataBytes = files[place].count - 8 - text.count
      for _ in 0..<Int.random(in: 1...2, using: &random) where !text.isEmpty {
        text = Self.mutated(text, using: &random)
      }
      do throws(CheckpointError) {
        let header = try SafetensorsHeader(json: text, dataBytes: dataBytes, file: "f")
        let bytes = header.tensors.values.reduce(0) { $0 + $1.count * $1.type.bytes }
        #expect(bytes == dataBytes)
      } catch {
        refused += 1
        checkSentence(error)
      }
    }
    // A change of a name does no harm, and most other changes do: both ways are taken often.
    #expect((5000...9500).contains(refused), "\(refused)")
  }

  /// Whole files, of which everything is read that can be.
  @Test func everyFileIsRefusedOrRead() throws {
    let original = StoredTensor.file([
      StoredTensor("a", .float32, [2, 3], of: [UInt32](1...6)),
      StoredTensor("b", .bfloat16, [4], of: [UInt16](1...4)),
      StoredTensor("c", .signed64, [2], of: [Int64](1...2)),
      StoredTensor("d", .float16, [1, 1], of: [UInt16(5)]),
    ])
    var random = Seeded(5)
    var opened = 0
    try inTemporaryFolder { folder in
      let path = "\(folder)/f"
      for _ in 0..<2000 {
        try write(Self.mutated(original, using: &random), to: path)
        guard let file = try? SafetensorsFile(path: path) else { continue }
        opened += 1
        for name in file.names {
          guard let info = file[name] else { continue }
          if let floats = try? file.floats(of: name) { #expect(floats.count == info.count) }
          if let numbers = try? file.integers(of: name) { #expect(numbers.count == info.count) }
        }
      }
    }
    #expect(opened > 200)
  }
}
