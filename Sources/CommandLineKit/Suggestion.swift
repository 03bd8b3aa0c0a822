/// Names near to one that nobody knows.
public enum Suggestion {
  /// The names nearest to the one typed, at most three, all at the same distance; often none.
  ///
  /// The distance is Damerau and Levenshtein's with adjacent swaps, letter case aside. A name is
  /// near when at most a third of the letters typed (and at least one) would have to change.
  public static func nearest(to name: String, among known: [String]) -> [String] {
    guard !name.isEmpty, name.utf8.count <= 64 else { return [] }
    // What was begun right is nearer than what differs in a letter.
    let begun = known.filter { $0.lowercased().hasPrefix(name.lowercased()) }
    if !begun.isEmpty, name.utf8.count > 1 { return Array(begun.prefix(3)) }
    let typed = Array(name.lowercased())
    let cutoff = max(1, typed.count / 3)
    let distances = known.map { distance(from: typed, to: Array($0.lowercased()), upTo: cutoff) }
    guard let least = distances.compactMap(\.self).min() else { return [] }
    return zip(known, distances).filter { $0.1 == least }.prefix(3).map(\.0)
  }

  /// `unknown model 'opt-175'; did you mean opt-175b?`, or all known names when none is near.
  public static func unknown(
    _ kind: String, _ name: String, among known: [String]
  ) -> CommandLineError {
    let near = nearest(to: name, among: known)
    let remedy =
      near.isEmpty
      ? "known: \(known.joined(separator: ", "))" : "did you mean \(alternatives(near))?"
    return CommandLineError("unknown \(kind) \(Quotation(name)); \(remedy)")
  }

  /// `a`, `a or b`, `a, b or c`.
  private static func alternatives(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return "\(names.dropLast().joined(separator: ", ")) or \(last)"
  }

  /// The number of insertions, deletions, substitutions and swaps; `nil` beyond the cutoff.
  private static func distance(
    from source: [Character], to target: [Character], upTo cutoff: Int
  ) -> Int? {
    guard abs(source.count - target.count) <= cutoff else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...target.count)
    for row in source.indices {
      var current = [row + 1]
      for column in target.indices {
        let isSame = source[row] == target[column]
        var least = min(
          last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, source[row] == target[column - 1],
          source[row - 1] == target[column]
        {
          least = min(least, beforeLast[column - 1] + 1)
        }
        current.append(least)
      }
      (beforeLast, last) = (last, current)
    }
    return last[target.count] <= cutoff ? last[target.count] : nil
  }
}
