/// The sizes to visit, as users type them: `1...4096`, `1,2,4`, `1...100x1.5`, `512-8k by 512`.
///
///     sweep := item ("," item)*
///     item  := number | number ("..." | "-" | "..<") number step?
///     step  := ("x" | "*") factor     geometric, above 1, may be fractional; x2 when left out
///            | ("+" | "by") number    arithmetic
///            | ":" number             so many points, evenly spaced on a logarithmic scale
///
/// Numbers are read as `Count` reads them. A range with `...` or `-` always includes its upper end,
/// one with `..<` never does. White space may stand around everything but inside a number.
public struct Sweep: Hashable, Sendable, CustomStringConvertible {
  /// More points than these, repeated ones included, are refused.
  public static let mostPoints = 10_000

  /// At least one value, each at least 1, ascending, each once.
  public let values: [Int]

  /// Reads a sweep of values from 1 to `maximum`.
  ///
  /// Throws a sentence for the user that names the text at fault and the column it starts in.
  public init(parsing text: String, upTo maximum: Int = Count.largest) throws(CommandLineError) {
    var parser = try SweepParser(text, upTo: maximum)
    self.init(sorting: try parser.parse())
  }

  /// The union of sweeps, for an option that may be repeated; `nil` for none.
  public init?(union sweeps: [Sweep]) {
    guard !sweeps.isEmpty else { return nil }
    self.init(sorting: sweeps.flatMap(\.values))
  }

  private init(sorting points: [Int]) {
    values = Set(points).sorted()
  }

  /// All values with commas between, which parse as the same sweep.
  public var description: String {
    values.map(String.init).joined(separator: ", ")
  }

  /// The first values and the last, for a line of text: `1, 2, 4, …, 4096 (13 values)`.
  public func abridged(to count: Int = 3) -> String {
    let shown = max(1, count)
    guard values.count > shown + 1, let last = values.last else { return description }
    let first = values.prefix(shown).map(String.init).joined(separator: ", ")
    return "\(first), …, \(last) (\(NumberFormat.grouped(values.count)) values)"
  }
}
