import Architectures
import Text

/// Reads the settings of a case and remembers which were asked for.
///
///     var settings = given.settings
///     let rank = try settings.int("rank", in: 1...positions)
///     let sharing = try settings.text("sharing", among: ["none", "key-value"], default: "none")
///     try settings.finish()
///
/// What was asked for, whether there or not, is what exists; ``finish()`` refuses the rest by name.
public struct CaseSettings: Sendable {
  private let path: String
  private let architecture: String
  private let values: [String: CaseValue]
  private var asked: [String] = []

  init(_ values: [String: CaseValue], of architecture: String, in path: String) {
    self.path = path
    self.architecture = architecture
    self.values = values
  }

  /// Whether a setting is given.
  public mutating func has(_ name: String) -> Bool { value(name) != nil }

  /// A setting as it stands; `nil` when it isn't given.
  public mutating func value(_ name: String) -> CaseValue? {
    if !asked.contains(name) { asked.append(name) }
    return values[name]
  }

  /// A whole number; the default when it isn't given.
  public mutating func int(
    _ name: String, in range: ClosedRange<Int>, default usual: Int? = nil
  ) throws(CheckpointError) -> Int {
    let wanted = "a whole number from \(range.lowerBound.grouped) to \(range.upperBound.grouped)"
    return try read(name, wanted, usual) { Self.int($0, in: range) }
  }

  /// A whole number; `nil` when the setting isn't given or is the text `none`.
  public mutating func intOrNone(
    _ name: String, in range: ClosedRange<Int>
  ) throws(CheckpointError) -> Int? {
    if value(name) == nil || value(name) == .text("none") { return nil }
    return try int(name, in: range)
  }

  /// A number, whole or not; the default when it isn't given.
  public mutating func double(
    _ name: String, in range: ClosedRange<Double>, default usual: Double? = nil
  ) throws(CheckpointError) -> Double {
    try read(name, "a number from \(range.lowerBound) to \(range.upperBound)", usual) { value in
      let number: Double? =
        switch value {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
      return number.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// Yes or no; the default when it isn't given.
  public mutating func bool(
    _ name: String, default usual: Bool? = nil
  ) throws(CheckpointError) -> Bool {
    try read(name, "true or false", usual) {
      if case .boolean(let value) = $0 { value } else { nil }
    }
  }

  /// One of the given texts; the default when it isn't given.
  public mutating func text(
    _ name: String, among known: [String], default usual: String? = nil
  ) throws(CheckpointError) -> String {
    let wanted = known.map { "\(QuotedText($0))" }.joined(separator: " or ")
    return try read(name, wanted, usual) {
      if case .text(let text) = $0, known.contains(text) { text } else { nil }
    }
  }

  /// A list of whole numbers, such as layers by level.
  public mutating func ints(
    _ name: String, in range: ClosedRange<Int>, default usual: [Int]? = nil
  ) throws(CheckpointError) -> [Int] {
    let wanted =
      "a list of whole numbers from \(range.lowerBound.grouped) to \(range.upperBound.grouped)"
    return try read(name, wanted, usual) { Self.ints($0, in: range) }
  }

  /// A list of lists of whole numbers, such as the global positions of each sample.
  public mutating func lists(
    _ name: String, in range: ClosedRange<Int>
  ) throws(CheckpointError) -> [[Int]] {
    let wanted =
      "a list of lists of whole numbers from \(range.lowerBound.grouped) to "
      + range.upperBound.grouped
    return try read(name, wanted, nil) { value in
      guard case .list(let lists) = value else { return nil }
      let read = lists.compactMap { Self.ints($0, in: range) }
      return read.count == lists.count ? read : nil
    }
  }

  /// Makes sure that a setting, where it is given, is what the tensors say.
  ///
  /// - Parameter source: Where the size is read from, such as `input.hidden`.
  public mutating func check(
    _ name: String, is size: Int, asIn source: String
  ) throws(CheckpointError) {
    guard let value = value(name), value != .integer(size) else { return }
    throw CheckpointError(
      path,
      "the setting \(QuotedText(name)) is \(value.described), and \(QuotedText(source)) has "
        + "\(size.grouped); use a file whose settings and tensors are of one run")
  }

  /// Refuses the first setting that nobody asked for.
  public func finish() throws(UnknownInCase) {
    guard let unknown = values.keys.sorted().first(where: { !asked.contains($0) }) else { return }
    throw UnknownInCase(
      .setting, unknown, of: architecture, known: asked.sorted(), in: path)
  }
}

extension CaseSettings {
  private mutating func read<Value>(
    _ name: String, _ wanted: String, _ usual: Value?, _ convert: (CaseValue) -> Value?
  ) throws(CheckpointError) -> Value {
    guard let value = value(name) else {
      if let usual { return usual }
      throw CheckpointError(
        path, "the setting \(QuotedText(name)) is missing; it must be \(wanted)")
    }
    guard let converted = convert(value) else {
      throw CheckpointError(
        path, "the setting \(QuotedText(name)) is \(value.described); it must be \(wanted)")
    }
    return converted
  }

  private static func int(_ value: CaseValue, in range: ClosedRange<Int>) -> Int? {
    if case .integer(let value) = value, range.contains(value) { value } else { nil }
  }

  private static func ints(_ value: CaseValue, in range: ClosedRange<Int>) -> [Int]? {
    guard case .list(let elements) = value else { return nil }
    let values = elements.compactMap { int($0, in: range) }
    return values.count == elements.count ? values : nil
  }
}
