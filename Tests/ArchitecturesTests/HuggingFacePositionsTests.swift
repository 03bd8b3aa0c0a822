import Testing
import Text

@testable import Architectures

/// Positions that scaled rotary angles reach.
@Suite struct HuggingFacePositionsTests {
  /// The scaling's name, its other members, `max_position_embeddings`, and what they make.
  static let scalings: [(type: String, members: String, given: Int, positions: Int)] = [
    ("yarn", "\"factor\": 4.0, \"original_max_position_embeddings\": 32768", 32_768, 131_072),
    ("yarn", "\"factor\": 4.0", 32_768, 131_072),
    // DeepSeek-V3 and Qwen 2.5 with the number that scaling makes in both places.
    ("yarn", "\"factor\": 40, \"original_max_position_embeddings\": 4096", 163_840, 163_840),
    ("yarn", "\"factor\": 4.0, \"original_max_position_embeddings\": 32768", 131_072, 131_072),
    ("linear", "\"factor\": 8.0", 4096, 32_768),
    ("dynamic", "\"factor\": 2.5", 4096, 10_240),
    // LLaMA 3.1 and 3.2.
    ("llama3", "\"factor\": 8.0, \"original_max_position_embeddings\": 8192", 131_072, 131_072),
    ("llama3", "\"factor\": 32.0, \"original_max_position_embeddings\": 8192", 131_072, 131_072),
    ("longrope", "\"short_factor\": [1], \"long_factor\": [2]", 131_072, 131_072),
    ("default", "\"rope_theta\": 1e6", 4096, 4096),
    ("spiral", "\"factor\": 4.0", 4096, 4096),
  ]

  @Test(arguments: scalings, ["rope_scaling", "rope_parameters"])
  func positions(
    scaling: (type: String, members: String, given: Int, positions: Int), field: String
  ) throws {
    for name in ["rope_type", "type"] {
      let read = try read(
        "llama",
        [
          field: "{\"\(name)\": \"\(scaling.type)\", \(scaling.members)}",
          "max_position_embeddings": "\(scaling.given)",
        ])
      #expect(read.model.maximumPositions == scaling.positions)
      #expect(read.unknownFields == (scaling.type == "spiral" ? ["\(field).\(name)"] : []))
    }
  }

  @Test func publishedFile() throws {
    let read = try Fixtures.configuration("qwen1.5-7b-yarn")
    #expect(read.model.maximumPositions == 131_072)
    #expect(
      read.notes.first
        == "rope_scaling ('yarn') makes 32,768 positions × 4 = 131,072; it changes angles, not what "
        + "is computed")
  }

  /// Phi-3 has the number beside the scaling; LLaMA's first files and Vicuna's have another name.
  @Test func otherFields() throws {
    let beside = [
      "rope_scaling": "{\"type\": \"yarn\", \"factor\": 4}", "max_position_embeddings": "1024",
      "original_max_position_embeddings": "1024",
    ]
    #expect(try read("llama", beside).model.maximumPositions == 4096)
    let former = try read("llama", ["max_position_embeddings": "", "max_sequence_length": "2048"])
    #expect(former.model.maximumPositions == 2048 && former.unknownFields == [])
    var both = beside.merging(["max_sequence_length": "4096"]) { $1 }
    #expect(try read("llama", both).unknownFields == [])
    both["max_sequence_length"] = "5000"
    #expect(try read("llama", both).unknownFields == ["max_sequence_length"])
  }

  @Test(arguments: [
    ("{\"type\": \"yarn\", \"factor\": 0}", "rope_scaling.factor"),
    ("{\"type\": \"yarn\", \"factor\": Infinity}", "rope_scaling.factor is Infinity"),
    ("{\"type\": \"yarn\", \"factor\": NaN}", "rope_scaling.factor is NaN"),
    ("{\"type\": 4, \"factor\": 1}", "rope_scaling.type is 4"), ("[]", "it must be an object"),
    ("{\"type\": \"yarn\", \"original_max_position_embeddings\": -1}", "a whole number"),
  ])
  func badScalings(text: String, says: String) {
    #expect(refusal(json("llama", ["rope_scaling": text]))?.contains(says) == true)
  }

  @Test func scalingBeyondEveryLimit() {
    let huge = [
      "rope_scaling": "{\"type\": \"yarn\", \"factor\": 1e6}", "max_position_embeddings": "1e12",
    ]
    #expect(refusal(json("llama", huge))?.contains("would make") == true)
  }

  /// Python's json module writes numbers that JSON lacks; where they stand for nothing they are read.
  @Test func numbersOfPython() throws {
    let fields = ["a": "Infinity", "b": "[-Infinity, NaN]"]
    #expect(try read("llama", fields).unknownFields == ["a", "b"])
    #expect(refusal(json("llama", ["vocab_size": "Infinity"]))?.contains("is Infinity") == true)
    #expect(throws: JSONProblem.self) {
      try JSONReader.value(of: Array("[NaN]".utf8), limits: JSONLimits(depth: 2, values: 2))
    }
  }
}
