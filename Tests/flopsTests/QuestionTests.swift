import Accounting
import Architectures
import CommandLineKit
import Testing

@testable import flops

@Suite struct QuestionTests {
  private func question(
    _ name: String, _ entry: ArchitectureEntry, _ arguments: [String] = [], length: Int,
    roofline: Roofline? = nil
  ) throws -> Question {
    let model = try #require(ModelConfiguration.preset(named: name))
    let candidate = Candidate(
      Transformer(model), entry, options: ArchitectureEntry.Options(mask: model.mask))
    return try Question(
      candidate, length: length, PassArguments.parse(arguments),
      plan: MemoryPlan(precision: .half), roofline: roofline)
  }

  /// 499 of BERT's and 492 of OPT's 512 positions hold content.
  @Test func contentOfASegment() throws {
    #expect(try question("opt-125m", .full, length: 1024).contentPositions == 1024)
    #expect(
      try question("opt-125m", .recurrentMemory, length: 1024).contentPositions == 2 * 492)
    #expect(
      try question("bert-base", .recurrentMemory, length: 4096 * 512).contentPositions
        == 4096 * 499)
    let decoding = ["--phase", "decode", "--cached", "512"]
    #expect(
      try question("opt-125m", .recurrentMemory, decoding, length: 512).contentPositions == 492)
  }

  /// A model that doesn't fit gets no time.
  @Test func whatDoesNotFitGetsNoTime() throws {
    let small = try #require(Hardware.named("l4"))
    let large = try #require(Hardware.named("b200"))
    let refused = try question(
      "llama-2-70b", .full, length: 10, roofline: Roofline(small, precision: .half))
    #expect(refused.fits == false && refused.time == nil)
    let fitting = try question(
      "llama-2-70b", .full, length: 10, roofline: Roofline(large, precision: .half))
    #expect(fitting.fits == true && fitting.time != nil)
    #expect(try question("llama-2-70b", .full, length: 10).fits == nil)
  }

  /// FLOPs of full attention grow as 1 + attention's share when all pairs count, RMT's as 1.
  @Test(arguments: ["opt-125m", "opt-175b", "llama-3-8b"])
  func slope(name: String) throws {
    for length in [4096, 65_536, 2_048_000] {
      let full = try question(name, .full, length: length)
      let slope = try #require(full.slope(under: .matmul))
      let share = full.ledger.priced(by: .matmul).attentionShare
      #expect(abs(slope - 1 - share) < 1e-3)
      let rmt = try question(name, .recurrentMemory, length: length)
      #expect(abs((rmt.slope(under: .matmul) ?? 0) - 1) < 1e-9)
    }
  }

  @Test func trainingWithoutARuleIsNoAnswer() throws {
    let training = try question("opt-125m", .full, ["--phase", "train"], length: 64)
    #expect(training.bill(.rmtPaper) == nil)
    let forward = try question("opt-125m", .full, length: 64).ledger.priced(by: .palm).total
    #expect(training.bill(.palm)?.total == 3 * forward)
  }

  @Test func anEncoderHasNoCache() {
    #expect(throws: (any Error).self) {
      try question("bert-base", .full, ["--cached", "5"], length: 64)
    }
    #expect(throws: (any Error).self) {
      try question("bert-base", .recurrentMemory, ["--phase", "decode"], length: 64)
    }
  }

  /// The columns of a table of answers, which users' scripts rely on.
  @Test func columns() {
    #expect(
      Answer.fields(for: [.matmul]).map(\.name) == [
        "model", "architecture", "segment", "memory_slots", "positions", "packed_lengths",
        "content_positions",
        "batch", "phase", "train", "cached_positions", "convention", "unit", "flops", "macs",
        "attention_share", "ratio", "sequential_depth", "traffic_bytes",
        "traffic_bytes_least_experts", "traffic_bytes_most_experts", "weight_bytes", "scale_bytes",
        "activation_bytes", "cache_bytes", "state_bytes", "gradient_bytes", "optimizer_bytes",
        "memory_bytes", "dtype", "hardware", "fits", "seconds",
      ])
  }
}
