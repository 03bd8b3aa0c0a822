import Foundation
import Operations
import TestSupport
import Testing
import Text

@testable import Architectures

/// Whatever a file holds, it is refused in a sentence or read as a model that can be counted.
@Suite struct HuggingFaceFuzzTests {
  private static let replacements = [
    "0", "-1", "1", "3", "1.5", "1e3", "1e400", "-0", "true", "false", "null", "\"\"", "\"64\"",
    "[]", "{}", "[[[[1]]]]", "16777216", "16777217", "10000", "4096", "65536",
    "9223372036854775807", "9223372036854775808", "1e18", "1e-400", "NaN", "Infinity",
    "\"\\u0000\\u001b\"", "\"relu\"", "\"sliding_attention\"", "[\"full_attention\"]",
    String(repeating: "[", count: 200), String(repeating: "9", count: 400),
  ]

  private static func mutated(_ text: [UInt8], using random: inout Seeded) -> [UInt8] {
    var text = text
    let position = Int.random(in: 0..<text.count, using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0: text.removeSubrange(position...)
    case 1: text[position] = UInt8.random(in: 0...255, using: &random)
    case 2: text.insert(UInt8.random(in: 0...255, using: &random), at: position)
    case 3: text.remove(at: position)
    case 4:
      let end = min(text.count, position + Int.random(in: 1...64, using: &random))
      text.insert(contentsOf: Array(text[position..<end]), at: end)
    case 5: text.swapAt(position, Int.random(in: 0..<text.count, using: &random))
    default: return withAnotherValue(text, using: &random)
    }
    return text
  }

  /// One of the lines of a file has another value.
  private static func withAnotherValue(_ text: [UInt8], using random: inout Seeded) -> [UInt8] {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let index = Int.random(in: 0..<lines.count, using: &random)
    guard let colon = lines[index].firstIndex(of: UInt8(ascii: ":")),
      let replacement = replacements.randomElement(using: &random)
    else { return text }
    let comma = lines[index].last == UInt8(ascii: ",") ? "," : ""
    lines[index] = lines[index][...colon] + Array(" \(replacement)\(comma)".utf8)
    return Array(lines.joined(separator: [0x0A]))
  }

  @Test func everyMutationIsRefusedOrCounted() throws {
    let texts = try Fixtures.names.map(Fixtures.bytes)
    var random = Seeded(2026)
    var refused = 0
    for index in 0..<10_000 {
      var text = texts[index % texts.count]
      for _ in 0..<Int.random(in: 1...2, using: &random) where !text.isEmpty {
        text = Self.mutated(text, using: &random)
      }
      do throws(HuggingFaceConfigurationError) {
        try check(HuggingFaceConfiguration(json: text, name: "fuzz"), text)
      } catch {
        refused += 1
        let sentence = error.description
        let isOneLine = !sentence.contains { $0.isNewline }
        #expect(sentence.count > 10 && sentence.count < 400 && isOneLine, "\(sentence)")
      }
    }
    // Most bytes of a file are of no influence, and most values matter: both ways are taken often.
    #expect((2000...8000).contains(refused))
  }

  private static let fields = [
    "hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
    "intermediate_size", "ffn_dim", "vocab_size", "max_position_embeddings", "n_embd", "n_head",
    "n_layer", "n_inner", "n_positions", "word_embed_proj_dim", "do_layer_norm_before",
    "enable_bias", "tie_word_embeddings", "attention_bias", "mlp_bias", "sliding_window",
    "use_sliding_window", "max_window_layers", "num_local_experts", "num_experts_per_tok",
    "rotary_pct", "rotary_emb_base", "use_parallel_residual", "type_vocab_size", "pad_token_id",
    "is_decoder", "rope_theta", "rms_norm_eps", "layer_norm_eps", "use_bidirectional_attention",
  ]
  private static let values = [
    "1", "2", "3", "4", "8", "12", "48", "64", "128", "512", "0", "10000", "65536", "16777216",
    "268435456", "1.0", "0.5", "0.25", "1e-6", "true", "true", "false", "false", "null",
  ]

  /// Fields that each may be right, in combinations that nobody has thought of.
  @Test func everyCombinationIsRefusedOrCounted() throws {
    var random = Seeded(11)
    var counted = 0
    for index in 0..<20_000 {
      let families = HuggingFaceConfiguration.families
      var fields: [String: String] = [:]
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        let field = Self.fields.randomElement(using: &random) ?? ""
        fields[field] = Self.values.randomElement(using: &random)
      }
      let text = json(families[index % families.count], fields)
      do throws(HuggingFaceConfigurationError) {
        try check(HuggingFaceConfiguration(json: text, name: "fuzz"), text)
        counted += 1
      } catch {
        #expect(error.description.count > 10)
      }
    }
    #expect(counted > 2000)
  }

  private func check(_ read: HuggingFaceConfiguration, _ text: [UInt8]) {
    let model = read.model
    #expect(throws: Never.self) { try model.validated() }
    #expect(!(read.notes + read.ignoredFields).contains { $0.contains { $0.isNewline } })
    #expect(model.parameterCount > 0)
    guard model.layers * (model.experts?.count ?? 1) <= 512 else { return }
    let sum = Transformer(model).parameters.reduce(UInt128(0)) { $0 + $1.count }
    #expect(sum == model.parameterCount, "\(String(decoding: text, as: UTF8.self))")
  }

  /// Foundation's reader is the judge: what ours accepts, it accepts, with the same values.
  @Test func readsJSONAsFoundationDoes() throws {
    let texts = try Fixtures.names.map(Fixtures.bytes)
    var random = Seeded(7)
    var accepted = 0
    for index in 0..<2000 {
      let original = texts[index % texts.count]
      let text = index < texts.count ? original : Self.mutated(original, using: &random)
      guard String(bytes: text, encoding: .utf8) != nil,
        let value = try? JSONReader.value(of: text, limits: .configuration)
      else { continue }
      // Numbers beyond Double are JSON for us and not for Foundation; sizes refuse them later.
      guard
        let other = try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)
      else {
        #expect(!Self.isInRangeOfDouble(value), "\(String(decoding: text, as: UTF8.self))")
        continue
      }
      accepted += 1
      #expect(Self.isSame(value, other), "\(String(decoding: text, as: UTF8.self))")
    }
    #expect(accepted > 500)
  }

  /// What an object holds doesn't depend on whether it is read at once or member by member.
  @Test func readsMembersAsWholeObjects() throws {
    let texts = try Fixtures.names.map(Fixtures.bytes)
    var random = Seeded(3)
    var accepted = 0
    for index in 0..<2000 {
      let text = Self.mutated(texts[index % texts.count], using: &random)
      let whole = Self.members(of: text)
      #expect(whole == Self.membersOneByOne(of: text), "\(String(decoding: text, as: UTF8.self))")
      accepted += whole == nil ? 0 : 1
    }
    #expect((300...1700).contains(accepted), "\(accepted)")
  }

  private static func members(of text: [UInt8]) -> [String: ParsedJSON]? {
    guard case .object(let members) = try? JSONReader.value(of: text, limits: .configuration)
    else { return nil }
    return members
  }

  private static func membersOneByOne(of text: [UInt8]) -> [String: ParsedJSON]? {
    guard var reader = try? JSONMembers(of: text, limits: .configuration) else { return nil }
    var members: [String: ParsedJSON] = [:]
    do {
      while let (name, value) = try reader.next() { members[name] = value }
      return members
    } catch {
      return nil
    }
  }

  /// The limit is one of each member's values, and of the whole text's where that is read at once.
  @Test func valuesBeyondTheLimit() throws {
    let text = Array(#"{"a":[1,2],"b":[3,4]}"#.utf8)
    for (values, isEnough) in [(2, false), (3, true)] {
      let limits = JSONLimits(depth: 2, values: values)
      var reader = try JSONMembers(of: text, limits: limits)
      var names: [String] = []
      while let member = try? reader.next() { names.append(member.name) }
      #expect(names == (isEnough ? ["a", "b"] : []))
    }
    for (values, isEnough) in [(6, false), (7, true)] {
      let value = try? JSONReader.value(of: text, limits: JSONLimits(depth: 2, values: values))
      #expect((value != nil) == isEnough)
    }
    #expect(throws: JSONProblem.self) {
      try JSONReader.value(of: text, limits: JSONLimits(depth: 1, values: 7))
    }
  }

  private static func isInRangeOfDouble(_ value: ParsedJSON) -> Bool {
    switch value {
    case .number(let literal): Double(literal)?.isFinite ?? false
    case .array(let elements): elements.allSatisfy(isInRangeOfDouble)
    case .object(let members): members.values.allSatisfy(isInRangeOfDouble)
    case .null, .boolean, .string: true
    }
  }

  private static func isSame(_ value: ParsedJSON, _ other: Any) -> Bool {
    switch value {
    case .null: other is NSNull
    case .boolean(let flag): (other as? NSNumber)?.boolValue == flag
    case .number(let literal): (other as? NSNumber)?.doubleValue == Double(literal)
    case .string(let text): other as? String == text
    case .array(let elements):
      (other as? [Any]).map { others in
        others.count == elements.count && zip(elements, others).allSatisfy { isSame($0, $1) }
      } ?? false
    case .object(let members):
      (other as? [String: Any]).map { others in
        others.count == members.count
          && members.allSatisfy { name, value in others[name].map { isSame(value, $0) } ?? false }
      } ?? false
    }
  }
}
