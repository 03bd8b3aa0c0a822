import Architectures
import Operations
import Testing

@testable import Accounting

@Suite struct DtypeTests {
  private func precision(_ text: String, _ model: String = "llama-3.1-8b") throws -> Precision {
    try Dtype(parsing: text).precision(of: preset(model))
  }

  @Test(arguments: [
    ("fp16", "w16a16kv16"), ("float16", "w16a16kv16"), ("bfloat16", "w16a16kv16"),
    ("fp32", "w32a32kv32"), ("FP8", "w8a16kv16"), ("int8", "w8a16kv16"), ("int4", "w4a16kv16"),
    ("fp4", "w4a16kv16"), ("wint4abf16kvfp8", "w4a16kv8"), ("wfp8-afp8-kvfp8", "w8a8kv8"),
    ("w4-a16-kv8", "w4a16kv8"), ("int4,kv8", "w4a16kv8"), ("fp16-kvint4", "w16a16kv4"),
  ])
  func namesOfWidths(text: String, canonical: String) throws {
    #expect(try precision(text).description == canonical)
  }

  @Test(arguments: [
    ("q4_k_m", "q4_k_m-a16kv16"), ("Q4_K", "q4_k_m-a16kv16"), ("q8_0-kv8", "q8_0-a16kv8"),
    ("wq6_ka16kv8", "q6_k-a16kv8"), ("NF4", "nf4-a16kv16"), ("nf4-dq-a32", "nf4-dq-a32kv32"),
    ("iq4_xs,a16,kv4", "iq4_xs-a16kv4"), ("mxfp4", "mxfp4-a16kv16"),
  ])
  func namesOfBlocks(text: String, label: String) throws {
    #expect(try precision(text).description == label)
  }

  @Test(arguments: [
    "q4", "q4_k_x", "nf4nf4", "nf4-", "int8int8", "w", "wq4_k_m-kv", "kv8", "a16", "q9_0", "f64",
    "nf4 ", "nf4-akv8", "w4", "nf4--a16",
  ])
  func otherTextIsRefused(text: String) {
    #expect(throws: PrecisionError.form(text)) { try Dtype(parsing: text) }
  }

  /// Bytes of the blocks as `ggml-common.h` asserts them.
  @Test func blocks() {
    func block(_ type: LlamaCppType) -> [Int] { [type.block.elements, type.block.bytes] }
    #expect(block(.q4K) == [256, 144])
    #expect(block(.q5K) == [256, 176])
    #expect(block(.q6K) == [256, 210])
    #expect(block(.q2K) == [256, 84])
    #expect(block(.q3K) == [256, 110])
    #expect(block(.q40) == [32, 18])
    #expect(block(.q80) == [32, 34])
    #expect(block(.iq4XS) == [256, 136])
    #expect(block(.iq2XXS) == [256, 66])
  }

  /// Bits a weight of Llama 3.1 8B as llama.cpp's `tools/quantize/README.md` prints them.
  static let published: [(String, Double)] = [
    ("iq1_s", 2.0042), ("iq1_m", 2.1460), ("iq2_xxs", 2.3824), ("iq2_xs", 2.5882),
    ("iq2_s", 2.7403), ("iq2_m", 2.9294), ("iq3_xxs", 3.2548), ("iq3_xs", 3.4977),
    ("iq3_s", 3.6606), ("iq3_m", 3.7628), ("iq4_xs", 4.4597), ("iq4_nl", 4.6818),
    ("q2_k_s", 2.9697), ("q2_k", 3.1593), ("q3_k_s", 3.6429), ("q3_k_l", 4.2979),
    ("q4_k_s", 4.6672), ("q4_k_m", 4.8944), ("q5_k_s", 5.5704), ("q5_k_m", 5.7036),
    ("q6_k", 6.5633), ("q8_0", 8.5008), ("gguf-f16", 16.0005),
  ]

  @Test(arguments: published) func publishedBitsPerWeight(row: (String, Double)) throws {
    let model = try preset("llama-3-8b")
    let stored = try #require(Dtype(parsing: row.0).precision(of: model).stored)
    #expect(
      abs(stored.bitsPerWeight(of: model) - row.1) < 6e-5, "\(stored.bitsPerWeight(of: model))")
  }

  /// Q4_K_M of Llama 3 8B by hand: half of the values' and the second products' matrices in Q6_K (the
  /// first and last 4 layers, and each third between them), the head in Q6_K, norms in 32 bits.
  @Test func mixtureByHand() throws {
    let more: UInt128 = 4 + 4 + 8
    func q4(_ elements: UInt128) -> UInt128 { elements / 256 * 144 }
    func q6(_ elements: UInt128) -> UInt128 { elements / 256 * 210 }
    let (value, down): (UInt128, UInt128) = (4096 * 1024, 4096 * 14_336)
    let rest = 2 * 4096 * 4096 + value + 2 * down
    let layers = 32 * q4(rest) + more * q6(value + down) + (32 - more) * q4(value + down)
    let tables = q4(128_256 * 4096) + q6(128_256 * 4096)
    #expect(try precision("q4_k_m", "llama-3-8b").stored?.bytes == layers + tables + 4 * 65 * 4096)
  }

  /// A tied table has the head's type; rows of 1,600 aren't whole blocks of 256 but of 32.
  @Test func rowsThatAreNoWholeBlocks() throws {
    let stored = try #require(precision("q4_k_m", "gpt2-xl").stored)
    let d: UInt128 = 1600
    func q(_ elements: UInt128, _ bytes: UInt128) -> UInt128 { elements / 32 * bytes }
    // Q4_K becomes Q5_0, 22 bytes; Q6_K, of which half of the layers have their
    // queries, keys and values in one matrix, and the head become Q8_0, 34. The second product's rows, of 6,400, are whole blocks.
    let more: UInt128 = 6 + 6 + 12
    let down = more * (4 * d * d / 256 * 210) + (48 - more) * (4 * d * d / 256 * 144)
    let up: UInt128 = 48 * q(4 * d * d, 22)
    let output: UInt128 = 48 * q(d * d, 22)
    let projections = more * q(3 * d * d, 34) + (48 - more) * q(3 * d * d, 22)
    let positions: UInt128 = 4 * 1024 * d
    let vectors: UInt128 = 48 * (4 * d + 3 * d + d + 4 * d + d) + 2 * d
    let table = q(50_257 * d, 34)
    #expect(
      stored.bytes == down + up + output + projections + positions + 4 * vectors + table)
  }

  /// One decoded token reads every weight and its scales: of the feed-forwards 4 bits and an exponent
  /// for 32 more than nothing, where 16 bits read 2 bytes.
  @Test func bytesMoved() throws {
    let pass = try Pass(
      Transformer(preset("llama-3-8b")), .full, options: .init(mask: .causal), positions: 1,
      phase: .decode)
    func read(_ type: String) throws -> UInt128 {
      try pass.ledger().traffic(of: .feedForward, precision(type, "llama-3-8b")).read
    }
    let elements: UInt128 = 32 * 3 * 4096 * 14_336
    #expect(try read("bf16") - read("mxfp4") == 2 * elements - elements / 2 - elements / 32)
    let more: UInt128 = 4096 * 14_336 / 256 * (210 - 144) * 16
    #expect(try read("bf16") - read("q4_k_m") == 2 * elements - elements / 256 * 144 - more)
  }
}
