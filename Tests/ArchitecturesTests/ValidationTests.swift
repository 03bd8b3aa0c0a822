import Operations
import Testing
import Text

@testable import Architectures

@Suite struct ValidationTests {
  /// A change to a model that is right, and what is said about it.
  static let mistakes: [(String, @Sendable (inout ModelConfiguration) -> Void)] = [
    ("name has 0 characters", { $0.name = "" }),
    ("name has 201", { $0.name = String(repeating: "x", count: 201) }),
    ("can't be seen", { $0.name = "a\nb" }),
    ("layers is 0", { $0.layers = 0 }),
    ("layers is -9,223,372,036,854,775,808", { $0.layers = .min }),
    ("hidden is 16,777,217", { $0.hidden = 1 << 24 + 1 }),
    ("ffn is 0", { $0.feedForward = 0 }),
    ("vocab is 268,435,457", { $0.vocabulary = 1 << 28 + 1 }),
    ("embedding is -1", { $0.embeddingWidth = -1 }),
    ("token types is -1", { $0.tokenTypes = -1 }),
    ("heads is 65,537", { $0.heads = 1 << 16 + 1 }),
    ("kv is 13", { $0.keyValueHeads = 13 }),
    ("multiple of kv", { $0.keyValueHeads = 5 }),
    ("head-width is 0", { $0.headWidth = 0 }),
    ("head-width is 9,223", { $0.headWidth = .max }),
    ("columns", { $0.headWidth = 1 << 24 }),
    ("positions is 0", { $0.maximumPositions = 0 }),
    ("positions is 1,099,511,627,776", { $0.maximumPositions = 1 << 40 }),
    ("offset of the positions is -1", { $0.positions = .learned(offset: -1) }),
    ("even number", { $0.positions = .rotary(RotaryEncoding(width: 66)) }),
    ("even number", { $0.positions = .rotary(RotaryEncoding(width: 3)) }),
    ("even number", { $0.positions = .rotary(RotaryEncoding(width: 0)) }),
    ("the base", { $0.positions = .rotary(RotaryEncoding(width: 2, base: .nan)) }),
    ("window is 0", { $0.window = .init(length: 0) }),
    ("first layer is -1", { $0.window = .init(length: 1, firstLayer: -1) }),
    (
      "causal mask",
      {
        $0.window = .init(length: 1)
        $0.mask = .full
      }
    ),
    ("experts is 0", { $0.experts = .init(count: 0, active: 0) }),
    ("active is 9", { $0.experts = .init(count: 8, active: 9) }),
    ("active is 0", { $0.experts = .init(count: 8, active: 0) }),
    (
      "lower experts or layers",
      {
        $0.experts = .init(count: 4096, active: 1)
        $0.layers = 33
      }
    ),
    ("epsilon", { $0.normEpsilon = 0 }),
    ("epsilon", { $0.normEpsilon = .nan }),
    ("scale", { $0.embeddingScale = .infinity }),
    (
      "side by side",
      {
        $0.isParallel = true
        $0.normalisation = .after
      }
    ),
    (
      "2^62",
      {
        $0.layers = 10_000
        $0.hidden = 1 << 24
        $0.feedForward = 1 << 24
      }
    ),
  ]

  @Test(arguments: mistakes.indices)
  func mistakesAreNamed(index: Int) throws {
    let (says, make) = Self.mistakes[index]
    var model = try preset("opt-125m")
    make(&model)
    do {
      try model.validated()
      Issue.record("\(says): accepted")
    } catch {
      #expect(error.description.contains(says))
    }
  }

  @Test func groupsOfThousands() {
    #expect(0.grouped == "0")
    #expect(999.grouped == "999")
    #expect((-1000).grouped == "-1,000")
    #expect(1_234_567.grouped == "1,234,567")
  }
}
