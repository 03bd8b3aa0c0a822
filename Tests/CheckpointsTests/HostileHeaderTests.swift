import Foundation
import Testing

@testable import Checkpoints

/// A header that isn't true of its file is refused in a sentence that names file and tensor.
@Suite struct HostileHeaderTests {
  private func refusal(ofFile bytes: [UInt8]) throws -> String? {
    var sentence: String?
    try inTemporaryFolder { folder in
      let path = "\(folder)/t.safetensors"
      try write(bytes, to: path)
      sentence = complaint { () throws(CheckpointError) in _ = try SafetensorsFile(path: path) }
    }
    guard let sentence else { return nil }
    #expect(sentence.contains("t.safetensors': ") && !sentence.contains { $0.isNewline })
    #expect(sentence.count < 500)
    return sentence
  }

  private func refusal(_ header: String, dataBytes: Int = 8) throws -> String? {
    try refusal(
      ofFile: StoredTensor.file(
        header: Array(header.utf8), data: [UInt8](repeating: 0, count: dataBytes)))
  }

  /// A tensor of two numbers with some of its fields replaced.
  private func entry(
    _ name: String = "a", dtype: String = "\"F32\"", shape: String = "[2]",
    offsets: String = "[0,8]"
  ) -> String {
    "\"\(name)\":{\"dtype\":\(dtype),\"shape\":\(shape),\"data_offsets\":\(offsets)}"
  }

  @Test func theHeaderThatTheOthersDifferFrom() throws {
    #expect(try refusal("{\(entry())}") == nil)
  }

  @Test(arguments: [
    ("[0,12]", "tensor 'a' ends at byte 12 after the header, where the file has 8"),
    ("[0,9223372036854775807]", "tensor 'a' ends at byte 9,223,372,036,854,775,807"),
    ("[0,9223372036854775808]", "tensor 'a' has 9223372036854775808 in its data_offsets"),
    ("[8,0]", "tensor 'a' has data_offsets [8, 0], which aren't a begin and an end"),
    ("[-8,0]", "tensor 'a' has -8 in its data_offsets, not a whole number"),
    ("[0,8.0]", "tensor 'a' has 8.0 in its data_offsets, not a whole number"),
    ("[0,\"8\"]", "tensor 'a' has the text '8' in its data_offsets"),
    ("[0]", "tensor 'a' has data_offsets [0], which"),
    ("[0,4,8]", "tensor 'a' has data_offsets [0, 4, 8], which"),
    ("[]", "tensor 'a' has data_offsets [], which"),
    ("{}", "tensor 'a' needs a data_offsets of"),
    ("null", "tensor 'a' needs a data_offsets of"),
    ("[0,4]", "tensor 'a' has 4 bytes, which isn't what F32 of shape [2] takes"),
    ("[[0],8]", "tensor 'a' has a list in its data_offsets"),
  ]) func offsets(text: String, sentence: String) throws {
    #expect(try refusal("{\(entry(offsets: text))}")?.contains(sentence) == true)
  }

  @Test(arguments: [
    "[3]", "[]", "[2,2]", "[0]", "[9223372036854775807]", "[9223372036854775807,2]",
    "[4611686018427387904,4]", "[4294967296,4294967296]",
  ]) func shapesThatTheBytesAreNot(shape: String) throws {
    let sentence = try refusal("{\(entry(shape: shape))}")
    #expect(sentence?.contains("tensor 'a' has 8 bytes, which isn't what F32 of shape") == true)
  }

  @Test(arguments: [
    ("[-1]", "tensor 'a' has -1 in its shape"), ("[2.5]", "tensor 'a' has 2.5 in its shape"),
    ("[1e1]", "tensor 'a' has 1e1 in its shape"), ("2", "tensor 'a' needs a shape of up to 32"),
    ("[\(String(repeating: "1,", count: 32))2]", "tensor 'a' needs a shape of up to 32"),
  ]) func shapesThatAreNone(shape: String, sentence: String) throws {
    #expect(try refusal("{\(entry(shape: shape))}")?.contains(sentence) == true)
  }

  @Test func types() throws {
    let unknown = try refusal("{\(entry(dtype: "\"F7\""))}")
    #expect(unknown?.contains("tensor 'a' has the unknown dtype 'F7'; known: BOOL, U8") == true)
    for dtype in ["32", "null", "[\"F32\"]"] {
      #expect(try refusal("{\(entry(dtype: dtype))}")?.contains("tensor 'a' has no dtype") == true)
    }
    #expect(try refusal("{\"a\":{}}")?.contains("tensor 'a' has no dtype") == true)
    #expect(try refusal("{\"a\":3}")?.contains("tensor 'a' is described by 3") == true)
    // Eight bytes of each type are as many elements as its width says.
    for type in TensorType.allCases {
      let header = entry(dtype: "\"\(type.rawValue)\"", shape: "[\(8 / type.bytes)]")
      #expect(try refusal("{\(header)}") == nil)
    }
  }

  @Test func tensorsThatDoNotTile() throws {
    func two(_ first: String, _ second: String, dataBytes: Int = 16) throws -> String? {
      try refusal(
        "{\(entry(offsets: first)),\(entry("b", offsets: second))}", dataBytes: dataBytes)
    }
    #expect(try two("[0,8]", "[8,16]") == nil)
    #expect(try two("[8,16]", "[0,8]") == nil)
    let overlap = try two("[0,8]", "[4,12]")
    #expect(overlap?.contains("tensor 'b' begins at byte 4 after the header, where ano") == true)
    let same = try two("[0,8]", "[0,8]")
    #expect(same?.contains("tensor 'b' begins at byte 0 after the header, where ano") == true)
    let hole = try two("[0,8]", "[12,20]", dataBytes: 20)
    #expect(hole?.contains("tensor 'b' begins at byte 12 after the header, and the 4") == true)
    let start = try refusal("{\(entry(offsets: "[8,16]"))}", dataBytes: 16)
    #expect(start?.contains("tensor 'a' begins at byte 8 after the header, and the 8") == true)
    let rest = try two("[0,8]", "[8,16]", dataBytes: 21)
    #expect(rest?.contains("its last 5 bytes belong to no tensor") == true)
    #expect(try refusal("{}", dataBytes: 0) == nil)
    #expect(try refusal("{}")?.contains("its last 8 bytes belong to no tensor") == true)
  }

  @Test(arguments: [
    ("", "the text ends too early"), ("   ", "the text ends too early"),
    ("[]", "the text must be an object"), ("{", "a name in double quotes is missing"),
    ("{\"a\":", "the text ends too early"), ("{\"a\"}", "':' is missing after a name"),
    ("{\"a\":{}", "tensor 'a' has no dtype"), ("{} {}", "something follows the end"),
    ("{,}", "a name in double quotes is missing"), ("{\"a", "a text isn't closed"),
    ("{\"a\":[[[[1]]]]}", "nested deeper than 4"), ("{\"__metadata__\":3}", "__metadata__ is 3"),
    ("{\"__metadata__\":{\"x\":3}}", "'x' in __metadata__ is 3, not a text"),
    ("{\"__metadata__\":{\"x\":\"y\",\"x\":\"y\"}}", "'x' stands twice in an object"),
  ]) func headersThatAreNotJSON(header: String, sentence: String) throws {
    #expect(try refusal(header)?.contains(sentence) == true)
  }

  @Test func namesThatStandTwice() throws {
    let sentence = try refusal(
      "{\(entry("it\u{1}s".replacing("\u{1}", with: "\\u0001"))),"
        + "\(entry("it\\u0001s"))}")
    #expect(sentence?.contains("'it\\u{1}s' stands twice in an object") == true)
    #expect(try refusal("{\(entry()),\(entry()),}")?.contains("'a' stands twice") == true)
    #expect(try refusal("{\(entry()),}")?.contains("a name in double quotes") == true)
  }

  @Test func deepAndLargeJSON() throws {
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(try refusal(deep)?.contains("the text must be an object") == true)
    #expect(try refusal("{\"a\":\(deep)")?.contains("nested deeper than 4") == true)
    // Two bytes a value: what they say would take twenty times the memory.
    let many = "{\"a\":[\(String(repeating: "0,", count: 1 << 20))0]}"
    #expect(try refusal(many)?.contains("more than 65,536 values") == true)
    #expect(try refusal(String(repeating: "a", count: 1 << 20))?.contains("an object") == true)
  }

  @Test func textThatIsNotUTF8() throws {
    let header = Array("{\"".utf8) + [0xC3, 0x28] + Array(entry().dropFirst().utf8)
    let sentence = try refusal(
      ofFile: StoredTensor.file(header: header + [0x7D], data: [UInt8](repeating: 0, count: 8)))
    #expect(sentence?.contains("a text isn't UTF-8") == true)
  }

  @Test func lengthsOfHeaders() throws {
    let file = StoredTensor.file([StoredTensor("a", .float32, [2], of: [UInt32(1), 2])])
    #expect(try refusal(ofFile: file) == nil)
    #expect(try refusal(ofFile: [])?.contains("is empty") == true)
    // Cut anywhere, it is never read beyond its end.
    for count in 1..<file.count {
      let sentence = try #require(try refusal(ofFile: Array(file[..<count])))
      switch count {
      case 1: #expect(sentence.contains("has 1 byte, too few for a safetensors file"))
      case ..<8: #expect(sentence.contains("has \(count) bytes, too few for a safetensors file"))
      case ..<(file.count - 8): #expect(sentence.contains("ends before its header of"))
      default: #expect(sentence.contains("tensor 'a' ends at byte 8 after the header"))
      }
    }
    for (length, sentence) in [
      (100_000_000, "ends before its header of 100,000,000 bytes does"),
      (100_000_001, "asks for a header of 100,000,001 bytes, where 100,000,000 are the most"),
      (UInt64.max, "asks for a header of 18,446,744,073,709,551,615 bytes"),
      (UInt64(0), "too early"),
    ] as [(UInt64, String)] {
      let bytes = withUnsafeBytes(of: length.littleEndian) { Array($0) } + file[8...]
      #expect(try refusal(ofFile: bytes)?.contains(sentence) == true)
    }
  }

  @Test func otherKindsOfFile() throws {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
    #expect(try refusal(ofFile: Array(pointer.utf8))?.contains("a pointer of Git LFS") == true)
    let page = "<!DOCTYPE html><html></html>"
    #expect(try refusal(ofFile: Array(page.utf8))?.contains("isn't a safetensors file") == true)
    #expect(try refusal(ofFile: [0x50, 0x4B, 3, 4, 0, 0, 8, 8, 0])?.contains("isn't a") == true)
    for path in ["", "a\u{0}b", "/no such\nplace", "/dev/zero", "/dev/null", "/", "/tmp/."] {
      let sentence = complaint { () throws(CheckpointError) in _ = try SafetensorsFile(path: path) }
      #expect(sentence?.contains("name a safetensors file") == true, "\(path)")
    }
  }
}
