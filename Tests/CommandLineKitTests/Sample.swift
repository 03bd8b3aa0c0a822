import CommandLineKit
import TestSupport

/// A record with a field of every kind of value, to be written in every format.
struct Sample: Sendable {
  var name: String
  var flops: UInt128?
  var bytes: Int?
  var seconds: Double?
  var isMeasured: Bool?

  static let fields: [Field<Sample>] = [
    Field("name", .text) { .text($0.name) },
    Field("flops", title: "FLOPs", .flops) { FieldValue($0.flops) },
    Field("peak_bytes", title: "memory", .bytes) { FieldValue($0.bytes) },
    Field("median_seconds", title: "time", .seconds) { FieldValue($0.seconds) },
    Field("is_measured", title: "measured", .flag) { FieldValue($0.isMeasured) },
  ]

  static func table(_ rows: [Sample]) -> RecordTable<Sample> {
    RecordTable(fields, rows: rows)
  }

  /// Records of all sizes with pieces that formats give a meaning to, and with gaps.
  static func hostile(_ count: Int, seed: UInt64) -> [Sample] {
    var random = Seeded(seed)
    let pieces = [
      ",", "\"", "\r", "\n", "\r\n", "\t", "|", "\\", "a", "é", "🙂", " ", "\u{1B}", "\0", "\u{301}",
    ]
    return (0..<count).map { _ in
      let length = Int.random(in: 0...8, using: &random)
      let name = (0..<length).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
      let isKnown = (0..<4).map { _ in Bool.random(using: &random) }
      let flops = UInt128.max >> UInt128.random(in: 0..<128, using: &random)
      let real = Double(bitPattern: random.next())
      return Sample(
        name: name.joined(), flops: isKnown[0] ? flops : nil,
        bytes: isKnown[1] ? Int.random(in: 0...Int.max, using: &random) : nil,
        seconds: isKnown[2] ? real : nil, isMeasured: isKnown[3] ? true : nil)
    }
  }
}
