import Architectures
import Checkpoints
import Foundation
import Kernels
import TestSupport
import Testing
import Workloads

/// ViT against the other program's: transformers 5.24, `ViTModel`, two layers over two images of
/// 12 × 20 pixels, 74,880 bytes.
@Suite(.serialized) struct VisionTransformerCaseTests {
  private func given() throws -> MixerCase {
    try MixerCase(path: Fixtures.folder("cases") + "/vit.safetensors")
  }

  private func verify(
    _ given: MixerCase, _ engine: CaseEngine, _ setting: ModelVerification.Setting
  ) throws -> CaseVerification {
    CaseVerification(
      given, try CaseRun(on: engine, setting).recomputed(given),
      tolerance: CaseTolerance(of: setting.type))
  }

  /// Output and the gradients of every weight and of the pixels.
  @Test func valueAndGradients() throws {
    let given = try given()
    #expect(given.gradients.count == 39)
    #expect(try verify(given, .reference, .init(threads: 1)).isProved)
    for instructionSet in InstructionSet.available {
      let setting = ModelVerification.Setting(instructionSet: instructionSet, threads: 2)
      #expect(try verify(given, .cpu, setting).isProved, "\(instructionSet)")
    }
    guard ElementType.bf16.isAvailable else { return }
    #expect(try verify(given, .cpu, .init(type: .bf16, threads: 2)).isProved)
  }

  /// With the rows of the table of positions in another order nothing is within.
  @Test func aWrongWeightIsSeen() throws {
    let given = try changed { file in
      guard let table = file.tensors.first(where: { $0.name == "weight.positions" }) else { return }
      var other = table
      other.bytes = Array(table.bytes.dropFirst(72)) + table.bytes.prefix(72)
      file.put(other)
    }
    #expect(try !verify(given, .reference, .init(threads: 1)).isProved)
  }

  @Test(
    arguments: [
      (#""heads": 5"#, "18 columns, which 5 heads don't divide"),
      (#""channels": 4"#, "'channels' is 4, and 'input.pixels' has 3"),
      (#""image": [20, 12]"#, "image isn't the size of input.pixels, 12 × 20"),
      (#""patch": 5"#, "12 × 20 pixels can't be cut into patches of 5 × 5"),
      (#""patch": 2"#, "'patch.weight' gives a matrix of 18 rows and 48 columns"),
      (#""layers": 3"#, "'weight.layers.2.query.weight' is missing"),
      (#""layers": 0"#, "'layers' is 0; it must be a whole number from 1"),
      (#""width": 24"#, "'width' is 24, and 'weight.class' has 18"),
      (#""feed-width": 31"#, "'feed-width' is 31"),
      (#""registers": 4"#, "there is no setting of vit called 'registers'"),
    ]) func settingsThatContradict(setting: String, says: String) throws
  {
    let name = setting.prefix { $0 != ":" }
    let usual = [
      #""channels": 3"#, #""epsilon": 1e-12"#, #""feed-width": 30"#, #""heads": 3"#,
      #""image": [12, 20]"#, #""layers": 2"#, #""patch": 4"#, #""width": 18"#,
    ]
    let settings = (usual.filter { !$0.hasPrefix(name) } + [setting]).joined(separator: ",")
    let given = try changed {
      $0.metadata["contextcost"] =
        #"{"architecture":"vit","part":"model","settings":{\#(settings)}}"#
    }
    #expect {
      try CaseRun(on: .reference, .init(threads: 1)).recomputed(given)
    } throws: {
      "\($0)".contains(says)
    }
  }

  /// The fixture with something changed.
  private func changed(_ change: (inout CaseFile) -> Void) throws -> MixerCase {
    let path = try Fixtures.folder("cases") + "/vit.safetensors"
    let file = try SafetensorsFile(path: path)
    var copy = CaseFile(
      try file.names.map { .init($0, try file.tensorShape($0), floats: try file.floats(of: $0)) },
      metadata: file.metadata)
    change(&copy)
    return try copy.written { try MixerCase(path: $0) }
  }
}

extension SafetensorsFile {
  fileprivate func tensorShape(_ name: String) throws -> [Int] { try #require(self[name]).shape }
}
