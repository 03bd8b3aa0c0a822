import Checkpoints
import Kernels
import TestSupport
import Testing
import Workloads

/// Linformer against linformer 0.2.3, and as google-research/long-range-arena released it.
@Suite(.serialized) struct LinformerCaseTests {
  private static let cases = ["linformer", "linformer-lra"]

  private func given(_ name: String) throws -> MixerCase {
    try MixerCase(path: "\(Fixtures.folder("cases"))/\(name).safetensors")
  }

  private func run(_ given: MixerCase, _ engine: EngineKind, _ type: ElementType = .f32) throws
    -> CaseVerification
  {
    let run =
      switch engine {
      case .reference: CaseRun(on: .reference, .init(type: .f32, threads: 1))
      case .cpu(let instructionSet):
        CaseRun(on: .cpu, .init(type: type, instructionSet: instructionSet, threads: 2))
      }
    return CaseVerification(
      given, try run.recomputed(given), tolerance: CaseTolerance(of: type))
  }

  /// Every value, gradient and intermediate.
  @Test(arguments: cases, EngineKind.all)
  func agrees(name: String, engine: EngineKind) throws {
    let verification = try run(given(name), engine)
    #expect(verification.rows.count >= 11)
    for row in verification.rows { #expect(row.status == .within, "\(row)") }
  }

  @Test(.enabled(if: ElementType.bf16.isAvailable, "no bf16 products here"), arguments: cases)
  func agreesInBrainFloat(name: String) throws {
    #expect(try run(given(name), .cpu(.best), .bf16).isProved)
  }

  /// The case with other settings and without some tensors.
  private func changed(
    _ name: String, settings: String, without tensors: [String] = []
  ) throws -> CaseFile {
    let given = try given(name)
    let named =
      given.inputs.map { ("input.\($0.key)", $0.value) }
      + given.weights.map { ("weight.\($0.key)", $0.value) }
      + [given.output.map { ("output", $0) }].compactMap(\.self)
    return CaseFile(
      try named.filter { !tensors.contains($0.0) }.map { name, tensor in
        CaseFile.Tensor(name, tensor.shape, floats: try tensor.floats())
      },
      metadata: [
        "batch": "2",
        "contextcost":
          #"{"architecture": "linformer", "part": "mixer", "settings": {\#(settings)}}"#,
      ])
  }

  private static let right =
    #""heads": 3, "head-width": 8, "rank": 7, "maximum-positions": 50, "positions": 43"#

  private func complaint(_ file: CaseFile) throws -> String? {
    try file.written { path in
      do {
        _ = try run(MixerCase(path: path), .reference)
        return nil
      } catch {
        return "\(error)"
      }
    }
  }

  @Test func settingsThatAreRight() throws {
    #expect(try complaint(changed("linformer", settings: Self.right)) == nil)
    #expect(
      try complaint(changed("linformer-lra", settings: Self.right + #", "variant": "released""#))
        == nil)
  }

  /// Settings that contradict tensors or each other, and what is no setting.
  @Test(arguments: [
    (#""rank": 0"#, "'rank' is 0; it must be a whole number from 1 to 65,536"),
    (#""rank": 8"#, "'key.compression' gives a matrix of 7 rows and 50 columns"),
    (#""maximum-positions": 42"#, "has 43 positions, and the setting 'maximum-positions' is 42"),
    (#""maximum-positions": 49"#, "ask for 7 and 49"),
    (#""positions": 44"#, "the setting 'positions' is 44"),
    (#""heads": 4"#, "ask for 96 and 24"),
    (#""sharing": "layerwise""#, "it must be 'none' or 'key-value'"),
    (#""sharing": "key-value""#, "'weight.value.compression' is a matrix of its own"),
    (#""variant": "package""#, "it must be 'published' or 'released'"),
    (#""blocks": 3"#, "there is no setting of linformer called 'blocks'"),
  ])
  func settingsThatAreWrong(setting: String, sentence: String) throws {
    let name = setting.prefix { $0 != ":" }
    let others = Self.right.split(separator: ", ").filter { !$0.hasPrefix(name) }
    let settings = (others + [Substring(setting)]).joined(separator: ", ")
    let complaint = try #require(try complaint(changed("linformer", settings: settings)))
    #expect(complaint.contains(sentence), "\(complaint)")
  }

  @Test func theReleasedVariantIsWhole() throws {
    let settings = Self.right + #", "variant": "released""#
    for (without, sentence) in [
      ("weight.key.bias", "have a bias"), ("weight.output.bias", "have a bias"),
      ("weight.compression", "is missing"),
    ] {
      let file = try changed("linformer-lra", settings: settings, without: [without])
      #expect(try complaint(file)?.contains(sentence) == true, "\(without)")
    }
    let shared = try changed("linformer-lra", settings: settings + #", "sharing": "none""#)
    #expect(try complaint(shared)?.contains("leave out the setting 'sharing'") == true)
  }
}
