import Testing

@testable import Checkpoints

/// Settings are read by type and range, and those that nobody asks for are refused by name.
@Suite struct CaseSettingsTests {
  private let settings = CaseSettings(
    [
      "rank": .integer(7), "epsilon": .number(1e-5), "theta": .integer(10_000),
      "causal": .boolean(true), "kind": .text("dense"), "truncation": .text("none"),
      "layers": .list([.integer(1), .integer(2)]), "empty": .list([]),
      "global": .list([.list([.integer(0), .integer(20)]), .list([.integer(5)])]),
    ], of: "linformer", in: "case.safetensors")

  @Test func values() throws {
    var settings = settings
    #expect(try settings.int("rank", in: 1...7) == 7)
    #expect(try settings.int("absent", in: 1...7, default: 3) == 3)
    #expect(try settings.double("epsilon", in: 0...1) == 1e-5)
    #expect(try settings.double("theta", in: 1...1e6) == 10_000)
    #expect(try settings.bool("causal"))
    #expect(try !settings.bool("other", default: false))
    #expect(try settings.text("kind", among: ["dense", "random"]) == "dense")
    #expect(try settings.intOrNone("truncation", in: 1...9) == nil)
    #expect(try settings.intOrNone("rank", in: 1...9) == 7)
    #expect(try settings.ints("layers", in: 0...3) == [1, 2])
    #expect(try settings.ints("empty", in: 0...3) == [])
    #expect(try settings.lists("global", in: 0...42) == [[0, 20], [5]])
    try settings.check("rank", is: 7, asIn: "weight.compression")
    try settings.check("no such", is: 7, asIn: "weight.compression")
    try settings.finish()
  }

  private func refusal(
    _ read: (inout CaseSettings) throws(CheckpointError) -> Void
  ) -> String? {
    complaint { () throws(CheckpointError) in
      var settings = settings
      try read(&settings)
    }
  }

  @Test func valuesThatAreRefused() {
    let range = refusal { s throws(CheckpointError) in _ = try s.int("rank", in: 8...1_000) }
    #expect(
      range
        == "'case.safetensors': the setting 'rank' is 7; it must be a whole number from 8 to 1,000")
    let absent = refusal { s throws(CheckpointError) in _ = try s.int("width", in: 1...9) }
    #expect(absent?.contains("the setting 'width' is missing; it must be a whole") == true)
    let type = refusal { s throws(CheckpointError) in _ = try s.int("kind", in: 1...9) }
    #expect(type?.contains("the setting 'kind' is 'dense'; it must be a whole number") == true)
    let real = refusal { s throws(CheckpointError) in _ = try s.int("epsilon", in: 0...9) }
    #expect(real?.contains("the setting 'epsilon' is 1e-05; it must be a whole") == true)
    let none = refusal { s throws(CheckpointError) in _ = try s.intOrNone("kind", in: 0...9) }
    #expect(none?.contains("the setting 'kind' is 'dense'") == true)
    let flag = refusal { s throws(CheckpointError) in _ = try s.bool("rank") }
    #expect(flag?.contains("the setting 'rank' is 7; it must be true or false") == true)
    let text = refusal { s throws(CheckpointError) in
      _ = try s.text("kind", among: ["random", "factorised"])
    }
    #expect(text?.contains("it must be 'random' or 'factorised'") == true)
    let list = refusal { s throws(CheckpointError) in _ = try s.ints("layers", in: 0...1) }
    #expect(list?.contains("the setting 'layers' is a list; it must be a list of whole") == true)
    let lists = refusal { s throws(CheckpointError) in _ = try s.lists("layers", in: 0...9) }
    #expect(lists?.contains("it must be a list of lists of whole numbers from 0 to 9") == true)
    let other = refusal { s throws(CheckpointError) in
      try s.check("rank", is: 8, asIn: "weight.compression")
    }
    #expect(other?.contains("'rank' is 7, and 'weight.compression' has 8; use a file") == true)
  }

  @Test func settingsThatNobodyKnows() throws {
    var settings = settings
    for name in ["rank", "theta", "causal", "kind", "truncation", "layers", "empty", "global"] {
      let isGiven = settings.has(name)
      #expect(isGiven)
    }
    let hasMask = settings.has("mask")
    #expect(!hasMask)
    var error: UnknownInCase?
    do throws(UnknownInCase) {
      try settings.finish()
    } catch let unknown {
      error = unknown
    }
    #expect(error?.name == "epsilon" && error?.subject == "setting of linformer")
    #expect(error?.known.contains("mask") == true && error?.known.contains("rank") == true)
    #expect(
      error?.description.contains("there is no setting of linformer called 'epsilon'") == true)
    _ = settings.value("epsilon")
    try settings.finish()
  }
}
