import Accounting
import Testing

/// What parses as a precision, what doesn't, and the bytes it takes.
@Suite struct PrecisionTests {
  @Test func everyPrecisionParsesAsItself() throws {
    for weights in Precision.Part.weights.widths {
      for activations in Precision.Part.activations.widths {
        for keyValues in Precision.Part.keyValues.widths {
          let precision = try Precision(
            weights: weights, activations: activations, keyValues: keyValues)
          let text = "w\(weights)a\(activations)kv\(keyValues)"
          #expect(precision.description == text)
          #expect(try Precision(parsing: text) == precision)
          #expect(try Precision(parsing: text.uppercased()) == precision)
        }
      }
    }
  }

  /// The cache is as wide as activations unless written, whichever width they have.
  @Test func cacheIsAsWideAsActivations() throws {
    for activations in Precision.Part.activations.widths {
      let precision = try Precision(parsing: "w4a\(activations)")
      #expect(precision.description == "w4a\(activations)kv\(activations)")
    }
  }

  @Test(arguments: [
    ("f32", "w32a32kv32"), ("f16", "w16a16kv16"), ("bf16", "w16a16kv16"), ("BF16", "w16a16kv16"),
    ("F32", "w32a32kv32"), ("W4a16Kv8", "w4a16kv8"),
  ])
  func shorthandsAndCase(text: String, canonical: String) throws {
    #expect(try Precision(parsing: text).description == canonical)
  }

  @Test func partsHaveTheirWidths() throws {
    let precision = try Precision(parsing: "w4a16kv8")
    #expect(precision.weights == 4 && precision[.weights] == 4)
    #expect(precision.activations == 16 && precision[.activations] == 16)
    #expect(precision.keyValues == 8 && precision[.keyValues] == 8)
    #expect(try Precision(parsing: "f32") == .single)
    #expect(try Precision(parsing: "bf16") == .half)
  }

  @Test(arguments: [
    "", " ", "w", "w16", "w16a", "w16a16kv", "w16a16k16", "w16a16kv16x", "w16a16kv16kv16",
    "w16a16v16", " w16a16", "w16a16 ", "w16a16\n", "w16 a16", "w-4a16", "w+4a16", "w4.0a16",
    "w04a16", "w0a16", "w16a016", "w1000a16", "a16w16", "a16", "kv8w4a16", "16", "w16a16kv1e1",
    "f64", "i9", "bf32", "q4_k_m", "f32f32", "w٤a١٦", "w１６a１６",
    "w16a16\u{212A}v16", "ｗ16a16", "w16a16kv16\u{301}", "w16a16\u{0}",
  ])
  func whatIsNoPrecisionIsRefused(text: String) {
    #expect(throws: PrecisionError.form(text)) { try Precision(parsing: text) }
  }

  @Test(arguments: [
    ("w5a16kv16", Precision.Part.weights, 5), ("w1a16", .weights, 1), ("w64a16", .weights, 64),
    ("w999a999kv999", .weights, 999), ("w4a4", .activations, 4), ("w16a64", .activations, 64),
    ("w16a16kv6", .keyValues, 6), ("w16a16kv3", .keyValues, 3), ("W16A16KV64", .keyValues, 64),
  ])
  func otherWidthsAreRefused(text: String, part: Precision.Part, bits: Int) {
    #expect(throws: PrecisionError.width(part, bits: bits)) { try Precision(parsing: text) }
  }

  @Test(arguments: [Int.min, -4, 0, 5, 33, Int.max])
  func otherWidthsMakeNoPrecision(bits: Int) {
    #expect(throws: PrecisionError.width(.weights, bits: bits)) {
      try Precision(weights: bits, activations: 16, keyValues: 16)
    }
    #expect(throws: PrecisionError.width(.activations, bits: bits)) {
      try Precision(weights: 16, activations: bits, keyValues: 16)
    }
    #expect(throws: PrecisionError.width(.keyValues, bits: bits)) {
      try Precision(weights: 16, activations: 16, keyValues: bits)
    }
  }

  /// However long or odd the text, the sentence is one short line.
  @Test(arguments: [
    String(repeating: "w16", count: 3334), "w" + String(repeating: "9", count: 9999),
    "w16a16" + String(repeating: "\u{301}", count: 9994), String(repeating: "\n", count: 10_000),
    String(repeating: "👩‍👩‍👧‍👦", count: 10_000),
  ])
  func overlongTextIsRefusedBriefly(text: String) throws {
    let error = try #require(throws: PrecisionError.self) { try Precision(parsing: text) }
    #expect(error == .form(text))
    #expect(error.description.count < 1000)
    #expect(error.description.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
  }

  @Test func sentencesSayWhatIsAllowed() {
    #expect(
      PrecisionError.form("int9").description
        .hasPrefix(
          "'int9' is not a precision; write bits of w (weights) of 2, 3, 4, 6, 8, 16 or 32,"
            + " a (activations) of 8, 16 or 32, kv (key-value cache) of 2, 4, 8, 16 or 32,"
            + " as in w16a16kv16, w4a16kv8 or w4a16, a type such as fp32, bf16, fp8, int8 or int4, or how"
            + " weights are stored: mxfp4, "))
    #expect(
      PrecisionError.width(.weights, bits: 5).description
        == "weights of 5 bits can't be counted; write w with 2, 3, 4, 6, 8, 16 or 32 bits,"
        + " as in w16a16kv16 or w4a16kv8")
  }

  /// The bits of n elements fill the bytes but for less than one byte.
  @Test func bytesAreTheBitsRoundedUp() {
    let widths = Set(Precision.Part.allCases.flatMap(\.widths))
    for bits in widths.union([1, 5, 7, 9]) {
      for elements in UInt128(0)...100 {
        let needed = elements * UInt128(bits)
        let room = Precision.bytes(of: elements, bits: bits) * 8
        #expect(room >= needed && room - needed < 8, "\(elements) of \(bits) bits")
      }
    }
  }

  /// 175 thousand million weights of OPT-175B: 350 GB in 16 bits, 65.625 GB in 3.
  @Test func bytesOfALargeModel() {
    let weights: UInt128 = 175_000_000_000
    let half: UInt128 = 350_000_000_000
    let three: UInt128 = 65_625_000_000
    #expect(Precision.bytes(of: weights, bits: 16) == half)
    #expect(Precision.bytes(of: weights, bits: 3) == three)
  }

  /// The bits of the largest number of elements overflow, their bytes don't.
  @Test func bytesDoNotOverflowBeforeTheyMust() {
    #expect(Precision.bytes(of: .max, bits: 8) == .max)
    let eighth = UInt128.max / 8 + 1
    #expect(Precision.bytes(of: .max, bits: 1) == eighth)
  }
}
