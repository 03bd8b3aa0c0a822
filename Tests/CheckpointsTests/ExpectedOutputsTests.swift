import Architectures
import Testing

@testable import Checkpoints

/// Expected outputs are read, or refused in a sentence that names the file and the tensor.
@Suite struct ExpectedOutputsTests {
  private let decoder = "opt-pre-ln"
  private let encoder = "bert-classifier"

  private func outputs(_ fixture: String) throws -> ExpectedOutputs {
    try ExpectedOutputs(
      path: "\(Fixtures.folder(fixture))/expected.safetensors",
      of: Fixtures.checkpoint(fixture).configuration.model)
  }

  @Test func namesInOrder() throws {
    try ExpectedFile.with(decoder) { file in
      // Segments by number, not by letter: eleven of two tokens.
      file.metadata["segment_size"] = "2"
      file.tensors = file.tensors.filter { $0.type == .signed64 || $0.name.contains("initial") }
      for segment in (0..<11).reversed() {
        file.tensors.append(StoredTensor("rmt.segment.\(segment).memory", .float32, [0], []))
      }
      try file.write()
      let model = try Fixtures.checkpoint(decoder).configuration.model
      let outputs = try ExpectedOutputs(path: file.path, of: model)
      #expect(outputs.names == (0..<11).map { "rmt.segment.\($0).memory" })
      #expect(outputs.fullTokens == nil && outputs.unknown.isEmpty)
    }
  }

  /// The sizes that the fixtures' README gives.
  @Test func sizes() throws {
    let (before, bert) = (try outputs(decoder), try outputs(encoder))
    #expect(before.fullTokens?.count == 64 && bert.fullTokens?.count == 50)
    #expect(before.recurrence?.memory == RecurrentMemory(slots: 5, segmentLength: 34))
    #expect(bert.recurrence?.memory == RecurrentMemory(slots: 5, segmentLength: 64))
    #expect(bert.recurrence?.start == .tokens(131..<136))
    #expect(before.recurrence?.content.count == 103 && bert.recurrence?.content.count == 175)
    #expect(try outputs("opt-post-ln-projected").recurrence == nil)
  }

  @Test(arguments: [
    "0x", "-1", "", "5.0", "1048577", "9223372036854775807", "99999999999999999999",
  ])
  func sizesThatAreNone(text: String) throws {
    try ExpectedFile.with(encoder) { file in
      for key in ["memory_tokens", "cls", "sep", "base_vocabulary"] {
        var changed = file
        changed.metadata[key] = text
        let refusal = try changed.refusal(for: encoder)
        #expect(refusal?.contains("\(key) in the metadata is '\(text)'") == true)
        #expect(refusal?.hasPrefix("'") == true)
      }
    }
  }

  @Test func sizesThatDoNotFit() throws {
    try ExpectedFile.with(encoder) { file in
      func expect(_ key: String, _ text: String?, _ sentence: String) throws {
        var changed = file
        changed.metadata[key] = text
        let refusal = try changed.refusal(for: encoder)
        #expect(refusal?.contains(sentence) == true, "\(key): \(refusal ?? "accepted")")
      }
      try expect("cls", nil, "the metadata says no cls")
      try expect("segment_size", nil, "the metadata says no segment_size")
      try expect("segment_size", "0", "segment_size in the metadata is '0'")
      try expect("segment_size", "57", "asks for 65 positions at once")
      try expect("memory_tokens", "6", "asks for 65 positions at once")
      try expect("base_vocabulary", "132", "leaves no 5 rows")
      try expect("base_vocabulary", nil, "'rmt.memory_initial' is missing")
      try expect("sep", "136", "a whole number from 0 to 135")
    }
    try ExpectedFile.with(decoder) { file in
      file.metadata["memory_tokens"] = "4"
      let refusal = try file.refusal(for: decoder)
      #expect(refusal?.contains("'rmt.memory_initial' has the shape [5, 128]") == true)
    }
  }

  @Test(arguments: [-1, 131, .max, .min]) func tokensOutsideTheVocabulary(token: Int) throws {
    try ExpectedFile.with(decoder) { file in
      file.replace(
        StoredTensor(
          "input_ids", .signed64, [1, 103], of: [token] + [Int](repeating: 7, count: 102)))
      let refusal = try file.refusal(for: decoder)
      #expect(
        refusal?.contains(
          "expected.safetensors': tensor 'input_ids' has the token \(token), outside")
          == true)
    }
  }

  @Test func inputsThatAreNone() throws {
    func expect(_ sentence: String, _ change: (inout ExpectedFile) -> Void) throws {
      try ExpectedFile.with(decoder) { file in
        change(&file)
        let refusal = try file.refusal(for: decoder)
        #expect(refusal?.contains(sentence) == true, "\(refusal ?? "accepted")")
      }
    }
    let tokens = [Int](repeating: 7, count: 103)
    try expect("tensor 'input_ids' is missing") { $0.remove("input_ids") }
    try expect("tensor 'input_ids' has the shape [103, 1]") {
      $0.replace(StoredTensor("input_ids", .signed64, [103, 1], of: tokens))
    }
    try expect("tensor 'input_ids' has the shape [1, 0]") {
      $0.replace(StoredTensor("input_ids", .signed64, [1, 0], []))
    }
    try expect("tensor 'input_ids' is of F32, not whole numbers") {
      $0.replace(
        StoredTensor("input_ids", .float32, [1, 103], of: tokens.map { Float($0).bitPattern }))
    }
    try expect("tensor 'full.hidden_last' has 64 positions, and input_ids only 63") {
      $0.replace(StoredTensor("input_ids", .signed64, [63], of: Array(tokens.prefix(63))))
    }
    try expect("'rmt.segment.4.memory' is of a segment that isn't there: the tokens make 4") {
      $0.replace(StoredTensor("input_ids", .signed64, [96], of: Array(tokens.prefix(96))))
    }
    try expect("asks for 300 positions at once, and the model has 256") {
      let many = [Int](repeating: 7, count: 300)
      $0.replace(StoredTensor("full.input_ids", .signed64, [1, 300], of: many))
      $0.remove("full.logits")
      $0.replace(
        StoredTensor(
          "full.hidden_last", .float32, [1, 300, 1], of: many.map { Float($0).bitPattern }))
    }
    try expect("holds nothing to compare with") { file in
      file.tensors = file.tensors.filter { $0.type == .signed64 }
    }
    try expect("holds nothing to compare with") { $0.tensors = [] }
  }

  @Test(arguments: [
    "rmt.segment.-1.memory", "rmt.segment.01.memory", "rmt.segment.1.hidden", "rmt.segment.1",
    "rmt.segment.99999999999999999999.memory", "rmt.segment..memory", "rmt.segment.1.memory.",
  ])
  func namesThatAreNone(name: String) {
    #expect(SegmentOutput(name) == nil)
  }
}
