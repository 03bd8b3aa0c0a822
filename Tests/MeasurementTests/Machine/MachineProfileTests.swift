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
  }
}
