import TestSupport
import Testing

@testable import Checkpoints

/// A case is read as it stands, and one that contradicts itself is refused in a sentence.
@Suite struct MixerCaseTests {
  private typealias Tensor = CaseFile.Tensor

  private func refusal(_ file: CaseFile) throws -> String? {
    let sentence = try file.written { path in
      complaint { () throws(CheckpointError) in _ = try MixerCase(path: path) }
    }
    if let sentence {
      #expect(sentence.contains("case.safetensors': ") && !sentence.contains { $0.isNewline })
      #expect(sentence.count < 500)
    }
    return sentence
  }

  private func refusal(_ change: (inout CaseFile) -> Void) throws -> String? {
    var file = CaseFile.affine
    change(&file)
    return try refusal(file)
  }

  @Test func everythingThatItHolds() throws {
    let given = try CaseFile.affine.written { try MixerCase(path: $0) }
    #expect(given.architecture == "affine" && given.part == "mixer")
    #expect(given.samples == 2 && given.hasBatchAxis)
    #expect(given.inputs.keys.sorted() == ["x"])
    #expect(given.weights.keys.sorted() == ["key.bias", "mask", "w.bias", "w.weight"])
    #expect(given.intermediates.keys.sorted() == ["buckets", "first", "twice"])
    #expect(given.isTrained("w.weight") && !given.isTrained("mask") && !given.isTrained("x"))
    let second = try given.input("x", sample: 1)
    #expect(second.shape == [3, 2] && second.doubles == [-2, 1, 4, 0, 1, 1])
    #expect(try given.output(sample: 0).doubles == [2, 0, 5, 3, 4, 7, -4, -2, 1, -2, 5, 4])
    #expect(try given.cotangent(sample: 1).shape == [3, 4])
    let mask = try given.weight("mask").at(1)
    #expect(try mask.integers(in: 0...1) == [1, 0, 1] && mask.floats() == [1, 0, 1])
    var settings = given.settings
    #expect(try settings.int("rank", in: 1...8) == 7)
    try settings.finish()
  }

  @Test func whatIsNotThere() throws {
    let given = try CaseFile.affine.written { try MixerCase(path: $0) }
    func complaint(_ body: () throws(CheckpointError) -> CaseTensor) -> String? {
      CheckpointsTests.complaint { () throws(CheckpointError) in _ = try body() }
    }
    let weight = complaint { () throws(CheckpointError) in try given.weight("v") }
    #expect(weight?.contains("tensor 'weight.v' is missing, which") == true)
    let input = complaint { () throws(CheckpointError) in try given.input("y", sample: 0) }
    #expect(input?.contains("tensor 'input.y' is missing") == true)
    for sample in [-1, 2, Int.max] {
      let text = complaint { () throws(CheckpointError) in try given.input("x", sample: sample) }
      #expect(text?.contains("is of samples 0 to 1, and \(sample) is asked for") == true)
      let place = complaint { () throws(CheckpointError) in try given.weight("mask").at(sample) }
      #expect(place?.contains("has the shape [2, 3], and place \(sample)") == true)
    }
    let range = CheckpointsTests.complaint { () throws(CheckpointError) in
      _ = try given.weight("mask").integers(in: 1...5)
    }
    #expect(range?.contains("tensor 'weight.mask' has 0, outside 1 to 5") == true)
    let type = CheckpointsTests.complaint { () throws(CheckpointError) in
      _ = try given.weight("w.bias").integers(in: 1...5)
    }
    #expect(type?.contains("is of F32, where whole numbers") == true)
  }

  @Test func integersThatFloatCannotHold() throws {
    var file = CaseFile.affine
    file.put(Tensor("weight.mask", [2], integers: [.max, .min]))
    let given = try file.written { try MixerCase(path: $0) }
    let sentence = complaint { () throws(CheckpointError) in
      _ = try given.weight("mask").floats()
    }
    #expect(sentence?.contains("a whole number that Float can't hold") == true)
    #expect(try given.weight("mask").integers(in: .min ... .max) == [.max, .min])
  }

  // MARK: Samples

  /// Shapes of input and output of one sample, and whether they begin with an axis of it.
  @Test(arguments: [
    ([1, 3, 2], [1, 3, 4], true), ([3, 2], [3, 4], false),
    // Rows of one position; channels of one; a class of an image; tokens, with and without the axis.
    ([1, 2], [1, 4], false), ([1, 3], [1, 3], false), ([1, 3, 6, 6], [1, 4], true),
    ([1], [1, 4], false), ([1, 5], [1, 5, 4], true),
    // Of one position going in, two coming out.
    ([1, 2], [2, 2], false), ([1, 2, 2], [2, 2, 2], false),
  ]) func oneSample(input: [Int], output: [Int], hasAxis: Bool) throws {
    for batch in ["1", nil] {
      var file = CaseFile(
        [
          Tensor("input.x", input, floats: .init(repeating: 1, count: input.reduce(1, *))),
          Tensor("output", output, floats: .init(repeating: 1, count: output.reduce(1, *))),
        ], metadata: CaseFile.affine.metadata)
      file.metadata["batch"] = batch
      let given = try file.written { try MixerCase(path: $0) }
      #expect(given.samples == 1 && given.hasBatchAxis == hasAxis)
      #expect(try given.output(sample: 0).shape == (hasAxis ? Array(output.dropFirst()) : output))
    }
  }

  @Test(arguments: [
    ("3", "tensor 'input.x' has the shape [2, 3, 2], and the metadata says batch 3"),
    ("0", "batch '0'; it must be"), ("-1", "batch '-1'"), ("two", "batch 'two'"),
    ("", "batch ''"), ("99999999999999999999", "batch '999"), ("1000000", "batch '1000000'"),
  ]) func batches(text: String, sentence: String) throws {
    #expect(try refusal { $0.metadata["batch"] = text }?.contains(sentence) == true)
  }

  // MARK: Contradictions

  @Test(
    arguments: [
      (
        Tensor("cotangent", [2, 4, 3], floats: .init(repeating: 1, count: 24)),
        "'cotangent' has the shape [2, 4, 3], and output [2, 3, 4]; both"
      ),
      (
        Tensor("grad.x", [3, 2, 2], floats: .init(repeating: 1, count: 12)),
        "'grad.x' has the shape [3, 2, 2], and 'input.x' [2, 3, 2]; both"
      ),
      (
        Tensor("grad.w.weight", [8], floats: .init(repeating: 1, count: 8)),
        "'grad.w.weight' has the shape [8], and 'weight.w.weight' [4, 2]"
      ),
      (Tensor("grad.v", [1], floats: [1]), "'grad.v' is the gradient of no input and no weight"),
      (
        Tensor("grad.mask", [2, 3], floats: .init(repeating: 1, count: 6)), "only F32 has gradients"
      ),
      (Tensor("grad.w.bias", [4], integers: [1, 2, 3, 4]), "only F32 has gradients"),
      (Tensor("weight.x", [1], floats: [1]), "'input.x' and a weight have the same name"),
      (
        Tensor("input.z", [3, 2], floats: .init(repeating: 1, count: 6)),
        "'input.z' has the shape [3, 2], and the metadata says batch 2"
      ),
      (Tensor("loss", [1], floats: [1]), "'cotangent' stands beside a loss"),
      (Tensor("output", [2, 3, 4], integers: .init(repeating: 1, count: 24)), "is of I64"),
      (Tensor("weight.empty", [4, 0], floats: []), "has the shape [4, 0], which holds nothing"),
      (Tensor("weight.half", "F16", [1], of: [UInt16(1)]), "is of F16; a case has F32 and I64"),
      (Tensor("weight.v", [1], floats: [.nan]), "'weight.v' has a value that isn't finite"),
      (Tensor("grad.w.bias", [4], floats: [1, 2, -.infinity, 3]), "isn't finite"),
      (Tensor("other", [1], floats: [1]), "'other' is none of input.X, weight.X"),
      (Tensor("input.", [1], floats: [1]), "'input.' is none of"),
      (Tensor("", [1], floats: [1]), "'' is none of"),
    ] as [(CaseFile.Tensor, String)]) func contradictions(
      tensor: CaseFile.Tensor, sentence: String
    ) throws
  {
    #expect(try refusal { $0.put(tensor) }?.contains(sentence) == true)
  }

  @Test func nothingToCompareWith() throws {
    let neither = try refusal { file in
      for name in ["output", "cotangent"] { file.remove(name) }
    }
    #expect(neither?.contains("has neither output nor loss") == true)
    let without = try refusal { $0.remove("output") }
    #expect(without?.contains("has neither output nor loss") == true)
    let aimless = try refusal { $0.remove("cotangent") }
    #expect(aimless?.contains("neither cotangent nor loss says of what") == true)
  }

  @Test func losses() throws {
    var file = CaseFile.affine
    for name in ["output", "cotangent"] { file.remove(name) }
    file.put(Tensor("loss", [1], floats: [3]))
    #expect(try refusal(file)?.contains("'loss' is one number for 2 samples") == true)
    file.metadata["batch"] = "1"
    #expect(try refusal(file) == nil)
    file.put(Tensor("loss", [2], floats: [3, 4]))
    #expect(try refusal(file)?.contains("'loss' has the shape [2]; a loss is a single") == true)
  }

  // MARK: What it asks for

  @Test(arguments: [
    ("", "contextcost isn't as it should be: the text ends too early at line 1, column 1"),
    ("[]", "contextcost is a list, not an object; write {"),
    ("{}", "contextcost names no architecture"),
    (#"{"architecture":"a"}"#, "contextcost names no part"),
    (#"{"architecture":3,"part":"b"}"#, "names no architecture"),
    (#"{"architecture":"","part":"b"}"#, "names no architecture"),
    (#"{"architecture":"a","part":"b","setings":{}}"#, "has the unknown member 'setings'"),
    (#"{"architecture":"a","part":"b","settings":[]}"#, "the settings in contextcost are a list"),
    (#"{"architecture":"a","part":"b","settings":{"x":null}}"#, "the setting 'x' is null; it must"),
    (#"{"architecture":"a","part":"b","settings":{"x":{}}}"#, "the setting 'x' is an object"),
    (#"{"architecture":"a","part":"b","settings":{"x":[1,null]}}"#, "the setting 'x' is a list"),
    (#"{"architecture":"a","part":"b","settings":{"x":1e999}}"#, "the setting 'x' is 1e999"),
    (#"{"architecture":"a","part":"b","settings":{"x":NaN}}"#, "NaN and Infinity aren't JSON"),
    (#"{"architecture":"a","part":"b","settings":{"x":1,"x":2}}"#, "'x' stands twice"),
    (#"{"architecture":"a","part":"b","settings":{"x":[[[[[[[1]]]]]]]}}"#, "nested deeper than 8"),
  ]) func requests(text: String, sentence: String) throws {
    #expect(try refusal { $0.metadata["contextcost"] = text }?.contains(sentence) == true)
  }

  @Test func filesOfOtherKinds() throws {
    let other = try refusal { $0.metadata = ["format": "pt"] }
    #expect(other?.contains("its metadata has no contextcost, so that it isn't a case") == true)
    let long = try refusal { $0.metadata["contextcost"] = String(repeating: " ", count: 2 << 20) }
    #expect(long?.contains("contextcost is longer than 1 MiB") == true)
    let many = String(repeating: "0,", count: 1 << 15)
    let wide = try refusal {
      $0.metadata["contextcost"] =
        #"{"architecture":"a","part":"b","settings":{"x":["# + many + "0]}}"
    }
    #expect(wide?.contains("more than 16,384 values") == true)
    let crowd = try refusal { file in
      file.tensors += (0..<17_000).map { Tensor("weight.\($0)", [1], floats: [1]) }
    }
    #expect(crowd?.contains("more than a case may have (16,384 and 67,108,864)") == true)
  }

  /// Cut anywhere, or with any byte changed, it is read or refused, and never ends the program.
  @Test func damagedFiles() throws {
    let bytes = CaseFile.affine.bytes
    try inTemporaryFolder { folder in
      let path = "\(folder)/case.safetensors"
      for count in stride(from: 0, to: bytes.count, by: 7) {
        try write(Array(bytes[..<count]), to: path)
        let sentence = complaint { () throws(CheckpointError) in _ = try MixerCase(path: path) }
        #expect(sentence?.contains("case.safetensors'") == true)
      }
      var random = Seeded(12)
      for _ in 0..<400 {
        var changed = bytes
        let place = Int.random(in: changed.indices, using: &random)
        changed[place] = UInt8.random(in: .min ... .max, using: &random)
        try write(changed, to: path)
        _ = complaint { () throws(CheckpointError) in
          let given = try MixerCase(path: path)
          for sample in 0..<given.samples where given.inputs["x"] != nil {
            _ = try given.input("x", sample: sample)
          }
        }
      }
    }
  }
}
