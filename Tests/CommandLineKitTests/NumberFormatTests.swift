import CommandLineKit
import TestSupport
import Testing

@Suite struct NumberFormatTests {
  static let groupsCases: [(UInt128, String)] = [
    (UInt128(0), "0"), (999, "999"), (1000, "1,000"),
    (161_164_654_804_992_000, "161,164,654,804,992,000"),
    (.max, "340,282,366,920,938,463,463,374,607,431,768,211,455"),
  ]

  @Test(arguments: groupsCases)
  func groups(_ value: UInt128, _ text: String) {
    #expect(NumberFormat.grouped(value) == text)
  }

  @Test func groupsNegativeNumbers() {
    #expect(NumberFormat.grouped(-123_456) == "-123,456")
    #expect(NumberFormat.grouped(-123) == "-123")
  }

  static let scalesCases: [(Double, String)] = [
    (161_164_654_804_992_000.0, "161.2 PFLOPs"), (0, "0 FLOPs"), (512, "512 FLOPs"),
    (1.5, "1.500 FLOPs"), (12.345, "12.35 FLOPs"), (1000, "1.000 kFLOPs"),
    (999.94, "999.9 FLOPs"), (999.96, "1.000 kFLOPs"), (999_960, "1.000 MFLOPs"),
    (9999, "9.999 kFLOPs"), (9999.6, "10.00 kFLOPs"), (99_996, "100.0 kFLOPs"),
    (2e9, "2.000 GFLOPs"), (2e12, "2.000 TFLOPs"), (2e18, "2.000 EFLOPs"), (2e21, "2.000 ZFLOPs"),
    (2e24, "2.000 YFLOPs"), (2e27, "2.000 RFLOPs"), (2e30, "2.000 QFLOPs"),
    (9.9999e32, "1.000e+33 FLOPs"), (1.2346e40, "1.235e+40 FLOPs"), (0.000_05, "5.000e-05 FLOPs"),
    (-2e9, "-2.000 GFLOPs"), (.nan, "n/a FLOPs"), (.infinity, "∞ FLOPs"),
  ]

  @Test(arguments: scalesCases)
  func scales(_ value: Double, _ text: String) {
    #expect(NumberFormat.scaled(value, unit: "FLOPs") == text)
  }

  @Test func scalesWithoutAUnit() {
    #expect(NumberFormat.scaled(161.164e15) == "161.2 P")
    #expect(NumberFormat.scaled(12) == "12")
  }

  static let bytesCases: [(UInt64, String)] = [
    (UInt64(0), "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (2_469_606_195, "2.3 GiB"),
    (1024 * 1024 - 1, "1.0 MiB"), (1 << 50, "1.0 PiB"), (.max, "16.0 EiB"),
  ]

  @Test(arguments: bytesCases)
  func bytes(_ count: UInt64, _ text: String) {
    #expect(NumberFormat.bytes(count) == text)
  }

  static let durationsCases: [(Double, String)] = [
    (0.0, "0 s"), (85e-9, "85 ns"), (0.999_9e-6, "1.0 µs"), (12.3e-6, "12 µs"), (3.41e-3, "3.4 ms"),
    (0.038, "38 ms"), (0.999_6, "1.00 s"), (1.24, "1.24 s"), (9.996, "10.0 s"), (59.94, "59.9 s"),
    (59.96, "1 min 00 s"), (200, "3 min 20 s"), (3599.6, "1 h 00 min"), (7500, "2 h 05 min"),
    (86_399, "1 d 00 h"), (1_051_200, "12 d 04 h"), (3.2 * 31_557_600, "3.2 years"),
    (12_345.6 * 31_557_600, "12,345.6 years"), (2e9 * 31_557_600, "2.000 Gyears"),
    (-0.038, "-38 ms"), (.nan, "n/a"), (.infinity, "∞"),
  ]

  @Test(arguments: durationsCases)
  func durations(_ seconds: Double, _ text: String) {
    #expect(NumberFormat.duration(seconds: seconds) == text)
  }

  static let ratiosCases: [(Double, String)] = [
    (295.07, "295.07"), (28.97, "28.97"), (1.0344, "1.034"), (0.5, "0.5000"), (0, "0"),
    (0.999_96, "1.000"), (9.999_9, "10.00"), (999.999, "1,000.0"), (1234.56, "1,234.6"),
    (123_456.7, "123,457"), (-28.97, "-28.97"), (0.000_012_34, "1.234e-05"), (1e300, "1.000e+300"),
    (.nan, "n/a"),
  ]

  @Test(arguments: ratiosCases)
  func ratios(_ value: Double, _ text: String) {
    #expect(NumberFormat.ratio(value) == text)
  }

  @Test func percentages() {
    #expect(NumberFormat.percent(0.132) == "13.2 %")
    #expect(NumberFormat.percent(1, decimals: 0) == "100 %")
    #expect(NumberFormat.percent(.nan) == "n/a")
  }

  /// No sign before what rounds to nothing, and a proper minus.
  @Test func changes() {
    #expect(NumberFormat.change(0.034) == "+3.4 %")
    #expect(NumberFormat.change(-0.021) == "−2.1 %")
    #expect(NumberFormat.change(0.000_4) == "0.0 %")
    #expect(NumberFormat.change(-0.000_4) == "0.0 %")
    #expect(NumberFormat.change(0) == "0.0 %")
    #expect(NumberFormat.change(.nan) == "n/a")
  }

  @Test func fixedDecimals() {
    #expect(NumberFormat.fixed(2.5, decimals: 2) == "2.50")
    #expect(NumberFormat.fixed(-0.001, decimals: 2) == "0.00")
    #expect(NumberFormat.fixed(1, decimals: -4) == "1")
    #expect(NumberFormat.fixed(-.greatestFiniteMagnitude, decimals: 99).count == 341)
  }

  @Test func nothingTrapsOnAnyDouble() {
    var random = Seeded(7)
    for _ in 0..<5000 {
      let value = Double(bitPattern: random.next())
      let texts = [
        NumberFormat.scaled(value, unit: "B"), NumberFormat.duration(seconds: value),
        NumberFormat.ratio(value), NumberFormat.percent(value),
      ]
      #expect(texts.allSatisfy { !$0.isEmpty })
    }
  }

  /// The lexical form of XML Schema's decimal, and every digit.
  @Test(
    arguments: [
      (0.0, "0"), (1, "1"), (1234.5678, "1234.5678"), (2.5e-7, "0.00000025"), (-0.5, "-0.5"),
      (1e16, "10000000000000000"), (1.5e20, "150000000000000000000"), (5e-324, nil),
      (1.2345678901234567e17, "123456789012345660"), (.infinity, "0"), (.nan, "0"),
    ] as [(Double, String?)])
  func decimals(value: Double, text: String?) {
    let decimal = NumberFormat.decimal(value)
    if let text { #expect(decimal == text) }
    #expect(decimal.wholeMatch(of: /-?\d+(\.\d+)?/) != nil)
    #expect(!value.isFinite || Double(decimal) == value)
  }
}
