/// How a sequence of positions is cut into segments of equal length, one of which may be short.
public struct Segmentation: Hashable, Sendable {
  /// Where the remaining positions go when the length is not a multiple of the segment.
  public enum Alignment: Hashable, Sendable {
    /// The last segment is the short one, as in RMT's decoder.
    case left
    /// The first segment is the short one, as in RMT's encoder.
    case right
  }

  /// Positions in all.
  public let positions: Int
  /// Positions in a full segment.
  public let length: Int
  public let alignment: Alignment

  public init(positions: Int, length: Int, alignment: Alignment) {
    self.positions = positions
    self.length = length
    self.alignment = alignment
  }

  /// How many segments have the full length.
  public var fullCount: Int { positions / length }
  /// How many positions are left for the short segment; 0 when there is none.
  public var remainder: Int { positions % length }
  /// How many segments there are, the short one included.
  public var count: Int { fullCount + (remainder > 0 ? 1 : 0) }

  /// The positions of the short segment.
  public var shortSegment: Range<Int>? {
    guard remainder > 0 else { return nil }
    switch alignment {
    case .left: return positions - remainder..<positions
    case .right: return 0..<remainder
    }
  }

  /// The positions of every segment, in order.
  public var pieces: [Range<Int>] {
    let short = shortSegment.map { [$0] } ?? []
    let full = (0..<fullCount).map(fullSegment)
    return alignment == .right ? short + full : full + short
  }

  /// The positions of a full segment, `index` in `0..<fullCount`.
  public func fullSegment(_ index: Int) -> Range<Int> {
    let start = index * length + (alignment == .right ? remainder : 0)
    return start..<start + length
  }
}
