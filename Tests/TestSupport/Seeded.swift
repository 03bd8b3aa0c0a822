/// A generator that yields the same numbers in every run (SplitMix64).
public struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  public init(_ seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 1 to `maximum`, small ones as likely as large ones.
  public mutating func logarithmic(upTo maximum: Int) -> Int {
    var bound = 1
    for _ in 0..<Int.random(in: 0...62, using: &self) where bound <= maximum / 2 { bound *= 2 }
    return Int.random(in: 1...bound, using: &self)
  }
}
