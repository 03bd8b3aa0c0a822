/// A whole number modulo the prime 2¹²⁷ − 1, so that linear equations are solved exactly and without
/// numbers that grow.
struct Residue: Equatable {
  private static let modulus = (UInt128(1) << 127) - 1
  private let value: UInt128

  init(_ number: UInt128) {
    // 2¹²⁷ is 1 here.
    let folded = (number & Self.modulus) + (number >> 127)
    value = folded >= Self.modulus ? folded - Self.modulus : folded
  }

  init(_ size: Int) {
    let magnitude = Residue(UInt128(size.magnitude))
    self = size < 0 ? Residue(0 as UInt128) - magnitude : magnitude
  }

  static func + (left: Residue, right: Residue) -> Residue { Residue(left.value + right.value) }

  static func - (left: Residue, right: Residue) -> Residue {
    Residue(left.value + (modulus - right.value))
  }

  static func * (left: Residue, right: Residue) -> Residue {
    let (high, low) = left.value.multipliedFullWidth(by: right.value)
    // 2¹²⁸ is 2 here, and the high half is below 2¹²⁶.
    return Residue(low) + Residue(2 * high)
  }

  func power(_ exponent: UInt128) -> Residue {
    var (result, square, rest) = (Residue(1 as UInt128), self, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      square = square * square
      rest >>= 1
    }
    return result
  }

  /// What it is multiplied with to give 1, by Fermat's little theorem; `nil` for 0.
  var inverse: Residue? { value == 0 ? nil : power(Self.modulus - 2) }

  var isZero: Bool { value == 0 }

  /// The whole number of the smallest magnitude that is this.
  var smallest: Int128 {
    value <= Self.modulus / 2 ? Int128(value) : -Int128(Self.modulus - value)
  }
}

/// Solves linear equations by elimination, for several right-hand sides.
///
/// - Parameters:
///   - matrix: `[unknowns, unknowns]`, row by row.
///   - right: `[unknowns, sides]`.
/// - Returns: `[unknowns, sides]`; `nil` where the matrix has no inverse.
func solution(_ matrix: [[Residue]], _ right: [[Residue]]) -> [[Residue]]? {
  var rows = zip(matrix, right).map { $0 + $1 }
  for column in rows.indices {
    guard let pivot = rows[column...].firstIndex(where: { !$0[column].isZero }),
      let inverse = rows[pivot][column].inverse
    else { return nil }
    rows.swapAt(column, pivot)
    let scaled = rows[column].map { $0 * inverse }
    rows[column] = scaled
    for row in rows.indices where row != column && !rows[row][column].isZero {
      let factor = rows[row][column]
      rows[row] = zip(rows[row], scaled).map { $0 - factor * $1 }
    }
  }
  return rows.map { Array($0[matrix.count...]) }
}
