/// An amount of memory as users type it: `80GiB`, `24GB`, `512Mi`, `80e9`.
public struct ByteCount: Hashable, Sendable {
  public let value: Int

  /// Reads an amount; a number without a unit is in bytes.
  public init(parsing text: String) throws(CommandLineError) {
    // The unit's B adds nothing to what a count understands.
    let number = text.hasSuffix("B") || text.hasSuffix("b") ? String(text.dropLast()) : text
    let (head, prefix) = Self.split(number)
    // Counts end at giga; a tera is a thousand of them.
    let tera = ["T": ("G", 1000), "Ti": ("Gi", 1024)][prefix]
    let scaled = tera.map { head + $0.0 } ?? number
    let factor = tera?.1 ?? 1
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
