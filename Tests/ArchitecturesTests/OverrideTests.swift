import Operations
import TestSupport
import Testing

@testable import Architectures

@Suite struct OverrideTests {
  private struct NotANumber: Error, CustomStringConvertible {
    let text: String
    var description: String { "'\(text)' isn't a number; write 32000 or 32k" }
  }

  private static func number(_ text: String) throws -> Int {
    if text.hasSuffix("k"), let thousands = Int(text.dropLast()) { return thousands * 1000 }
    guard let number = Int(text) else { throw NotANumber(text: text) }
    return number
  }

  private func changed(_ name: String, _ overrides: String) throws -> ModelConfiguration {
    var model = try preset(name)
    try model.apply(overrides: overrides, number: Self.number)
    return model
  }

  private func refusal(_ name: String, _ overrides: String) throws -> String {
    var model = try preset(name)
    let before = model
    do {
      try model.apply(overrides: overrides, number: Self.number)
      Issue.record("\(overrides) is accepted")
      return ""
    } catch {
      // Nothing changes when an error is thrown.
      #expect(model == before)
      return error.description
    }
  }

  @Test func everyFieldCanBeSet() throws {
    let model = try changed(
      "llama-7b",
      "layers=2,hidden=100,heads=6,kv=3,head-width=20,ffn=7,vocab=32k,embedding=9,positions=11,"
        + "window=5,experts=4,active=2,gated=no,tied=yes,name=a b=c")
    var expected = try preset("llama-7b")
    expected.layers = 2
    expected.hidden = 100
    expected.heads = 6
    expected.keyValueHeads = 3
    expected.headWidth = 20
    expected.positions = .rotary(RotaryEncoding(width: 20))
    expected.feedForward = 7
    expected.vocabulary = 32_000
    expected.embeddingWidth = 9
    expected.maximumPositions = 11
    expected.window = ModelConfiguration.Window(length: 5)
    expected.experts = ModelConfiguration.Experts(count: 4, active: 2)
    expected.isGated = false
    expected.tiesEmbedding = true
    expected.name = "a b=c"
    #expect(model == expected)
    #expect(ModelConfiguration.overridableFields.count == 15)
  }

  /// An OPT of other sizes is the preset of those sizes.
  @Test func sizesFollow() throws {
    let model = try changed("opt-125m", "name=opt-1.3b,heads=32,hidden=2048,layers=24")
    #expect(try model == preset("opt-1.3b"))
    let pythia = try changed("pythia-70m", "layers=12,hidden=768,heads=12,name=pythia-160m")
    #expect(try pythia == preset("pythia-160m"))
  }

  @Test func whatStandsApartStays() throws {
    #expect(try changed("llama-2-70b", "heads=128").keyValueHeads == 8)
    #expect(try changed("llama-2-7b", "heads=64").keyValueHeads == 64)
    #expect(try changed("opt-350m", "hidden=2048").embeddingWidth == 512)
    var gemma = try Fixtures.configuration("gemma-7b").model
    try gemma.apply(overrides: "hidden=1024", number: Self.number)
    #expect(gemma.headWidth == 256)
    #expect(gemma.embeddingScale == 32)
    #expect(gemma.feedForward == 8192)
  }

  @Test(arguments: [
    ("yes", true), ("true", true), ("True", true), ("on", true), ("y", true), ("1", true),
    ("no", false), ("false", false), ("FALSE", false), ("off", false), ("n", false), ("0", false),
  ])
  func yesAndNo(typed: String, means: Bool) throws {
    let model = try changed("llama-7b", "tied=\(typed),gated=\(typed)")
    #expect(model.tiesEmbedding == means && model.isGated == means)
  }

  @Test func windowAndExpertsCanBeTakenAway() throws {
    for word in ["none", "None", "no", "off", "null"] {
      #expect(try changed("mistral-7b", "window=\(word)").window == nil)
    }
    #expect(try changed("mixtral-8x7b", "experts=none").experts == nil)
    #expect(try changed("mixtral-8x7b", "experts=16").experts?.active == 2)
    #expect(try changed("mixtral-8x7b", "active=1").experts?.count == 8)
  }

  @Test(arguments: [
    ("opt-125m", "", "isn't a change"), ("opt-125m", "layers", "isn't a change"),
    ("opt-125m", "layers=", "isn't a change"), ("opt-125m", "=3", "isn't a change"),
    ("opt-125m", "layers=3,", "isn't a change"), ("opt-125m", "layer=3", "'layer'; the fields are"),
    ("opt-125m", "layers=3,LAYERS=4", "layers is given twice"),
    ("opt-125m", "layers=x", "layers: 'x' isn't a number"),
    ("opt-125m", "layers=none", "layers: 'none' isn't a number"),
    ("opt-125m", "layers=0", "layers is 0; it must be 1 to 10,000"),
    ("opt-125m", "hidden=0,heads=0", "hidden is 0"),
    ("opt-125m", "heads=0", "heads is 0"),
    ("opt-125m", "hidden=-9223372036854775808", "hidden is -9,223,372,036,854,775,808"),
    ("opt-125m", "head-width=9223372036854775807", "head-width is 9,223"),
    ("opt-125m", "heads=7", "isn't a multiple of 7 heads"),
    ("opt-125m", "kv=5", "make heads a multiple of kv"),
    ("opt-125m", "kv=24", "kv is 24"),
    ("llama-7b", "hidden=2048", "set ffn too"),
    ("llama-7b", "hidden=96,ffn=5", "an even number"),
    ("opt-125m", "active=2", "set experts too"), ("opt-125m", "experts=8", "set active too"),
    ("mixtral-8x7b", "experts=none,active=2", "needs experts"),
    ("mixtral-8x7b", "experts=1", "active is 2"),
    ("opt-125m", "gated=maybe", "gated is 'maybe'; it must be yes or no"),
    ("bert-base", "window=7", "needs a causal mask"),
    ("opt-125m", "positions=1000000000", "positions is 1,000,000,000"),
    ("opt-125m", "name=a\u{1B}b", "a character that can't be seen"),
    ("opt-125m", "lay\u{1B}ers=2", "'lay\\u{1b}ers'"),
  ])
  func mistakesAreNamed(name: String, overrides: String, says: String) throws {
    let sentence = try refusal(name, overrides)
    #expect(sentence.contains(says), "\(sentence)")
    #expect(!sentence.contains { $0.isNewline || $0 == "\u{1B}" })
  }

  @Test func anythingTypedIsRefusedOrValid() throws {
    var random = Seeded(3)
    let fields = ModelConfiguration.overridableFields + ["x", ""]
    let values = [
      "1", "2", "8", "64", "768", "4096", "16777216", "none", "yes", "no", "0", "-1", "",
    ]
    for _ in 0..<5000 {
      let parts = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        let field = fields.randomElement(using: &random) ?? ""
        return "\(field)=\(values.randomElement(using: &random) ?? "")"
      }
      var model = ModelConfiguration.presets.randomElement(using: &random) ?? .optFamily[0]
      do {
        try model.apply(overrides: parts.joined(separator: ","), number: Self.number)
        #expect(model.parameterCount > 0)
        #expect(throws: Never.self) { try model.validated() }
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }
}
