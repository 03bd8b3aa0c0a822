import Text

extension Quantity {
  /// A value as people read it in a cell; a dash when it is missing.
  public func cell(_ value: FieldValue, in units: Units) -> String {
    text(of: value, in: units) ?? "—"
  }

  /// A value as people read it; `nil` when it is missing.
  ///
  /// Text comes as it is: whoever prints it makes it safe.
  func text(of value: FieldValue, in units: Units) -> String? {
    switch value {
    case .none: nil
    case .text(let text): text
    case .flag(let flag): flag ? "yes" : "no"
    case .integer(let integer):
      units == .raw || !isScaled
        ? NumberFormat.grouped(integer) : scaled(Double(integer), whole: integer, in: units)
    case .signed(let signed):
      (signed < 0 ? "-" : "") + (text(of: .integer(signed.magnitude), in: units) ?? "")
    case .real(let real):
      real.isFinite
        ? units == .raw ? NumberFormat.exact(real) : scaled(real, whole: nil, in: units) : nil
    }
  }

  /// Whether whole numbers of the quantity are ever shortened.
  private var isScaled: Bool {
    switch self {
    case .text, .count, .number, .flag: false
    default: true
    }
  }

  /// A few digits with the unit's prefix and word.
  private func scaled(_ value: Double, whole: UInt128?, in units: Units) -> String {
    switch self {
    case .text, .flag, .number: NumberFormat.ratio(value)
    case .count: Self.grouped(value)
    case .flops: NumberFormat.scaled(value, unit: "FLOPs")
    case .macs: NumberFormat.scaled(value, unit: "MACs")
    case .flopsPerSecond: NumberFormat.scaled(value, unit: "FLOP/s")
    case .bytes: Self.bytes(value, whole: whole, in: units)
    case .seconds: NumberFormat.duration(seconds: value)
    case .ratio: "×" + NumberFormat.ratio(value)
    case .share: NumberFormat.percent(value)
    }
  }

  private static func bytes(_ value: Double, whole: UInt128?, in units: Units) -> String {
    guard units == .iec else { return NumberFormat.scaled(value, unit: "B") }
    if let whole { return NumberFormat.bytes(whole) }
    // A mean of bytes is no whole number; what is beyond Int128 has no binary prefix anyway.
    guard let rounded = Int128(exactly: value.rounded()) else {
      return NumberFormat.scaled(value, unit: "B")
    }
    return NumberFormat.bytes(rounded)
  }

  /// A count that is no whole number, such as a mean, keeps all its digits.
  private static func grouped(_ value: Double) -> String {
    Int128(exactly: value).map { NumberFormat.grouped($0) } ?? NumberFormat.exact(value)
  }
}
