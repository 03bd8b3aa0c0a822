import ArgumentParser
import TestSupport
import Testing

@testable import bench

/// What every command's help says.
@Suite struct HelpTests {
  @Test func defaultsOnce() {
    #expect(HelpText.repeatedDefaults(of: Bench.self) == [])
  }
}
