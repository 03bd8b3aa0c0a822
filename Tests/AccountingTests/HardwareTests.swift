import Testing

@testable import Accounting

/// Laws of the table of processors, and published figures of some.
@Suite struct HardwareTests {
  @Test func namesAreUniqueAndKebab() {
    #expect(Set(Hardware.all.map(\.name)).count == Hardware.all.count)
    #expect(Set(Hardware.all.map(\.title)).count == Hardware.all.count)
    let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
    for hardware in Hardware.all {
      let words = hardware.name.split(separator: "-", omittingEmptySubsequences: false)
      for word in words {
        #expect(!word.isEmpty && letters.isSuperset(of: word.utf8), "\(hardware.name)")
      }
    }
  }

  @Test(arguments: Hardware.all) func isFoundByItsName(hardware: Hardware) {
    #expect(Hardware.named(hardware.name) == hardware)
    #expect(Hardware.named(hardware.name.uppercased()) == hardware)
  }

  @Test(arguments: ["", " ", "a100", "a100-80g", "a100-80g-sxm ", "xeon-8480+", "ａ100-80g-sxm"])
  func isNotFoundByAnythingElse(name: String) {
    #expect(Hardware.named(name) == nil)
  }

  @Test(arguments: Hardware.all) func figuresArePositiveAndCited(hardware: Hardware) {
    var figures = Array(hardware.peaks.values) + [hardware.bandwidth, hardware.memory]
    figures += hardware.tensorFloat32.map { [$0] } ?? []
    for figure in figures {
      #expect(figure.value > 0 && figure.value.isFinite)
      #expect(figure.value == figure.value.rounded(), "no part of a FLOP or of a byte")
      #expect(figure.source.utf8.count > 20, "\(hardware.name): \(figure.source)")
    }
  }

  /// Narrower operands are never slower, and rounding to TF32 never slows single precision.
  @Test(arguments: Hardware.all) func peaksDoNotGrowWithWidth(hardware: Hardware) throws {
    let widths = hardware.peaks.keys.sorted()
    for (narrow, wide) in zip(widths, widths.dropFirst()) {
      let faster = try #require(hardware.peaks[narrow])
      let slower = try #require(hardware.peaks[wide])
      #expect(faster.value >= slower.value, "\(narrow) against \(wide) bits")
    }
    let single = try #require(hardware.peaks[32])
    if let rounded = hardware.tensorFloat32 {
      let half = try #require(hardware.peaks[16])
      #expect((single.value...half.value).contains(rounded.value))
    }
  }

  @Test(arguments: Hardware.all) func peakIsOfTheWidthOrTheNextWider(hardware: Hardware) throws {
    for bits in 1...32 {
      let peak = try #require(hardware.peak(bits: bits))
      let width = try #require(hardware.peaks.keys.sorted().first { $0 >= bits })
      #expect(peak == hardware.peaks[width])
    }
    for bits in [33, 64, Int.max] {
      #expect(hardware.peak(bits: bits) == nil)
      #expect(hardware.ridge(bits: bits) == nil)
    }
  }

  @Test func peakOfTheNextWider() throws {
    let v100 = try hardware("v100-32g-sxm")
    #expect(v100.peak(bits: 8) == v100.peaks[16])
    #expect(v100.peak(bits: 17) == v100.peaks[32])
    let milan = try hardware("epyc-7763")
    #expect(milan.peak(bits: 16) == milan.peaks[32])
  }

  /// Below 5 FLOP a byte or above 1000, one of the two figures would be wrong by a power of ten.
  @Test(arguments: Hardware.all) func ridgeIsPlausible(hardware: Hardware) throws {
    let ridge = try #require(hardware.ridge(bits: 16))
    #expect((5.0...1000).contains(ridge), "\(ridge) FLOP a byte")
  }

  /// Memory is what drivers report, not a vendor's GB: 79.1 to 79.7 GiB on 80 GB cards, 139.8 GiB on
  /// an H200.
  @Test func memoryIsWhatDriversReport() throws {
    for name in ["a100-80g-sxm", "a100-80g-pcie", "h100-sxm", "h100-pcie"] {
      let gibibytes = try hardware(name).memory.value / 0x1p30
      #expect((79.1...79.7).contains(gibibytes), "\(name): \(gibibytes)")
    }
    #expect(abs(try hardware("h200-sxm").memory.value / 0x1p30 - 139.8) < 0.001)
    for hardware in Hardware.nvidia + Hardware.amdAccelerators {
      #expect(hardware.memory.source.hasPrefix("measured: "), "\(hardware.name)")
    }
  }

  /// FLOP/s of 16-bit operands, bytes a second and bytes, as the documents print them and drivers
  /// report them.
  static let published: [(String, peak16: Double, bandwidth: Double, memory: Double)] = [
    ("v100-16g-sxm", 125e12, 900e9, 16_943_645_983),
    ("v100-32g-sxm", 125e12, 900e9, 34_080_565_494),
    ("v100-32g-pcie", 112e12, 900e9, 34_080_565_494),
    ("a100-40g-pcie", 312e12, 1555e9, 42_298_834_944),
    ("a100-40g-sxm", 312e12, 1555e9, 42_298_834_944),
    ("a100-80g-pcie", 312e12, 1935e9, 84_986_036_224),
    ("a100-80g-sxm", 312e12, 2039e9, 85_094_039_552),
    ("h100-sxm", 989.4e12, 3.35e12, 85_520_809_984),
    ("h100-pcie", 756e12, 2e12, 85_520_809_984),
    ("h200-sxm", 989.5e12, 4.8e12, 150_109_106_995),
    ("b200", 2250e12, 7.7e12, 191_501_854_310),
    ("l4", 121e12, 300e9, 24_152_899_584),
    ("rtx-4090", 165.2e12, 1008e9, 25_383_256_719),
    ("mi300x", 1307.4e12, 5.3e12, 206_141_652_992),
    ("m3-max", 14.315_52e12, 400e9, 137_438_953_472),
    ("xeon-8380", 5.888e12, 204.8e9, 6_597_069_766_656),
    ("xeon-8480-plus", 114.688e12, 307.2e9, 4_398_046_511_104),
    ("epyc-7763", 5.0176e12, 204.8e9, 4_398_046_511_104),
    ("epyc-9654", 7.3728e12, 460.8e9, 6_597_069_766_656),
    ("ryzen-7950x", 2.304e12, 83.2e9, 137_438_953_472),
  ]

  @Test(arguments: published)
  func figuresAreThePublishedOnes(
    row: (String, peak16: Double, bandwidth: Double, memory: Double)
  ) throws {
    let hardware = try hardware(row.0)
    #expect(hardware.peak(bits: 16)?.value == row.peak16)
    #expect(hardware.bandwidth.value == row.bandwidth)
    #expect(hardware.memory.value == row.memory)
  }

  /// The A100 whitepaper's 108 multiprocessors at 1410 MHz: 64 FMA units, 1024 FMA of tensors.
  @Test func a100PeaksFollowFromItsUnits() throws {
    let a100 = try hardware("a100-80g-sxm")
    let cycles = 108 * 1.41e9
    let single = try #require(a100.peaks[32]).value
    let half = try #require(a100.peaks[16]).value
    #expect(abs(single / (cycles * 64 * 2) - 1) < 0.002)
    #expect(abs(half / (cycles * 1024 * 2) - 1) < 0.002)
  }

  /// ROCm documents 256, 2048 and 4096 operations a cycle in each of 304 compute units, 2.1 GHz.
  @Test func mi300xPeaksFollowFromItsUnits() throws {
    let mi300x = try hardware("mi300x")
    for (bits, operations) in [32: 256.0, 16: 2048, 8: 4096] {
      let peak = try #require(mi300x.peaks[bits]).value
      #expect(abs(peak / (304 * 2.1e9 * operations) - 1) < 0.001)
    }
  }

  /// A peak that a vendor prints with sparsity says so and is half of what is printed.
  @Test func sparsePeaksAreHalved() throws {
    let half = try #require(hardware("h200-sxm").peaks[16])
    #expect(half.value == 1979e12 / 2)
    #expect(half.source.hasSuffix("printed with sparsity as 1979 TFLOP/s, halved"))
  }

  @Test func derivedPeaksSayHow() throws {
    let peak = try #require(hardware("xeon-8380").peaks[32])
    #expect(peak.source.hasPrefix("derived: 40 cores x 2.3 GHz (base clock) x 64 operations"))
    let bandwidth = try hardware("epyc-9654").bandwidth
    #expect(bandwidth.source.hasPrefix("derived: 12 channels x 4800 MT/s x 8 bytes; "))
  }

  private func hardware(_ name: String) throws -> Hardware {
    try #require(Hardware.named(name), "no hardware \(name)")
  }
}
