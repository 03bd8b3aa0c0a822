/// Counts with their nouns, and the words that go by a count.
public enum Plural {
  /// `1 commit`, `2,048 commits`; `more` where the plural isn't made by an s: `2 entries`.
  public static func text(
    _ count: some BinaryInteger, _ noun: String, _ more: String? = nil
  ) -> String {
    "\(NumberFormat.grouped(count)) \(word(count, noun, more ?? noun + "s"))"
  }

  /// The word that goes with a count: `word(1, "lies", "lie")` is `lies`.
  public static func word(_ count: some BinaryInteger, _ one: String, _ more: String) -> String {
    count == 1 ? one : more
  }
}
