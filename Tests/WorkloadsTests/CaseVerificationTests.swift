import Architectures
import Checkpoints
import TestSupport
import Testing

@testable import Workloads

/// What is right is within, what is wrong is beyond, what a kernel never has is listed.
@Suite struct CaseVerificationTests {
  private static let tolerance = CaseTolerance(of: .f32)

  /// The case as it stands in its file, as if it had been recomputed.
  private func copied(_ given: MixerCase) throws -> RecomputedCase {
    var recomputed = RecomputedCase(of: given)
    for sample in 0..<given.samples {
      try recomputed.setOutput(given.output(sample: sample).doubles, sample: sample)
      let half = CaseLayout(CaseView("x"))
      for name in given.gradients.keys where name != "x" {
        let values = given.gradients[name]?.doubles ?? []
        // Halves of two samples.
        try recomputed.addGradient(
          values.map { $0 / 2 }, as: CaseLayout(CaseView(name)), sample: sample)
      }
      let gradient = given.gradients["x"]?.doubles ?? []
      try recomputed.addGradient(
        Array(gradient[sample * 6..<sample * 6 + 6]), as: half, sample: sample)
    }
    return recomputed
  }

  private func given(_ change: (inout CaseFile) -> Void = { _ in }) throws -> MixerCase {
    var file = CaseFile.affine
    change(&file)
    return try file.written { try MixerCase(path: $0) }
  }

  private func row(
    _ name: String, _ kind: CaseVerification.Kind, of verification: CaseVerification
  ) throws -> CaseVerification.Row {
    try #require(verification.rows.first { $0.name == name && $0.kind == kind })
  }

  @Test func everythingIsRight() throws {
    let given = try given()
    let verification = CaseVerification(given, try copied(given), tolerance: Self.tolerance)
    #expect(verification.isProved)
    #expect(
      verification.rows.map(\.name) == [
        "output", "buckets", "first", "twice", "key.bias", "w.bias", "w.weight", "x",
      ])
    #expect(verification.rows.filter { $0.kind == .intermediate }.allSatisfy { $0.error == nil })
    #expect(verification.rows.filter { $0.kind != .intermediate }.allSatisfy { $0.error == 0 })
    #expect(try row("x", .gradient, of: verification).shape == [2, 3, 2])
  }

  @Test func nothingIsMade() throws {
    let given = try given()
    let verification = CaseVerification(
      given, RecomputedCase(of: given), tolerance: Self.tolerance)
    #expect(!verification.isProved)
    #expect(verification.rows.allSatisfy { $0.status == .notMade && $0.error == nil })
  }

  /// A sample that is left out, and a gradient that is: each is asked for.
  @Test func someIsMade() throws {
    let given = try given()
    var recomputed = RecomputedCase(of: given)
    try recomputed.setOutput(given.output(sample: 0).doubles, sample: 0)
    let verification = CaseVerification(given, recomputed, tolerance: Self.tolerance)
    #expect(try row("output", .value, of: verification).status == .notMade)
  }

  /// The largest output is 13, so that 0.13 is a hundredth of it.
  @Test(arguments: [
    (0.13, 0.01, CaseVerification.Status.beyond), (1e-4, 1e-4 / 13, .within),
    (-1e-3, 1e-3 / 13, .beyond), (.nan, .infinity, .beyond), (.infinity, .infinity, .beyond),
  ]) func outputs(change: Double, error: Double, status: CaseVerification.Status) throws {
    let given = try given { file in
      var output = [Float](repeating: 0, count: 24)
      output[3] = -13
      file.put(.init("output", [2, 3, 4], floats: output))
    }
    var recomputed = try copied(given)
    var values = try given.output(sample: 1).doubles
    values[5] += change
    try recomputed.setOutput(values, sample: 1)
    let verification = CaseVerification(given, recomputed, tolerance: Self.tolerance)
    let row = try row("output", .value, of: verification)
    #expect(row.status == status && verification.isProved == (status == .within))
    let found = try #require(row.error)
    #expect(found == error || abs(found - error) < 1e-12)
  }

  /// Rounding of the other program isn't to be met; what is small beside the largest gradient is.
  @Test func gradientsThatVanish() throws {
    let given = try given()
    let largest = given.gradients.values.flatMap(\.doubles).map(abs).max() ?? 0
    for (value, isProved) in [(1e-5 * largest, true), (1e-3 * largest, false)] {
      var recomputed = try copied(given)
      try recomputed.addGradient([value, 0], as: "key.bias", sample: 0)
      let verification = CaseVerification(given, recomputed, tolerance: Self.tolerance)
      let row = try row("key.bias", .gradient, of: verification)
      #expect(row.isOverLargestGradient && verification.isProved == isProved)
      #expect(abs((row.error ?? 0) - value / largest) < 1e-9)
    }
    // A gradient a thousandth as large as the largest has to be right by its own size.
    let small = Float(largest / 1000)
    let other = try self.given { $0.put(.init("grad.key.bias", [2], floats: [small, small])) }
    var recomputed = try copied(other)
    try recomputed.addGradient([Double(small) / 1000, 0], as: "key.bias", sample: 0)
    let verification = CaseVerification(other, recomputed, tolerance: Self.tolerance)
    let row = try row("key.bias", .gradient, of: verification)
    #expect(!row.isOverLargestGradient && row.status == .beyond)
  }

  @Test func gradientsThatAreAllZero() throws {
    let given = try given { file in
      for gradient in file.tensors where gradient.name.hasPrefix("grad.") {
        let zeros = [Float](repeating: 0, count: gradient.bytes.count / 4)
        file.put(.init(gradient.name, gradient.shape, floats: zeros))
      }
    }
    #expect(
      CaseVerification(given, try copied(given), tolerance: Self.tolerance).isProved)
    var recomputed = try copied(given)
    try recomputed.addGradient([1e-30, 0], as: "key.bias", sample: 0)
    #expect(!CaseVerification(given, recomputed, tolerance: Self.tolerance).isProved)
  }

  /// Of every sample, of the first alone, and whole numbers, which are equal or aren't.
  @Test func intermediates() throws {
    let given = try given()
    var recomputed = try copied(given)
    for sample in 0..<2 {
      let x = try given.input("x", sample: sample).doubles
      try recomputed.setIntermediate("twice", x.map { 2 * $0 }, sample: sample)
      try recomputed.setIntermediate("first", x, sample: sample)
      try recomputed.setIntermediate(
        "buckets", sample == 0 ? [0, 1, 2] : [2.0, 1, 90], sample: sample)
      try recomputed.setIntermediate("unheard of", x, sample: sample)
    }
    let verification = CaseVerification(given, recomputed, tolerance: Self.tolerance)
    #expect(verification.isProved && verification.rows.allSatisfy { $0.status == .within })
    // By one of 90, under the tolerance of bf16.
    try recomputed.setIntermediate("buckets", [0, 1, 3.0], sample: 0)
    let other = CaseVerification(given, recomputed, tolerance: CaseTolerance(all: 2e-2))
    #expect(try !other.isProved && row("buckets", .intermediate, of: other).status == .beyond)
  }

  @Test func losses() throws {
    let given = try given { file in
      for name in ["output", "cotangent"] { file.remove(name) }
      file.put(.init("loss", [1], floats: [8]))
      file.metadata["batch"] = "1"
      for name in file.tensors.map(\.name) where name.hasPrefix("grad.") { file.remove(name) }
    }
    var recomputed = RecomputedCase(of: given)
    #expect(!CaseVerification(given, recomputed, tolerance: Self.tolerance).isProved)
    recomputed.loss = 8.000_001
    #expect(CaseVerification(given, recomputed, tolerance: Self.tolerance).isProved)
    recomputed.loss = 8.001
    #expect(!CaseVerification(given, recomputed, tolerance: Self.tolerance).isProved)
  }

  @Test func valuesOfAnotherSize() throws {
    let given = try given()
    var recomputed = RecomputedCase(of: given)
    #expect {
      try recomputed.setOutput([1.0, 2], sample: 0)
    } throws: { error in
      "\(error)".contains("'output' is a matrix of 3 rows and 4 columns, and 2 values were made")
    }
    #expect(throws: CheckpointError.self) {
      try recomputed.setOutput([Double](repeating: 1, count: 12), sample: 2)
    }
  }

  @Test func tolerances() {
    #expect(CaseTolerance(of: .f32).values == 2e-5)
    #expect(abs(CaseTolerance(of: .f32).gradients - 1e-4) < 1e-18)
    #expect(CaseTolerance(of: .bf16).values == 2e-2 && CaseTolerance(of: .bf16).gradients == 1e-1)
    #expect(CaseTolerance(all: 3e-3) == CaseTolerance(all: 3e-3))
    #expect(CaseTolerance(all: 3e-3).gradients == 3e-3)
  }
}
