/// A small pseudo-random generator: Steele, Lea and Flood 2014, "Fast splittable pseudorandom
/// number generators", figure 17.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  /// A generator of its own for each name: the seed mixed with the name's FNV-1a hash.
  public init(seed: UInt64, stream name: String) {
    var mixer = SplitMix64(seed: seed ^ FNV1a.hash(name.utf8))
    state = mixer.next()
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// `count` values on `mean ± halfWidth`.
  public mutating func uniform(count: Int, mean: Float, halfWidth: Float) -> [Float] {
    let scale = halfWidth * 2 / Float(1 << 24)
    return (0..<count).map { _ in
      Float(next() >> 40) * scale - halfWidth + mean
    }
  }
}
