import TestSupport
import Testing
import Text

@Suite struct ResolvedNumberTests {
  /// The Particle Data Group's rule: errors of 0.119 keep two digits, of 0.367 one, and 0.950 becomes
  /// 1.0, with two.
  @Test(arguments: [
    (0.119, "10.83", "10.71 to 10.95"), (0.367, "10.8", "10.5 to 11.2"),
    (0.354, "10.83", "10.47 to 11.18"), (0.355, "10.8", "10.5 to 11.2"),
    (0.95, "10.8", "9.9 to 11.8"), (1.2, "10.8", "9.6 to 12.0"),
  ])
  func publishedRule(error: Double, digits: String, interval: String) {
    let number = ResolvedNumber(10.827, low: 10.827 - error, high: 10.827 + error)
    #expect(number.digits == digits)
    #expect(number.interval == interval)
  }

  static let times: [(Double, Double, Double, String)] = [
    (0.038_97, 0.038_91, 0.039_02, "38.97 ms (38.91 to 39.02)"),
    (0.198_4, 0.194_9, 0.201_9, "198.4 ms (194.9 to 201.9)"),
    (73.4, 72.7, 73.8, "73.4 s (72.7 to 73.8)"), (158.2, 156.9, 161.3, "158.2 s (156.9 to 161.3)"),
    (40_000, 36_000, 43_200, "11.1 h (10.0 to 12.0)"), (5, 1, 100, "5.0 s (1.0 to 100.0)"),
    (1_234, 1_100, 1_900, "1,200 s (1,100 to 1,900)"), (0, 0, 4.3e-4, "0 s (0 to 0.00043)"),
  ]

  @Test(arguments: times)
  func readTimes(seconds: Double, low: Double, high: Double, text: String) {
    #expect(ResolvedNumber(seconds: seconds, low: low, high: high).textWithInterval == text)
  }

  /// Three digits where nothing is known of the rest, six where an interval has no width to speak of.
  @Test func withoutAnInterval() {
    #expect(ResolvedNumber(seconds: 0.999_6).text == "1.00 s")
    #expect(ResolvedNumber(seconds: 3.4e-5).text == "34.0 µs")
    #expect(ResolvedNumber(seconds: 2.56e-12).text == "2.56 ps")
    #expect(ResolvedNumber(12_345).text == "12,300")
    #expect(ResolvedNumber(2, low: 2, high: 2).textWithInterval == "2.00 (2.00 to 2.00)")
    #expect(ResolvedNumber(2, low: 2, high: 2 + 1e-12).digits == "2.00000")
    #expect(ResolvedNumber(.nan, low: 1, high: 2).text == "n/a")
  }

  /// An interval that isn't of width 0 never prints as one number: its ends are told apart.
  @Test func endsAreToldApart() {
    var random = Seeded(11)
    for _ in 0..<2_000 {
      let value = Double.random(in: 1...10, using: &random)
      let width = value * Double.random(in: 1e-4...0.5, using: &random)
      let number = ResolvedNumber(value, low: value - width / 2, high: value + width / 2)
      let ends = number.interval?.split(separator: " to ") ?? []
      #expect(ends.count == 2 && ends.first != ends.last)
    }
  }

  @Test func nothingTrapsOnAnyDouble() {
    var random = Seeded(12)
    for _ in 0..<3_000 {
      let numbers = (0..<3).map { _ in Double(bitPattern: random.next()) }
      let number = ResolvedNumber(seconds: numbers[0], low: numbers[1], high: numbers[2])
      #expect(!number.textWithInterval.isEmpty)
    }
    let most = Double.greatestFiniteMagnitude
    #expect(!ResolvedNumber(most).text.isEmpty)
    #expect(!ResolvedNumber(most, low: -most, high: most).textWithInterval.isEmpty)
  }
}
