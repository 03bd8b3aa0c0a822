import Accounting
import Testing

/// Every published and derived number is reproduced.
@Suite struct GoldenTests {
  @Test(arguments: Golden.checks)
  func isReproduced(check: GoldenCheck) throws {
    let computed = try check.computed()
    #expect(
      check.expected.isMet(by: computed),
      "\(check.id): \(computed.map(String.init) ?? "none"), expected \(check.expected)")
    #expect(try check.passes())
  }

  @Test func everyCheckHasANameAndASource() {
    #expect(Set(Golden.checks.map(\.id)).count == Golden.checks.count)
    for check in Golden.checks {
      #expect(Convention.named(check.convention) != nil, "\(check.id)")
      #expect(!check.title.isEmpty && !check.source.isEmpty, "\(check.id)")
    }
  }

  /// Rows of the table of golden numbers that aren't out of reach.
  @Test func everyGoldenNumberIsThere() {
    let ids = Set(Golden.checks.map { String($0.id.prefix { $0 != "." }) })
    for number in Array(1...21) + [23, 24, 25, 27, 29, 30] {
      #expect(ids.contains("G\(number)"), "G\(number)")
    }
  }

  @Test func anUnknownConventionIsAnError() throws {
    let check = try #require(Golden.checks.first)
    let error = try #require(throws: GoldenError.self) { try check.computed { _ in nil } }
    #expect(error.description.contains("'\(check.convention)'"))
    #expect(try !check.passes { _ in nil })
  }

  /// What was printed is compared in the digits that were printed, a half rounding up.
  @Test(arguments: [
    ("1299.00", 129_899, false), ("1299.00", 129_900, true), ("1299.00", 129_901, false),
    ("13", 1249, false), ("13", 1250, true), ("13", 1349, true), ("13", 1350, false),
    ("0.1", 14, true), ("0.1", 15, false), ("", 0, false), ("1.2.3", 123, false),
    ("-1", 0, false), ("1e3", 100_000, false),
  ])
  func printedDigits(text: String, value: UInt128, isMet: Bool) {
    // The unit is 100, so that two digits stand behind the point.
    #expect(GoldenCheck.Expectation.rounded(text, unit: 100).isMet(by: value) == isMet)
  }

  @Test func expectationsOfNothing() {
    #expect(GoldenCheck.Expectation.absent.isMet(by: nil))
    #expect(!GoldenCheck.Expectation.absent.isMet(by: 0))
    #expect(!GoldenCheck.Expectation.exact(0).isMet(by: nil))
    #expect(!GoldenCheck.Expectation.rounded("0", unit: 1).isMet(by: nil))
    #expect(!GoldenCheck.Expectation.rounded("0.1", unit: 1).isMet(by: .max))
    #expect(!GoldenCheck.Expectation.rounded("0", unit: 0).isMet(by: 0))
  }
}

extension GoldenCheck: CustomTestStringConvertible {
  public var testDescription: String { id }
}
