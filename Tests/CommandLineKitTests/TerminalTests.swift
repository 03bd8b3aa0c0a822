import CommandLineKit
import Testing

@Suite struct TerminalTests {
  @Test func whatIsNotOpenIsNoTerminal() {
    #expect(!Terminal.isTerminal(-1))
    #expect(!Terminal.canRedraw(-1))
    #expect(Terminal.width(-1) > 0)
  }
}
