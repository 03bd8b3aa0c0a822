/// What rows are made of: a type that is computed with as `Float`, a few at a time.
protocol LaneElement {
  associatedtype Bits: FixedWidthInteger & SIMDScalar
  static var type: ElementType { get }
  static func lanes(_ bits: SIMD16<Bits>) -> Lanes
  /// Each lane rounded to the nearest element.
  static func bits(_ lanes: Lanes) -> SIMD16<Bits>
}

extension Float: LaneElement {
  static var type: ElementType { .f32 }

  @inline(__always) static func lanes(_ bits: SIMD16<UInt32>) -> Lanes {
    unsafeBitCast(bits, to: Lanes.self)
  }

  @inline(__always) static func bits(_ lanes: Lanes) -> SIMD16<UInt32> {
    unsafeBitCast(lanes, to: SIMD16<UInt32>.self)
  }
}

extension BrainFloat: LaneElement {
  static var type: ElementType { .bf16 }

  @inline(__always) static func lanes(_ bits: SIMD16<UInt16>) -> Lanes {
    Float.lanes(SIMD16<UInt32>(truncatingIfNeeded: bits) &<< 16)
  }

  /// Ties go to even; a NaN stays one.
  @inline(__always) static func bits(_ lanes: Lanes) -> SIMD16<UInt16> {
    let bits = Float.bits(lanes)
    let nearest = (bits &+ 0x7fff &+ (bits &>> 16 & 1)) &>> 16
    return SIMD16(
      truncatingIfNeeded: nearest.replacing(with: bits &>> 16 | 0x40, where: lanes .!= lanes))
  }
}

extension LaneElement {
  /// The elements from any address on; lanes from `count` on are 0.
  @inline(__always)
  static func load(_ address: UnsafePointer<Self>, count: Int = Lanes.scalarCount) -> Lanes {
    let from = UnsafeRawPointer(address)
    guard count < Lanes.scalarCount else {
      return lanes(from.loadUnaligned(as: SIMD16<Bits>.self))
    }
    var bits = SIMD16<Bits>.zero
    for index in 0..<count {
      bits[index] = from.load(fromByteOffset: index * MemoryLayout<Bits>.stride, as: Bits.self)
    }
    return lanes(bits)
  }

  /// Writes the first `count` lanes.
  @inline(__always)
  static func store(
    _ lanes: Lanes, to address: UnsafeMutablePointer<Self>, count: Int = Lanes.scalarCount
  ) {
    let to = UnsafeMutableRawPointer(address)
    let bits = bits(lanes)
    guard count < Lanes.scalarCount else {
      return to.storeBytes(of: bits, as: SIMD16<Bits>.self)
    }
    for index in 0..<count {
      to.storeBytes(
        of: bits[index], toByteOffset: index * MemoryLayout<Bits>.stride, as: Bits.self)
    }
  }
}
