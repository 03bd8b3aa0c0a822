/// Something measured in a named row: its value and interval lie across, not upwards.
public struct RowPoint: Sendable, Equatable {
  /// The row's height on the y axis.
  public var y: Double
  public var value: Double
  public var low: Double?
  public var high: Double?

  /// A point at height `y` whose interval reaches from `low` to `high`, in the unit of `value`.
  public init(y: Double, value: Double, low: Double? = nil, high: Double? = nil) {
    self.y = y
    self.value = value
    self.low = low
    self.high = high
  }
}
