import Foundation
import Testing

@testable import Measurement

@Suite struct MeasuredRoofTests {
  private static let roof = MeasuredRoof(
    fingerprint: "0123abcd", processor: "a processor", memoryBytes: 1 << 34, model: "opt-125m",
    peaks: [
      .init(dtype: "f32", threads: 2, flopsPerSecond: 480e9),
      .init(dtype: "bf16", threads: 2, flopsPerSecond: 960e9),
    ],
    bandwidths: [.init(threads: 2, bytesPerSecond: 36e9)],
    shares: [
      .init(dtype: "f32", threads: 2, products: 0.9, attention: 0.85, bandwidth: 2.4),
      .init(dtype: "bf16", threads: 2, products: 0.8, attention: 0.7, bandwidth: 1.2),
    ],
    kernels: [
      .init(
        name: "attention 512", dtype: "f32", threads: 2, flops: 8e8, bytes: 6e6,
        flopsPerSecond: 400e9, low: 390e9, high: 410e9, share: 0.83, fastestShare: 0.9)
    ],
    commit: "abc", measured: "2026-11-24T00:00:00Z", command: ["bench", "roof"])

  private static let first = """
    {"attentionShare":0.85,"bandwidthBytesPerSecond":36689125236.4,"bandwidthShare":2.37,
    "command":["bench","roof"],"commit":"244508a5562a","fingerprint":"d1c679f9",
    "measured":"2026-11-21T04:48:23Z","memoryBytes":25276514304,
    "peakFlopsPerSecond":233727431403.9,"processor":"AMD EPYC","productShare":0.927,
    "schema":"contextcost.roof/1","threads":2}
    """

  private func load(_ contents: String, as fingerprint: String) throws -> MeasuredRoof {
    let results = FileManager.default.temporaryDirectory.appendingPathComponent(
      UUID().uuidString
    ).path
    defer { try? FileManager.default.removeItem(atPath: results) }
    try FileManager.default.createDirectory(
      atPath: results + "/roofs", withIntermediateDirectories: true)
    try contents.write(
      toFile: MeasuredRoof.path(fingerprint: fingerprint, in: results), atomically: true,
      encoding: .utf8)
    return try MeasuredRoof.load(fingerprint: fingerprint, from: results)
  }

  @Test func isReadAsItWasWritten() throws {
    #expect(try load(Self.roof.fileContents(), as: "0123abcd") == Self.roof)
  }

  @Test func theFirstVersionIsStillRead() throws {
    let roof = try load(Self.first, as: "d1c679f9")
    #expect(roof.mostThreads == 2)
    #expect(roof.peak("f32", threads: 2) == 233_727_431_403.9)
    #expect(roof.bandwidth(threads: 2) == 36_689_125_236.4)
    #expect(roof.shares("f32", threads: 2)?.products == 0.927)
    #expect(roof.shares("bf16", threads: 2) == nil && roof.shares("f32", threads: 1) == nil)
    #expect(roof.kernels.isEmpty)
  }

  @Test func ofAnotherMachineItIsRefused() throws {
    let contents = try Self.roof.fileContents()
    #expect(throws: MeasuredRoofError.self) { try load(contents, as: "ffffffff") }
  }

  /// What no machine has, what predictions lack, what is no roof.
  @Test func whatMakesNoSenseIsRefused() throws {
    var roofs = [MeasuredRoof](repeating: Self.roof, count: 9)
    roofs[0].peaks[0].flopsPerSecond = 1
    roofs[1].shares[1].attention = -1
    roofs[2].shares = []
    roofs[3].peaks.removeLast()
    roofs[4].kernels[0].bytes = 0
    // Far faster than the peak, outside of its own interval, shares that no kernel has.
    roofs[5].kernels[0].flopsPerSecond = 131_941e9
    roofs[5].kernels[0].high = 131_941e9
    roofs[6].kernels[0].low = 405e9
    roofs[7].shares[0].products = 2.5
    roofs[8].kernels[0].fastestShare = -1
    let texts =
      try roofs.map { try $0.fileContents() } + [
        "", "{}", "[]", Self.first.replacingOccurrences(of: "0.927", with: "9.27"),
        Self.first.replacingOccurrences(of: "\"threads\":2", with: "\"threads\":2,\"threads\":2"),
        Self.first.replacingOccurrences(of: "\"threads\":2", with: "\"threads\":0"),
        Self.first.replacingOccurrences(of: "roof/1", with: "roof/3"),
      ]
    for text in texts {
      for fingerprint in ["0123abcd", "d1c679f9"] {
        #expect(throws: MeasuredRoofError.self, "\(text)") { try load(text, as: fingerprint) }
      }
    }
  }
}
