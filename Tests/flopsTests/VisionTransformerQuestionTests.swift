import Accounting
import Architectures
import CommandLineKit
import Testing

@testable import flops

@Suite struct VisionTransformerQuestionTests {
  private func question(_ text: String, length: Int) throws -> Question {
    let candidates = try CandidateArguments.parse(["--model", "bert-base", "--arch", text])
      .candidates(logits: .last)
    return try Question(
      candidates[0], length: length, PassArguments.parse([]), plan: MemoryPlan(precision: .single),
      roofline: nil)
  }

  /// A longer image has its own positions, and the weights are those of its own parameters.
  @Test func positionsAndWeightsAreItsOwn() throws {
    let question = try question("vit", length: 1025)
    #expect(Notes.positions(of: [question.candidate], longest: 1025).isEmpty)
    #expect(question.memory.weights == 4 * (86_567_656 + 828 * 768))
    #expect(question.memory.cache == 0 && question.contentPositions == 1025)
  }

  /// Layers, patches and head have formulas, and so has the whole.
  @Test func formulas() throws {
    let report = try Report([question("vit", length: 197)], convention: .matmul)
    let rows = report.rows(of: report.sections[0])
    #expect(
      rows.compactMap { $0.formula?.description } == [
        "2·d·channels·patch²·(n − 1)", "6·L·n·d²", "2·L·n²·d", "2·L·n²·d", "2·L·n·d²", "4·L·n·d·f",
        "2·d·classes",
      ])
    #expect(rows.count == 7)
    let total = try #require(report.sections[0].formulas.total)
    #expect(total.flops(over: 197) == report.sections[0].bill.total)
  }

  @Test(arguments: ["vit:patch=0", "vit:segment=64", "vit:image=big", "vit:rank=4"])
  func unknownSettings(text: String) {
    #expect(throws: (any Error).self) { try question(text, length: 197) }
  }

  @Test func aDecoderIsRefused() throws {
    let arguments = try CandidateArguments.parse(["--model", "opt-125m", "--arch", "vit"])
    #expect {
      try arguments.candidates(logits: .all)
    } throws: {
      "\($0)".contains("can't be causal; take a model with a full mask")
    }
  }
}
