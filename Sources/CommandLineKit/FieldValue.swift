/// A record's value in one column.
///
/// A real that isn't finite is no value: every format treats it as `none`.
public enum FieldValue: Equatable, Sendable {
  /// Unknown or not applicable; never written as 0.
  case none
  case text(String)
  case integer(UInt128)
  /// A difference of whole numbers.
  case signed(Int128)
  case real(Double)
  case flag(Bool)

  /// A text, or `none` for `nil`.
  public init(_ text: String?) {
    self = text.map { .text($0) } ?? .none
  }

  /// A count, or `none` for `nil`; a negative count is a mistake of the program.
  public init(_ count: Int?) {
    guard let count else {
      self = .none
      return
    }
    precondition(count >= 0, "\(count) counts nothing")
    self = .integer(UInt128(truncatingIfNeeded: count))
  }

  /// A count, or `none` for `nil`.
  public init(_ count: UInt128?) {
    self = count.map { .integer($0) } ?? .none
  }

  /// A real, or `none` for `nil`.
  public init(_ real: Double?) {
    self = real.map { .real($0) } ?? .none
  }

  /// A flag, or `none` for `nil`.
  public init(_ flag: Bool?) {
    self = flag.map { .flag($0) } ?? .none
  }

  /// Whether there is nothing to write.
  public var isMissing: Bool {
    switch self {
    case .none: true
    case .real(let real): !real.isFinite
    case .text, .integer, .signed, .flag: false
    }
  }
}
