import Architectures
import Kernels
import Testing
import Workloads

@testable import Checkpoints

/// What `bench verify-model` finds: the fixtures are proved, and whatever is changed in them is not.
@Suite(.serialized) struct ModelVerificationTests {
  private func verify(
    _ name: String, expected path: String? = nil, type: ElementType = .f32,
    on instructionSet: InstructionSet = .best, tolerance: Double? = nil
  ) throws -> ModelVerification {
    let checkpoint = try Fixtures.checkpoint(name)
    let expected = try ExpectedOutputs(
      path: path ?? "\(Fixtures.folder(name))/expected.safetensors",
      of: checkpoint.configuration.model)
    return try ModelVerification(
      checkpoint, expected, on: .init(type: type, instructionSet: instructionSet, threads: 2),
      tolerance: tolerance)
  }

  /// Every tensor of floating point in the files, but for the memory to begin with.
  @Test(arguments: Fixtures.names, InstructionSet.available)
  func fixtures(name: String, instructionSet: InstructionSet) throws {
    let verification = try verify(name, on: instructionSet)
    #expect(verification.isProved)
    let file = try Fixtures.expected(name)
    let outputs = file.names.filter { file[$0]?.type == .float32 }
    #expect(
      verification.comparisons.map(\.name).sorted()
        == outputs.filter { $0 != "rmt.memory_initial" })
    for comparison in verification.comparisons {
      #expect(file[comparison.name]?.shape == comparison.shape)
    }
  }

  @Test(
    .enabled(if: ElementType.bf16.isAvailable, "no bf16 products here"),
    arguments: Fixtures.names)
  func fixturesInBrainFloat(name: String) throws {
    let verification = try verify(name, type: .bf16)
    #expect(verification.isProved && verification.tolerance == 2e-2)
    // Rounded, and not what f32 gives.
    #expect(verification.comparisons.allSatisfy { $0.relativeError > 1e-4 })
  }

  @Test func aSmallerToleranceIsNotMet() throws {
    let verification = try verify("opt-pre-ln", tolerance: 1e-9)
    #expect(!verification.isProved && verification.unknown.isEmpty)
    #expect(verification.comparisons.count == 12)
  }

  /// One number of one tensor, a tensor that isn't a number, one that nobody knows.
  @Test(arguments: Fixtures.names) func whatIsWrongIsFound(name: String) throws {
    try ExpectedFile.with(name) { file in
      for output in file.tensors.filter({ $0.type == .float32 }).map(\.name)
      where output != "rmt.memory_initial" {
        for value in [Float(100), .nan, .infinity] {
          var changed = file
          changed.change(output) { $0.replaceSubrange(4..<8, with: value.littleEndianBytes) }
          try changed.write()
          let verification = try verify(name, expected: file.path)
          let wrong = verification.comparisons.filter { !verification.isWithin($0) }
          #expect(!verification.isProved && wrong.map(\.name) == [output])
        }
      }
      file.tensors.append(StoredTensor("full.attentions\\u001b", .float32, [0], []))
      try file.write()
      let verification = try verify(name, expected: file.path)
      #expect(verification.unknown == ["full.attentions\\u{1b}"])
      #expect(!verification.isProved && verification.comparisons.allSatisfy(verification.isWithin))
    }
  }

  /// A wrong start of the memory reaches every segment.
  @Test func memoryIsReadFromTheFile() throws {
    try ExpectedFile.with("opt-pre-ln") { file in
      file.change("rmt.memory_initial") { $0.replaceSubrange(0..<4, with: [0, 0, 0, 0x41]) }
      try file.write()
      let verification = try verify("opt-pre-ln", expected: file.path)
      let wrong = verification.comparisons.filter { !verification.isWithin($0) }
      #expect(wrong.count == 10)
    }
  }

  /// A part of the outputs is enough, and each is computed on its own.
  @Test func someOutputs() throws {
    try ExpectedFile.with("bert-classifier") { file in
      for name in ["full.logits", "full.hidden_last", "rmt.segment.2.memory"] {
        var part = file
        part.tensors = file.tensors.filter { $0.type == .signed64 || $0.name == name }
        try part.write()
        let verification = try verify("bert-classifier", expected: file.path)
        #expect(verification.isProved && verification.comparisons.map(\.name) == [name])
      }
    }
  }

  @Test func anOutputOfAnotherShape() throws {
    try ExpectedFile.with("bert-classifier") { file in
      file.tensors = file.tensors.map { tensor in
        var tensor = tensor
        if tensor.name == "full.logits" { tensor.shape = [6, 1] }
        return tensor
      }
      try file.write()
      #expect {
        try verify("bert-classifier", expected: file.path)
      } throws: { error in
        "\(error)".contains("tensor 'full.logits' has the shape [6, 1], and the model gives [1, 6]")
      }
    }
  }
}

extension Float {
  fileprivate var littleEndianBytes: [UInt8] {
    withUnsafeBytes(of: bitPattern.littleEndian) { Array($0) }
  }
}
