import Architectures
import Checkpoints
import Kernels
import Operations
import TestSupport
import Testing
import Workloads

/// S4D as its authors compute it, and cases whose settings and tensors contradict each other.
///
/// The cases were made by state-spaces/s4@e757cef5, models/s4/s4d.py and s4.py.
@Suite(.serialized) struct StateSpaceCaseTests {
  private func prove(_ given: MixerCase) throws {
    let runs =
      InstructionSet.available.map {
        (
          CaseRun(on: .cpu, ModelVerification.Setting(instructionSet: $0, threads: 2)),
          CaseTolerance(of: .f32)
        )
      }
      + ElementType.allCases.filter(\.isAvailable).map {
        (CaseRun(on: .cpu, ModelVerification.Setting(type: $0, threads: 1)), CaseTolerance(of: $0))
      } + [
        (
          CaseRun(on: .reference, ModelVerification.Setting(threads: 1)),
          // The files' numbers are rounded to f32.
          CaseTolerance(all: 1e-6)
        )
      ]
    for (run, tolerance) in runs {
      let verification = CaseVerification(given, try run.recomputed(given), tolerance: tolerance)
      #expect(verification.isProved)
      #expect(verification.rows.allSatisfy { $0.status == .within })
    }
  }

  @Test(arguments: ["s4d", "s4d-bidirectional"])
  func othersCases(name: String) throws {
    try prove(try MixerCase(path: "\(Fixtures.folder("cases"))/\(name).safetensors"))
  }

  /// A file of the right names and shapes, in zeros: `gelu(0) = 0`.
  private static func file(
    _ settings: String, part: String = "mixer", states: Int = 2, length: Int = 5,
    without missing: String? = nil
  ) -> CaseFile {
    func zeros(_ name: String, _ shape: [Int]) -> CaseFile.Tensor {
      CaseFile.Tensor(name, shape, floats: [Float](repeating: 0, count: shape.reduce(1, *)))
    }
    let weights =
      ["A_imag", "C.real", "C.imag", "log_A_real"].map { ($0, [3, states]) }
      + [
        ("D", [3]), ("log_dt", [3]), ("output_linear.weight", [6, 3]), ("output_linear.bias", [6]),
      ]
    return CaseFile(
      [zeros("input.u", [3, length]), zeros("output", [3, length])]
        + weights.filter { $0.0 != missing }.map { zeros("weight.\($0.0)", $0.1) },
      metadata: [
        "contextcost":
          "{\"architecture\":\"s4d\",\"part\":\"\(part)\",\"settings\":{\(settings)}}"
      ])
  }

  private func verification(_ file: CaseFile) throws -> CaseVerification {
    try file.written { path in
      let given = try MixerCase(path: path)
      let run = CaseRun(on: .reference, ModelVerification.Setting(threads: 1))
      return CaseVerification(given, try run.recomputed(given), tolerance: CaseTolerance(all: 0))
    }
  }

  @Test(arguments: [
    "", #""H":3,"L":5,"N":4,"pairs":2"#, #""dropout":0,"direction":"causal""#,
  ])
  func rightSettings(settings: String) throws {
    #expect(try verification(Self.file(settings)).isProved)
    #expect(try verification(Self.file(settings, part: "layer")).isProved)
  }

  @Test(arguments: [
    (#""H":4"#, "the setting 'H' is 4, and 'input.u' has 3"),
    (#""L":6"#, "the setting 'L' is 6, and 'input.u' has 5"),
    (#""pairs":3"#, "the setting 'pairs' is 3, and 'weight.log_A_real' has 2"),
    (#""N":5"#, "the setting 'N' is 5, and states come in pairs of conjugates; it must be even"),
    (#""N":6"#, "the setting 'N' is 6, and 'weight.log_A_real' has 2 pairs, which are 4 states"),
    (#""dropout":0.1"#, "the setting 'dropout' isn't 0"),
    (#""direction":"left""#, "'direction' is 'left'; it must be 'causal' or 'both'"),
    (#""direction":"both""#, "C.real"),
  ])
  func wrongSettings(settings: String, sentence: String) throws {
    do {
      _ = try verification(Self.file(settings))
      Issue.record("\(settings) is taken")
    } catch let error as CheckpointError {
      #expect(error.description.contains(sentence), "\(error)")
    }
  }

  @Test func wrongFiles() throws {
    for missing in ["log_A_real", "A_imag", "D", "log_dt", "C.imag"] {
      #expect(throws: CheckpointError.self) {
        try verification(Self.file("", without: missing))
      }
    }
    #expect(throws: CheckpointError.self) {
      try verification(Self.file("", part: "layer", without: "output_linear.bias"))
    }
    #expect(throws: UnknownInCase.self) { try verification(Self.file(#""rank":4"#)) }
    #expect(throws: UnknownInCase.self) { try verification(Self.file("", part: "model")) }
    var file = Self.file("")
    file.put(CaseFile.Tensor("weight.B.real", [3, 2], floats: [1, 1, 1, 1, 1, 1]))
    #expect(throws: CheckpointError.self) { try verification(file) }
  }
}
