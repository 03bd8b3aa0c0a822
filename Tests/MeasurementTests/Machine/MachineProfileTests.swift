import Testing

@testable import Measurement

@Suite struct MachineProfileTests {
  @Test func theProfileNamesTheMachine() {
    let profile = MachineProfile.current(compiler: "clang 1.2.3")
    #expect(!profile.processor.isEmpty && profile.cores > 0 && profile.memoryBytes > 0)
    #expect(profile.compiler.hasSuffix("clang 1.2.3"))
    #expect(profile.fingerprint.count == 8)
    #expect(UInt32(profile.fingerprint, radix: 16) != nil)
    var other = profile
    other.processor += " "
    #expect(other.fingerprint != profile.fingerprint)
    other = profile
    other.commit = "elsewhere"
    #expect(other.fingerprint == profile.fingerprint)
    #expect(profile.fingerprint == MachineProfile.currentFingerprint)
  }

  /// What a kernel keeps of 24 GiB differs from boot to boot; 16, 32 and 48 are other machines.
  ///
  /// The stored run of 23.5 GiB keeps its fingerprint (Results, machine.json).
  @Test func theFingerprintIsOfInstalledMemory() {
    var profile = MachineProfile.current(compiler: "")
    profile.processor = "AMD EPYC"
    profile.cores = 2
    profile.instructionSets = ["portable", "AVX2", "AVX-512"]
    func fingerprint(_ gibibytes: Double) -> String {
      profile.memoryBytes = Int(gibibytes * 0x1p30)
      return profile.fingerprint
    }
    #expect(fingerprint(25_276_502_016 / 0x1p30) == "d1c679f9")
    for gibibytes in [16.5, 22.9, 23, 23.54, 23.999, 24] {
      #expect(fingerprint(gibibytes) == "d1c679f9")
    }
    let kinds = [
      0.4, 1.5, 2.5, 3.5, 5.8, 7.6, 11.6, 15.4, 23.5, 31.2, 47, 62.6, 94, 125, 188, 1007,
    ]
    #expect(Set(kinds.map(fingerprint)).count == kinds.count)
  }
}
