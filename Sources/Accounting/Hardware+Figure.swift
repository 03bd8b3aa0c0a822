extension Hardware {
  /// A number and where it stands.
  public struct Figure: Hashable, Sendable {
    /// FLOP/s, bytes a second or bytes.
    public let value: Double
    /// The document, its version or date, and the table; of a derived figure, how it is derived.
    public let source: String

    public init(_ value: Double, source: String) {
      self.value = value
      self.source = source
    }
  }
}

extension Hardware.Figure {
  /// What a driver tells a program that it has, in GiB to two digits.
  static func reported(gibibytes: Double, by source: String) -> Self {
    reported(bytes: (gibibytes * 0x1p30).rounded(), by: "\(gibibytes.plainText) GiB, \(source)")
  }

  /// The same to the byte.
  static func reported(bytes: Double, by source: String) -> Self {
    Self(bytes, source: "measured: \(source)")
  }

  /// Memory modules, whose GB are 2^30 bytes.
  static func modules(gibibytes: Int, source: String) -> Self {
    Self(Double(gibibytes) * 0x1p30, source: "\(source); a module's GB is 2^30 bytes")
  }

  /// The dense peak, when a vendor prints only the peak with 2:4 sparsity, which is twice it.
  static func half(of sparse: Double, source: String) -> Self {
    let printed = (sparse / 1e12).plainText
    return Self(
      sparse / 2, source: "\(source); printed with sparsity as \(printed) TFLOP/s, halved")
  }

  /// The peak of units that each do the same number of operations a cycle.
  static func units(
    _ count: Int, _ unit: String, megahertz: Int, _ clock: String, operationsPerCycle: Int,
    source: String
  ) -> Self {
    let gigahertz = (Double(megahertz) / 1000).plainText
    return Self(
      Double(count) * Double(megahertz) * 1e6 * Double(operationsPerCycle),
      source: "derived: \(count) \(unit) x \(gigahertz) GHz (\(clock)) x \(operationsPerCycle)"
        + " operations a cycle; \(source)")
  }

  /// The bandwidth of memory channels, each 8 bytes wide.
  static func channels(_ count: Int, megatransfers: Int, source: String) -> Self {
    Self(
      Double(count) * Double(megatransfers) * 1e6 * 8,
      source: "derived: \(count) channels x \(megatransfers) MT/s x 8 bytes; \(source)")
  }
}

extension Double {
  /// The shortest digits that read back as the same number, without a point if it is whole.
  fileprivate var plainText: String {
    let text = "\(self)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
