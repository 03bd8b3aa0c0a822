/// An amount of memory as users type it: `80GiB`, `24GB`, `512Mi`, `80e9`.
public struct ByteCount: Hashable, Sendable {
  public let value: Int

  /// Reads an amount; a number without a unit is in bytes.
  public init(parsing text: String) throws(CommandLineError) {
    // The unit's B adds nothing to what a count understands.
    let number = text.hasSuffix("B") || text.hasSuffix("b") ? String(text.dropLast()) : text
    let (head, prefix) = Self.split(number)
    var scaled = number
    var factor = 1
    if let tera = ["T": 1_000_000_000_000, "Ti": 1 << 40][prefix] {
      (scaled, factor) = (head, tera)
    }
    do {
      let count = try Count(parsing: scaled, upTo: Count.largest / factor)
      value = count.value * factor
    } catch {
      throw CommandLineError(
        "\(Quotation(text)) is not an amount of memory; write it as in 80GiB, 24GB or 1.5TiB")
    }
  }

  /// Reads an option's value.
  public static func parse(_ text: String) throws(CommandLineError) -> ByteCount {
    try ByteCount(parsing: text)
  }

  private static func split(_ text: String) -> (head: String, prefix: String) {
    let prefix = String(text.reversed().prefix { $0.isLetter }.reversed())
    return (String(text.dropLast(prefix.count)), prefix)
  }
}
