import Foundation

/// The values of one line, checked one by one; texts are numbers of a ``TextPool``.
struct HistoryLine {
  /// Why a line is left out.
  enum Problem: Error, Equatable {
    /// Another version of the format wrote it.
    case otherVersion(String)
    case unreadable(String)
  }

  /// What tells series apart.
  struct Key: Hashable {
    var architecture: Int32 = 0
    var segments = 0
    var positions = 0
    var model: Int32 = 0
    var layers = 0
    var dtype: Int32 = 0
    var mask: Int32 = 0
    var threads = 0
    /// -1 for none, as of `libraries`.
    var logits: Int32 = -1
    var weights: Int32 = 0
    var machine: Int32 = 0
    var compiler: Int32 = 0
    var libraries: Int32 = -1
    var configuration: Int32 = 0
    var reference: Int32 = 0
  }

  /// Ratios that a machine could have: from a hundred times faster than its f32 peak, which other types
  /// may be, to 10⁹ times slower.
  static let ratios = 0.01...1e9
  /// In f32 nothing is more than twice as fast as the peak around it, which was measured in its rounds.
  static let leastOfReferenceType = 0.5
  /// Seconds by which the clocks of two machines may differ.
  private static let clockSkew: Int64 = 86_400
  private static let largestCount = 1_000_000_000_000

  private(set) var commit: Int32 = 0
  private(set) var subject: Int32 = -1
  private(set) var commitTime: UTCTime?
  private(set) var measured: UTCTime?
  private(set) var key = Key()
  private(set) var ratio = Double.nan
  private(set) var low = Double.nan
  private(set) var high = Double.nan
  private(set) var rounds = 0
  private var seen: UInt32 = 0

  /// Reads and checks a line without its end.
  init(_ bytes: UnsafeBufferPointer<UInt8>, texts: inout TextPool) throws(Problem) {
    var scanner = JSONLineScanner(bytes)
    var last: HistoryField?
    while let member = try Self.next(&scanner) {
      // What a later program adds to this version changes nothing about the rest.
      guard let field = HistoryField.named(Self.slice(bytes, member.name), after: last) else {
        continue
      }
      guard seen & field.bit == 0 else {
        throw .unreadable(JSONLineScanner.twice("\(field.name)").reason)
      }
      seen |= field.bit
      last = field
      try take(member.value, as: field, of: bytes, &texts)
    }
    try checkWhole()
  }

  private static func next(
    _ scanner: inout JSONLineScanner
  ) throws(Problem) -> JSONLineScanner.Member? {
    do throws(JSONLineScanner.Problem) {
      return try scanner.next()
    } catch {
      throw .unreadable(error.reason)
    }
  }

  private static func slice(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[range])
  }

  private mutating func take(
    _ value: JSONLineScanner.Value, as field: HistoryField, of bytes: UnsafeBufferPointer<UInt8>,
    _ texts: inout TextPool
  ) throws(Problem) {
    switch value {
    case .null:
      guard field.isOptional else { throw .unreadable("its '\(field.name)' is null") }
    case .text(let range):
      try take(text: Self.slice(bytes, range), as: field, &texts)
    case .number(let range):
      try take(number: Self.slice(bytes, range), as: field)
    case .flag: throw .unreadable("its '\(field.name)' is true or false")
    case .nested: throw .unreadable("its '\(field.name)' is an array or an object")
    }
  }

  private mutating func take(
    text raw: UnsafeBufferPointer<UInt8>, as field: HistoryField, _ texts: inout TextPool
  ) throws(Problem) {
    switch field {
    case .commitTime: commitTime = try Self.time(raw, field)
    case .measured: measured = try Self.time(raw, field)
    case .schema: try Self.check(schema: raw)
    case .segments, .positions, .layers, .threads, .ratio, .low, .high, .rounds:
      throw .unreadable("its '\(field.name)' is a text, not a number")
    default:
      guard let number = texts.number(of: raw) else {
        throw .unreadable("its '\(field.name)' is no Unicode text")
      }
      keep(text: number, as: field)
    }
  }

  private mutating func keep(text number: Int32, as field: HistoryField) {
    switch field {
    case .commit: commit = number
    case .subject: subject = number
    case .architecture: key.architecture = number
    case .model: key.model = number
    case .dtype: key.dtype = number
    case .mask: key.mask = number
    case .logits: key.logits = number
    case .weights: key.weights = number
    case .machine: key.machine = number
    case .compiler: key.compiler = number
    case .libraries: key.libraries = number
    case .configuration: key.configuration = number
    case .reference: key.reference = number
    default: break
    }
  }

  private mutating func take(
    number raw: UnsafeBufferPointer<UInt8>, as field: HistoryField
  ) throws(Problem) {
    switch field {
    case .segments: key.segments = try Self.count(raw, field)
    case .positions: key.positions = try Self.count(raw, field)
    case .layers: key.layers = try Self.count(raw, field)
    case .threads: key.threads = try Self.count(raw, field)
    case .rounds: rounds = try Self.count(raw, field)
    case .ratio: ratio = try Self.ratio(raw, field)
    case .low: low = try Self.ratio(raw, field)
    case .high: high = try Self.ratio(raw, field)
    default: throw .unreadable("its '\(field.name)' is a number, not a text")
    }
  }

  private static func count(
    _ raw: UnsafeBufferPointer<UInt8>, _ field: HistoryField
  ) throws(Problem) -> Int {
    guard let count = JSONLineScanner.whole(raw), count >= 1, count <= largestCount else {
      throw .unreadable("its '\(field.name)' is no whole number from 1 to 10^12")
    }
    // Rounds are kept in 32 bits.
    guard field != .rounds || count <= Int(Int32.max) else {
      throw .unreadable("its 'rounds' is beyond \(Int32.max)")
    }
    return count
  }

  private static func ratio(
    _ raw: UnsafeBufferPointer<UInt8>, _ field: HistoryField
  ) throws(Problem) -> Double {
    guard let ratio = JSONLineScanner.real(raw), ratios.contains(ratio) else {
      throw .unreadable("its '\(field.name)' is no ratio from 0.01 to 10^9")
    }
    return ratio
  }

  private static func time(
    _ raw: UnsafeBufferPointer<UInt8>, _ field: HistoryField
  ) throws(Problem) -> UTCTime {
    guard let time = UTCTime(raw) else {
      throw .unreadable("its '\(field.name)' is no time such as 2026-11-21T01:47:46Z")
    }
    return time
  }

  private static func check(schema raw: UnsafeBufferPointer<UInt8>) throws(Problem) {
    if raw.elementsEqual(History.schema.utf8) { return }
    let schema = JSONLineScanner.text(raw) ?? "?"
    let family = History.schema.prefix { $0 != "/" } + "/"
    guard schema.hasPrefix(family) else {
      throw .unreadable("its schema is '\(schema.prefix(40))'")
    }
    throw .otherVersion(String(schema.prefix(40)))
  }

  private func checkWhole() throws(Problem) {
    guard seen & HistoryField.required == HistoryField.required else {
      let missing = HistoryField.allCases.first { !$0.isOptional && seen & $0.bit == 0 }
      throw .unreadable("it has no '\(missing?.name ?? "?")'")
    }
    guard low.isNaN == high.isNaN else {
      throw .unreadable("one end of its interval is missing")
    }
    guard low.isNaN || low <= ratio && ratio <= high else {
      throw .unreadable("its ratio lies outside its interval")
    }
    if let commitTime, let measured, measured.seconds < commitTime.seconds - Self.clockSkew {
      throw .unreadable("it was measured more than a day before its commit was made")
    }
  }
}
