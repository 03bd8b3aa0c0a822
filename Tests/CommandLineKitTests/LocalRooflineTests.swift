import Accounting
import Foundation
import Measurement
import TestSupport
import Testing

@testable import CommandLineKit

/// Predictions take the peak, bandwidth and shares of their type and number of threads.
@Suite struct LocalRooflineTests {
  private static let roof = MeasuredRoof(
    fingerprint: "0", processor: "a processor", memoryBytes: 1 << 34, model: nil,
    peaks: [
      .init(dtype: "f32", threads: 2, flopsPerSecond: 400e9),
      .init(dtype: "bf16", threads: 2, flopsPerSecond: 800e9),
      .init(dtype: "f32", threads: 1, flopsPerSecond: 210e9),
    ],
    bandwidths: [
      .init(threads: 2, bytesPerSecond: 36e9), .init(threads: 1, bytesPerSecond: 20e9),
    ],
    shares: [
      .init(dtype: "f32", threads: 2, products: 0.9, attention: 0.85, bandwidth: 2.4),
      .init(dtype: "bf16", threads: 2, products: 0.8, attention: 0.7, bandwidth: 1.2),
      .init(dtype: "f32", threads: 1, products: 0.95, attention: 0.9, bandwidth: 2),
    ],
    kernels: [], commit: "", measured: "", command: [])

  private func roofline(_ precision: Precision, threads: Int?) throws -> Roofline {
    try Roofline(Self.roof, precision: precision, efficiency: nil, threads: threads)
  }

  @Test func byTypeAndThreads() throws {
    let wide = try roofline(.single, threads: nil)
    #expect(wide.hardware.peak(bits: 32)?.value == 400e9 && wide.efficiency.products == 0.9)
    let narrow = try roofline(.half, threads: 2)
    #expect(narrow.hardware.peak(bits: 16)?.value == 800e9 && narrow.efficiency.attention == 0.7)
    let single = try roofline(.single, threads: 1)
    #expect(single.hardware.peak(bits: 32)?.value == 210e9)
    #expect(single.hardware.bandwidth.value == 20e9 && single.efficiency.bandwidth == 2)
  }

  /// Where nobody said how many, on as many as this process has processors.
  @Test func byProcessors() throws {
    func roofline(_ processors: Int) throws -> Roofline {
      try Roofline(
        Self.roof, precision: .single, efficiency: nil, threads: nil, processors: processors)
    }
    #expect(try roofline(1).hardware.peak(bits: 32)?.value == 210e9)
    #expect(try roofline(1).hardware.title == "a processor, 1 thread")
    #expect(try roofline(8).hardware.peak(bits: 32)?.value == 400e9)
    var roof = Self.roof
    roof.shares.removeLast()
    let sentence = #expect(throws: CommandLineError.self) {
      try Roofline(roof, precision: .single, efficiency: nil, threads: nil, processors: 1)
    }
    #expect(sentence?.description.contains("isn't of f32 on 1 thread but of f32 on 2") == true)
  }

  /// On as many threads as are asked for, in no other type than is asked for.
  @Test func whatWasNotMeasured() {
    #expect(throws: CommandLineError.self) { try roofline(.half, threads: 1) }
    #expect(throws: CommandLineError.self) { try roofline(.single, threads: 3) }
  }

  /// A sweep goes on without a roof; it is said why only where one is there.
  @Test func whatCannotBeReadIsSaid() throws {
    let folder = try TemporaryFolder()
    func notes(_ contents: String?) throws -> [String] {
      let place = MeasuredRoof.place(
        fingerprint: MachineProfile.currentFingerprint, in: folder.path)
      #expect(place.path.hasPrefix(folder.path) && !place.isThere)
      if let contents {
        try folder.write(contents, to: String(place.path.dropFirst(folder.path.count + 1)))
      }
      defer { try? FileManager.default.removeItem(atPath: place.path) }
      var notes: [String] = []
      let roofline = Roofline.localIfStored(
        results: folder.path, precision: .single, threads: 2
      ) { notes.append($0) }
      #expect(roofline == nil)
      return notes
    }
    #expect(try notes(nil) == [])
    var other = Self.roof
    other.peaks[0].flopsPerSecond = 0
    for contents in ["", "{\"schema\": ", try Self.roof.fileContents(), try other.fileContents()] {
      let notes = try notes(contents)
      #expect(notes.count == 1)
      #expect(notes.first?.contains("\(MachineProfile.currentFingerprint).json") == true)
      #expect(notes.first?.contains("bench roof") == true)
    }
  }

  /// Where nobody said how many threads, f32 stands in for what wasn't measured.
  @Test func fallsBack() throws {
    var roof = Self.roof
    roof.shares.remove(at: 1)
    roof.peaks.remove(at: 1)
    let roofline = try Roofline(roof, precision: .half, efficiency: nil, threads: nil)
    #expect(roofline.hardware.peak(bits: 16)?.value == 400e9)
    #expect(roofline.efficiency.products == 0.9)
  }
}
