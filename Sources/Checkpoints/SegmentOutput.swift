/// What is expected of one segment with recurrent memory, such as `rmt.segment.4.memory`.
struct SegmentOutput: Comparable {
  enum Part: String {
    case logits
    case memory
  }

  let segment: Int
  let part: Part

  /// `nil` when a tensor of that name isn't one.
  init?(_ name: String) {
    let words = name.split(separator: ".", omittingEmptySubsequences: false)
    guard words.count == 4, words[0] == "rmt", words[1] == "segment", let segment = Int(words[2]),
      let part = Part(rawValue: String(words[3])), segment >= 0, "\(segment)" == words[2]
    else { return nil }
    self.init(segment, part)
  }

  init(_ segment: Int, _ part: Part) {
    self.segment = segment
    self.part = part
  }

  var name: String { "rmt.segment.\(segment).\(part.rawValue)" }

  static func < (left: SegmentOutput, right: SegmentOutput) -> Bool {
    (left.segment, left.part.rawValue) < (right.segment, right.part.rawValue)
  }
}
