import ArgumentParser
import TestSupport
import Testing

@testable import flops

/// What every command's help says.
@Suite struct HelpTests {
  @Test func defaultsOnce() {
    #expect(HelpText.repeatedDefaults(of: Flops.self) == [])
  }
}
