import Operations
import Text

/// Tokens of content among the positions of a recurrent memory, segment by segment.
///
/// What a program with memory reads: also the memory's positions have a token each, whose rows the
/// memory overwrites.
public struct LaidOutContent: Equatable, Sendable {
  /// One segment, both ranges of all positions.
  public struct Segment: Equatable, Sendable {
    public let positions: Range<Int>
    /// The positions of its content.
    public let content: Range<Int>
  }

  /// A token at each position.
  public private(set) var tokens: [Int] = []
  public private(set) var segments: [Segment] = []

  /// Cuts content as the segments take it, the short one first or last.
  ///
  /// - Parameters:
  ///   - before: Tokens that each segment begins with.
  ///   - after: Tokens that each segment ends with.
  /// - Throws: ``ArchitectureError`` when a segment has no room for content.
  init(
    _ content: [Int], segmentLength: Int, alignment: Segmentation.Alignment, before: [Int],
    after: [Int]
  ) throws(ArchitectureError) {
    let room = segmentLength - before.count - after.count
    guard room > 0 else {
      throw ArchitectureError(
        "a segment of \(Plural.text(segmentLength, "position")) has no room for content, since memory and "
          + "special tokens take \((before.count + after.count).grouped); make it longer")
    }
    for piece in Segmentation(positions: content.count, length: room, alignment: alignment).pieces {
      let start = tokens.count
      tokens += before + content[piece] + after
      let first = start + before.count
      segments.append(
        Segment(positions: start..<tokens.count, content: first..<first + piece.count))
    }
  }
}

extension RecurrentMemoryDecoder {
  /// `[memory; content; memory]` segment by segment; the last is the short one.
  ///
  /// - Throws: ``ArchitectureError`` when a segment has no room for content.
  public func laidOut(_ content: [Int]) throws(ArchitectureError) -> LaidOutContent {
    let placeholders = [Int](repeating: 0, count: memory.slots)
    return try LaidOutContent(
      content, segmentLength: memory.segmentLength, alignment: .left, before: placeholders,
      after: placeholders)
  }
}

extension RecurrentMemoryEncoder {
  /// `[CLS] memory [SEP] content [SEP]` segment by segment; the first is the short one.
  ///
  /// - Parameters:
  ///   - start: The token `[CLS]`.
  ///   - separator: The token `[SEP]`.
  /// - Throws: ``ArchitectureError`` when a segment has no room for content.
  public func laidOut(
    _ content: [Int], start: Int, separator: Int
  ) throws(ArchitectureError) -> LaidOutContent {
    let placeholders = [Int](repeating: 0, count: memory.slots)
    return try LaidOutContent(
      content, segmentLength: memory.segmentLength, alignment: .right,
      before: [start] + placeholders + [separator], after: [separator])
  }
}
