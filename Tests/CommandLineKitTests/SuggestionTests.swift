import CommandLineKit
import Testing

@Suite struct SuggestionTests {
  static let models = ["opt-125m", "opt-1.3b", "opt-13b", "opt-175b", "bert-base", "bert-large"]

  static let nearestCases: [(String, [String])] = [
    ("opt-175", ["opt-175b"]), ("OPT-175B", ["opt-175b"]), ("opt-157b", ["opt-175b"]),
    ("bert-bsae", ["bert-base"]), ("brt-lrge", ["bert-large"]), ("opt-3b", ["opt-13b"]),
    ("llama", []), ("", []),
  ]

  @Test(arguments: nearestCases)
  func nearest(_ name: String, _ near: [String]) {
    #expect(Suggestion.nearest(to: name, among: Self.models) == near)
  }

  @Test func namesAtMostThree() {
    #expect(Suggestion.nearest(to: "x", among: ["a", "b", "c", "d"]) == ["a", "b", "c"])
    #expect(Suggestion.nearest(to: "x", among: []) == [])
  }

  @Test func makesASentence() {
    #expect(
      Suggestion.unknown("model", "opt-175", among: Self.models).description
        == "unknown model 'opt-175'; did you mean opt-175b?")
    #expect(
      Suggestion.unknown("model", "opt-12b", among: ["opt-13b", "opt-1.3b", "opt-12m"]).description
        == "unknown model 'opt-12b'; did you mean opt-13b or opt-12m?")
    #expect(
      Suggestion.unknown("model", "llama", among: ["opt", "bert"]).description
        == "unknown model 'llama'; known: opt, bert")
  }

  @Test func survivesAMegabyte() {
    let name = String(repeating: "o", count: 1_000_000)
    #expect(Suggestion.unknown("model", name, among: Self.models).description.count < 300)
  }
}
