/// A commit's name as records have it: `70b110dbe04b`, `70b110dbe04b-dirty` or `unknown`.
public struct CommitName: Hashable, Sendable {
  /// The digits; `nil` when there was no git to ask.
  public let digits: String?
  /// Whether tracked files differed from the commit.
  public let isDirty: Bool

  private static let dirt = "-dirty"

  /// - Returns: `nil` unless it is 7 to 40 digits, with or without `-dirty`, or `unknown`.
  public init?(_ text: String) {
    guard text != History.unknownCommit else {
      digits = nil
      isDirty = false
      return
    }
    let isDirty = text.hasSuffix(Self.dirt)
    let digits = isDirty ? String(text.dropLast(Self.dirt.count)) : text
    guard (7...40).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ JSONLineScanner.digit($0) != nil })
    else { return nil }
    self.digits = digits
    self.isDirty = isDirty
  }
}
