import Foundation
import Testing

@testable import Checkpoints

@Suite struct SafetensorsValueTests {
  private func read(
    _ tensors: [StoredTensor], _ body: (SafetensorsFile) throws -> Void
  ) throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/t.safetensors"
      try write(StoredTensor.file(tensors), to: path)
      try body(SafetensorsFile(path: path))
    }
  }

  /// IEEE 754 binary16, written as its definition.
  private static func half(_ bits: UInt16) -> Float {
    let sign: Float = bits >> 15 == 0 ? 1 : -1
    let (exponent, fraction) = (Int(bits >> 10 & 31), Float(bits & 1023) / 1024)
    switch exponent {
    case 0: return sign * fraction * exp2(-14)
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default: return sign * (1 + fraction) * exp2(Float(exponent - 15))
    }
  }

  private func isSame(_ one: Float, _ other: Float) -> Bool {
    one.isNaN ? other.isNaN : one.bitPattern == other.bitPattern
  }

  /// Every number that sixteen bits can be.
  @Test func sixteenBits() throws {
    let all = Array(UInt16.min...UInt16.max)
    try read([
      StoredTensor("half", .float16, [256, 256], of: all),
      StoredTensor("brain", .bfloat16, [65_536], of: all),
    ]) { (file) throws in
      let (half, brain) = try (file.floats(of: "half"), file.floats(of: "brain"))
      #expect(half.count == all.count && brain.count == all.count)
      #expect(zip(all, half).allSatisfy { isSame(Self.half($0), $1) })
      #expect(zip(all, brain).allSatisfy { isSame(Float(bitPattern: UInt32($0) << 16), $1) })
    }
  }

  @Test func thirtyTwoBits() throws {
    let values: [Float] = [
      0, -0.0, 1.5, .leastNonzeroMagnitude, .infinity, .greatestFiniteMagnitude, .nan,
    ]
    try read([StoredTensor("x", .float32, [7], of: values.map(\.bitPattern))]) { (file) throws in
      let read = try file.floats(of: "x")
      #expect(zip(values, read).allSatisfy { isSame($0, $1) } && read.count == values.count)
    }
  }

  @Test func wholeNumbers() throws {
    try read([
      StoredTensor("u8", .unsigned8, [2], of: [UInt8.min, .max]),
      StoredTensor("i8", .signed8, [2], of: [Int8.min, .max]),
      StoredTensor("u16", .unsigned16, [2], of: [UInt16.min, .max]),
      StoredTensor("i16", .signed16, [2], of: [Int16.min, .max]),
      StoredTensor("u32", .unsigned32, [2], of: [UInt32.min, .max]),
      StoredTensor("i32", .signed32, [2], of: [Int32.min, .max]),
      StoredTensor("i64", .signed64, [1, 2], of: [Int64.min, .max]),
      StoredTensor("u64", .unsigned64, [2], of: [UInt64(0), 1 << 63 - 1]),
      StoredTensor("huge", .unsigned64, [1], of: [UInt64(1) << 63]),
    ]) { (file) throws in
      let expected: [String: [Int]] = [
        "u8": [0, 255], "i8": [-128, 127], "u16": [0, 65_535], "i16": [-32_768, 32_767],
        "u32": [0, 4_294_967_295], "i32": [-2_147_483_648, 2_147_483_647], "i64": [.min, .max],
        "u64": [0, .max],
      ]
      for (name, values) in expected {
        let read = try file.integers(of: name)
        #expect(read == values, "\(name)")
      }
      let sentence = complaint { () throws(CheckpointError) in _ = try file.integers(of: "huge") }
      #expect(sentence?.contains("tensor 'huge' has a number beyond 2^63") == true)
    }
  }

  /// Bytes before a tensor may be of any number: values needn't be aligned.
  @Test func anyAlignment() throws {
    let values = (0..<9).map { Float($0) / 3 }
    for odd in 0..<8 {
      try read([
        StoredTensor("before", .unsigned8, [odd], [UInt8](repeating: 7, count: odd)),
        StoredTensor("x", .float32, [3, 3], of: values.map(\.bitPattern)),
      ]) { (file) throws in
        #expect(try file.floats(of: "x") == values)
      }
    }
  }

  @Test func shapesWithoutSizesAndWithNothing() throws {
    try read([
      StoredTensor("nothing", .float32, [0, 4], []),
      StoredTensor("one", .float32, [], of: [Float(2).bitPattern]),
      StoredTensor("none either", .signed64, [0], []),
    ]) { (file) throws in
      #expect(file.names == ["none either", "nothing", "one"])
      #expect(try file.floats(of: "one") == [2])
      #expect(try file.floats(of: "nothing").isEmpty)
      #expect(try file.integers(of: "none either").isEmpty)
      #expect(file["one"]?.shape == [])
      #expect(file["one"]?.count == 1)
      #expect(file["another"] == nil)
    }
  }

  @Test func theWrongTypeOrName() throws {
    try read([
      StoredTensor("tokens", .signed64, [1], of: [Int64(3)]),
      StoredTensor("double", .float64, [1], of: [UInt64(0)]),
    ]) { (file) throws in
      func floats(_ name: String) -> String? {
        complaint { () throws(CheckpointError) in _ = try file.floats(of: name) }
      }
      #expect(floats("tokens")?.contains("tensor 'tokens' is of I64; only F32, F16") == true)
      #expect(floats("double")?.contains("tensor 'double' is of F64; only F32, F16") == true)
      #expect(floats("x\ny")?.contains("tensor 'x\\u{a}y' is missing") == true)
      let sentence = complaint { () throws(CheckpointError) in _ = try file.integers(of: "double") }
      #expect(sentence?.contains("tensor 'double' is of F64, not whole numbers") == true)
    }
  }

  /// A header may have spaces after it and metadata in it.
  @Test func metadataAndPadding() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/t.safetensors"
      let header =
        #"{"__metadata__":{"format":"pt"}, "é":{"shape":[],"data_offsets":[0,1],"dtype":"I8"}}   "#
      try write(StoredTensor.file(header: Array(header.utf8), data: [255]), to: path)
      let file = try SafetensorsFile(path: path)
      #expect(file.metadata == ["format": "pt"])
      #expect(try file.integers(of: "é") == [-1])
    }
  }

  /// Tensors of 64 GiB that nobody asks for are neither read nor given memory.
  @Test func whatIsNotAskedForTakesNoMemory() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/t.safetensors"
      let large = 64 << 30
      let header =
        "{\"large\":{\"dtype\":\"F32\",\"shape\":[\(large / 4)],\"data_offsets\":[0,\(large)]},"
        + "\"small\":{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[\(large),\(large + 1)]}}"
      try write(StoredTensor.file(header: Array(header.utf8), data: []), to: path)
      #expect(truncate(path, 8 + header.utf8.count + large + 1) == 0)
      let before = Self.residentPages
      let file = try SafetensorsFile(path: path)
      #expect(try file.integers(of: "small") == [0])
      // Four of the 64: other tests take memory at the same time.
      #expect(Self.residentPages - before < 1 << 20)
    }
  }

  private static var residentPages: Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
