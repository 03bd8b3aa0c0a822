/// Lengths with prefixes.
extension NumberText {
  /// Lengths along one axis in one notation: 512, 1Ki, 2Ki, 1Mi where all of them are exact so; else
  /// 500, 1k, 1.5M; else three digits of those.
  static func alike(_ counts: [Double]) -> [String] {
    let exact = [binaryPrefixes, decimalPrefixes].map { prefixes in
      counts.compactMap { prefixed($0, prefixes) }
    }
    .filter { $0.count == counts.count }
    return exact.min { $0.joined().count < $1.joined().count } ?? counts.map(abbreviated)
  }

  private static let binaryPrefixes: [(size: Double, name: String)] = [
    (0x1p40, "Ti"), (0x1p30, "Gi"), (0x1p20, "Mi"), (0x1p10, "Ki"), (1, ""),
  ]
  private static let decimalPrefixes: [(size: Double, name: String)] = [
    (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1, ""),
  ]

  /// A count with its prefix; `nil` where that takes more than three decimals.
  private static func prefixed(
    _ count: Double, _ prefixes: [(size: Double, name: String)]
  ) -> String? {
    guard count.isFinite, count >= 1, count < 1e15,
      let (size, name) = prefixes.first(where: { count >= $0.size })
    else { return nil }
    let thousandths = count / size * 1000
    guard thousandths == thousandths.rounded() else { return nil }
    return significant(count / size, digits: 7) + name
  }
}
