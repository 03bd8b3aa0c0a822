/// A published or hand-derived number, and how it is computed here.
public struct GoldenCheck: Sendable, Identifiable {
  /// What should come out.
  public enum Expectation: Hashable, Sendable {
    /// This number, to the last digit.
    case exact(UInt128)
    /// What was printed, in units of `unit`, to the digits that were printed.
    case rounded(String, unit: UInt128)
    /// Nothing: the source gives no rule for it.
    case absent
  }

  /// Such as `G6.3` or `opt-2048.opt-13b.kaplan`.
  public let id: String
  /// What is counted: model, shape, phase.
  public let title: String
  /// The name of the convention that counts it.
  public let convention: String
  /// The document the number is from, or the rule it was derived from.
  public let source: String
  public let expected: Expectation
  /// What the source calls a unit of the convention's totals.
  let unit: Convention.Unit
  let subject: GoldenSubject
  let measure: GoldenMeasure

  /// - Parameter source: With commit or pull request where known.
  init(
    _ id: String, _ title: String, _ convention: String, _ source: String,
    _ expected: Expectation, of subject: GoldenSubject, _ measure: GoldenMeasure = .forward,
    unit: Convention.Unit = .flops
  ) {
    self.id = id
    self.title = title
    self.convention = convention
    self.source = source
    self.expected = expected
    self.subject = subject
    self.measure = measure
    self.unit = unit
  }

  /// Recomputes it with the given conventions.
  ///
  /// - Parameter conventions: By name; ``Golden/prove(_:of:)`` hands in changed ones.
  /// - Returns: `nil` when the convention has no rule for what is asked.
  /// - Throws: ``GoldenError`` when there is no such convention, and what counting throws.
  public func computed(
    _ conventions: (String) -> Convention? = Convention.named
  ) throws -> UInt128? {
    guard let rule = conventions(convention) else {
      throw GoldenError("no convention is called '\(convention)'; 'flops list' shows all")
    }
    return measure(try subject.ledger(), rule)
  }

  /// Whether what is recomputed is what is expected.
  public func passes(
    _ conventions: (String) -> Convention? = Convention.named
  ) throws -> Bool {
    guard let rule = conventions(convention) else { return false }
    return passes(rule, try subject.ledger())
  }

  /// The same for a ledger of the subject that is at hand.
  func passes(_ rule: Convention, _ ledger: Ledger) -> Bool {
    rule.unit == unit && expected.isMet(by: measure(ledger, rule))
  }
}

extension GoldenCheck.Expectation {
  /// Whether a number is the expected one, in the printed digits where it was rounded.
  public func isMet(by computed: UInt128?) -> Bool {
    switch self {
    case .exact(let value): return computed == value
    case .absent: return computed == nil
    case .rounded(let text, let unit):
      let digits = text.filter { $0 != "." }
      guard let computed, let printed = UInt128(digits), unit > 0 else { return false }
      let decimals =
        text.split(separator: ".", omittingEmptySubsequences: false).dropFirst()
        .first?.count ?? 0
      let scale = (0..<decimals).reduce(UInt128(1)) { scale, _ in scale * 10 }
      let (scaled, overflows) = computed.multipliedReportingOverflow(by: scale)
      guard !overflows else { return false }
      let (whole, rest) = scaled.quotientAndRemainder(dividingBy: unit)
      return printed == whole + (rest >= unit - rest ? 1 : 0)
    }
  }
}

extension GoldenCheck.Expectation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .exact(let value): "\(value)"
    case .rounded(let text, let unit): "\(text) × \(unit)"
    case .absent: "none"
    }
  }
}

/// Why a check can't be computed, in a sentence for the user.
public struct GoldenError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
