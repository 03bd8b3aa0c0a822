/// Why a text is not a count: a fact, and what to do about it.
enum NumberProblem: Error, Equatable {
  case empty
  case notANumber
  case zero
  case negative
  case sign
  case fractional
  case misplacedUnderscore
  case loosePoint
  case looseExponent
  case exponentAndSuffix
  case unknownSuffix(String)
  /// A suffix in the wrong case, such as `m`, and the one meant, such as `M`.
  case suffixCase(String, meant: String)
  case whitespace
  case comma
  case foreignCharacter(Unicode.Scalar)
  case trailing(String)
  case tooManyDigits
  case tooLarge(maximum: Int)
}

extension NumberProblem {
  /// What is wrong, to follow the quoted text: `is zero`.
  var fact: String {
    switch self {
    case .empty: "is empty"
    case .notANumber: "is not a number"
    case .zero: "is zero"
    case .negative: "is negative"
    case .sign: "has a sign"
    case .fractional: "is not a whole number"
    case .misplacedUnderscore: "has a misplaced underscore"
    case .loosePoint: "has a point without a digit on each side"
    case .looseExponent: "has an exponent without digits"
    case .exponentAndSuffix: "has both an exponent and a suffix"
    case .unknownSuffix(let suffix): "has the unknown suffix \(Quotation(suffix))"
    case .suffixCase(let suffix, _): "has the unknown suffix \(Quotation(suffix))"
    case .whitespace: "has a space in it"
    case .comma: "has a comma in it"
    case .foreignCharacter(let scalar): "has the character \(Quotation(String(scalar)))"
    case .trailing(let rest): "has \(Quotation(rest)) after the number"
    case .tooManyDigits: "has too many digits"
    case .tooLarge: "is too large"
    }
  }

  /// What to write instead.
  var remedy: String {
    switch self {
    case .empty, .notANumber, .trailing: "write a number such as 512, 2e6 or 128k"
    case .zero, .negative: "write a number from 1 up"
    case .sign: "write the number without it"
    case .fractional: "write a whole number such as 512 or 1.5k"
    case .misplacedUnderscore: "put single underscores between digits, as in 2_000_000"
    case .loosePoint: "write it as in 0.5k or 1.5k"
    case .looseExponent: "write it as in 2e6"
    case .exponentAndSuffix: "write one of them, as in 2e6 or 2M"
    case .unknownSuffix: "write k, M or G for powers of 1000, or Ki, Mi or Gi for powers of 1024"
    case .suffixCase(_, let meant):
      "did you mean \(meant)? k, M and G are powers of 1000, and Ki, Mi and Gi of 1024"
    case .whitespace: "write the number without spaces"
    case .comma: "group digits with underscores, as in 2_000_000"
    case .foreignCharacter("…"): "write three points, as in 1...4096"
    case .foreignCharacter("–"), .foreignCharacter("—"), .foreignCharacter("−"):
      "write a plain -, or three points, as in 1...4096"
    case .foreignCharacter("×"): "write a plain x, as in x2"
    case .foreignCharacter: "write numbers with the digits 0 to 9"
    case .tooManyDigits: "write at most \(NumberLiteral.mostDigits) digits"
    case .tooLarge(let maximum): "the largest is \(NumberFormat.grouped(maximum, separator: "_"))"
    }
  }
}
