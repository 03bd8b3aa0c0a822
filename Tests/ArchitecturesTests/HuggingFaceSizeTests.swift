import Foundation
import Testing

@testable import Architectures

/// Sizes that a count depends on are in the file, under whatever name, or the file is refused.
@Suite struct HuggingFaceSizeTests {
  @Test(arguments: HuggingFaceFamily.all.map(\.modelType))
  func everySizeThatIsMissingIsNamed(type: String) throws {
    let family = try #require(HuggingFaceFamily.all.first { $0.modelType == type })
    #expect(refusal(json(type)) == nil)
    for size in family.sizes {
      let names = size.split(separator: "|").map(String.init)
      let without = Dictionary(uniqueKeysWithValues: names.map { ($0, "") })
      let sentence = refusal(json(type, without))
      #expect(
        sentence?.contains("\(names[0]) isn't in the file, and the count depends on it") == true)
    }
    let nothing = refusal(Array("{\"model_type\": \"\(type)\"}".utf8)) ?? ""
    for size in family.sizes {
      #expect(nothing.contains(size.split(separator: "|")[0]))
    }
  }

  /// A field taken away from a published file: the file is refused, the count stays, or a note says
  /// what was taken in the field's place.
  @Test(arguments: Fixtures.names + ["mistral-without-head", "qwen1.5-7b-yarn"])
  func fieldsTakenAway(name: String) throws {
    let bytes = try Fixtures.bytes(name)
    let whole = try HuggingFaceConfiguration(json: bytes, name: "m").model
    let object = try JSONSerialization.jsonObject(with: Data(bytes))
    let members = try #require(object as? [String: Any])
    for field in members.keys {
      let rest = try JSONSerialization.data(withJSONObject: members.filter { $0.key != field })
      guard refusal(Array(rest)) == nil else { continue }
      let read = try HuggingFaceConfiguration(json: Array(rest), name: "m")
      // The scale of epsilon and angles changes no count.
      guard read.model.parameterCount != whole.parameterCount || read.model.window != whole.window
      else { continue }
      #expect(read.notes.contains { $0.contains(field) }, "\(field) \(read.notes)")
    }
  }

  /// OPT-66B as llm-analysis writes it: 64 layers, 9216 wide, 50,272 tokens, 2048 + 2 positions.
  @Test func namesOfAnotherTool() throws {
    let read = try Fixtures.configuration("other-tools-names")
    let hidden: UInt128 = 9216
    let layer = 4 * (hidden * hidden + hidden) + 8 * hidden * hidden + 5 * hidden + 4 * hidden
    #expect(read.model.parameterCount == 64 * layer + (50_272 + 2050) * hidden + 2 * hidden)
    #expect(read.model.parameterCount == 65_719_701_504)
    #expect(read.ignoredFields == ["name"] && read.unknownFields == [])
    var opt = try preset("opt-66b")
    opt.name = read.model.name
    #expect(read.model == opt)
  }

  @Test(arguments: ["num_layers", "n_head", "hidden_dim", "vocab_size", "ffn_embed_dim"])
  func namesOfAnotherToolMissing(field: String) throws {
    var lines = String(decoding: try Fixtures.bytes("other-tools-names"), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
    lines.removeAll { $0.contains("\"\(field)\"") }
    #expect(
      refusal(Array(lines.joined().utf8))?.contains("\(field) isn't in the file") == true)
  }

  @Test func anotherToolsWords() throws {
    func text(_ more: String) -> [UInt8] {
      Array(
        """
        {"num_layers": 4, "n_head": 4, "hidden_dim": 64, "vocab_size": 100, "max_seq_len": 256,
         "num_key_value_heads": 2\(more)}
        """.utf8)
    }
    let llama = ", \"model_type\": \"llama\""
    #expect(refusal(text(llama))?.contains("ffn_embed_dim isn't in the file") == true)
    let wide = llama + ", \"expansion_ratio\": 2.5, \"num_key_value_groups\": 2.0"
    let read = try HuggingFaceConfiguration(json: text(wide), name: "m")
    #expect(read.model.feedForward == 160 && read.model.keyValueHeads == 2)
    #expect(read.unknownFields == [])
    let wrong = llama + ", \"ffn_embed_dim\": 160, \"num_key_value_groups\": 3"
    #expect(refusal(text(wrong))?.contains("num_key_value_groups is 3; it must be 2") == true)
    let gpt2 = ", \"model_type\": \"gpt2\", \"ffn_embed_dim\": 160, \"num_key_value_heads\": 4"
    let bare = String(decoding: text(""), as: UTF8.self)
      .replacingOccurrences(of: ",\n \"num_key_value_heads\": 2", with: gpt2)
    let small = try HuggingFaceConfiguration(json: Array(bare.utf8), name: "m").model
    #expect(small.feedForward == 160 && small.maximumPositions == 256)
  }
}
