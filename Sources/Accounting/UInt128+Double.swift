extension UInt128 {
  /// The number as a `Double`, within a unit in the last place.
  ///
  /// `Double.init` goes bit by bit through the generic conversion, which shows in a sweep.
  public var nearestDouble: Double {
    Double(UInt64(truncatingIfNeeded: self >> 64)) * 0x1p64
      + Double(UInt64(truncatingIfNeeded: self))
  }
}
