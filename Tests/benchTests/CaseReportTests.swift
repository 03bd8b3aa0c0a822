import Checkpoints
import CommandLineKit
import Foundation
import Kernels
import TestSupport
import Testing
import Workloads

@testable import bench

/// What `bench verify-case` prints and how it ends.
@Suite struct CaseReportTests {
  private let setting = CaseRun(
    on: .cpu, .init(type: .f32, instructionSet: .portable, threads: 1))

  private func verification(isRight: Bool) throws -> CaseVerification {
    var file = CaseFile.affine
    for name in file.tensors.map(\.name) where name.hasPrefix("grad.") { file.remove(name) }
    let given = try file.written { try MixerCase(path: $0) }
    var recomputed = RecomputedCase(of: given)
    for sample in 0..<2 {
      var values = try given.output(sample: sample).doubles
      if !isRight { values[0] = .nan }
      try recomputed.setOutput(values, sample: sample)
    }
    return CaseVerification(given, recomputed, tolerance: CaseTolerance(of: .f32))
  }

  private func report(_ outcomes: [CaseReport.Outcome]) -> CaseReport {
    var report = CaseReport(on: setting, tolerance: CaseTolerance(of: .f32))
    for outcome in outcomes { report.add(outcome) }
    return report
  }

  @Test func statuses() throws {
    let right = CaseReport.Outcome.verified(try verification(isRight: true))
    let wrong = CaseReport.Outcome.verified(try verification(isRight: false))
    let unknown = CaseReport.Outcome.refused(path: "b", "'b': there is no such", .usage)
    let failed = CaseReport.Outcome.refused(path: "c", "'c': no kernel", .failure)
    #expect(report([right, right]).status == .success)
    #expect(report([right, wrong]).status == .checkFailed)
    #expect(report([wrong, failed, right]).status == .failure)
    #expect(report([wrong, failed, unknown, right]).status == .usage)
  }

  @Test func forPeople() throws {
    let verification = try verification(isRight: true)
    let report = report([.verified(verification), .refused(path: "b", "'b': is empty", .usage)])
    let text = report.text(of: verification, in: .si)
    #expect(text.contains("case.safetensors: affine, mixer\n"))
    #expect(text.contains("1 of 4 tensors within, 3 not made"))
    #expect(
      report.closing
        == "1 of 2 files within 2e-05, gradients within 0.0001, f32 on \(InstructionSet.portable)\n"
    )
  }

  /// Every file has records, also one that couldn't be read.
  @Test func forPrograms() throws {
    let report = report([
      .verified(try verification(isRight: false)), .refused(path: "b", "'b': is empty", .usage),
    ])
    let data = Data(report.text(as: .json, in: .si).utf8)
    let rows = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(rows.count == 5)
    let output = try #require(rows.first { $0["tensor"] as? String == "output" })
    #expect(output["status"] as? String == "beyond" && output["kind"] as? String == "value")
    #expect(output["shape"] as? String == "[2, 3, 4]" && output["relative_error"] is NSNull)
    #expect(output["architecture"] as? String == "affine" && output["dtype"] as? String == "f32")
    let refused = try #require(rows.last)
    #expect(refused["status"] as? String == "refused" && refused["file"] as? String == "b")
    #expect(refused["reason"] as? String == "'b': is empty")
    #expect(report.text(as: .markdown, in: .si).contains("| b"))
  }

  @Test func commandLines() throws {
    func refusal(_ words: [String]) -> String? {
      do {
        _ = try VerifyCaseCommand.parse(words)
        return nil
      } catch {
        return VerifyCaseCommand.message(for: error)
      }
    }
    #expect(refusal(["a", "b", "--engine", "reference", "--tolerance", "1e-3"]) == nil)
    #expect(refusal([]) != nil)
    #expect(refusal(["a", "--engine", "referenc"])?.contains("did you mean reference?") == true)
    #expect(
      refusal(["a", "--engine", "reference", "--instruction-set", "portable"])?.contains(
        "--engine reference computes in double precision") == true)
    #expect(refusal(["a", "--tolerance", "-1"])?.contains("no number above 0") == true)
    #expect(HelpText.repeatedDefaults(of: VerifyCaseCommand.self) == [])
  }
}
