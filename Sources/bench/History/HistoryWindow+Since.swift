import CommandLineKit
import Measurement

extension HistoryWindow {
  private static let digits = 7...40

  /// `2026-11-21`, a time as ISO 8601, or the first digits of a commit.
  static func since(_ text: String) throws(CommandLineError) -> HistoryWindow {
    if let time = UTCTime("\(text)T00:00:00Z") ?? UTCTime(text) { return .since(time) }
    let name = text.lowercased()
    guard digits.contains(name.utf8.count), name.allSatisfy(\.isHexDigit) else {
      throw CommandLineError(
        "\(Quotation(text)) is no day and no commit; write 2026-11-21, or 7 digits of a commit or "
          + "more")
    }
    return .from(name)
  }
}
