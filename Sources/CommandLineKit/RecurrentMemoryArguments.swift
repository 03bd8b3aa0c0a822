import Architectures
import ArgumentParser
import Operations
import Text

/// RMT's segment and memory.
public struct RecurrentMemoryArguments: ParsableArguments {
  /// The longest segment and the most memory rows that are taken.
  public static let largest = RecurrentMemory.largest

  @Option(
    parsing: .unconditional, help: RecurrentMemoryArguments.segmentHelp,
    transform: Count.parser(upTo: RecurrentMemoryArguments.largest))
  public var segment: Count = 512

  @Option(
    parsing: .unconditional, help: RecurrentMemoryArguments.memoryHelp,
    transform: RecurrentMemoryArguments.slots)
  public var memory: Int = 10

  public static let segmentHelp = ArgumentHelp(
    "Positions of a segment, memory and special tokens included. (default: 512)",
    valueName: "positions")
  public static let memoryHelp = ArgumentHelp(
    "Memory rows that a segment hands on. (default: 10)", valueName: "rows")

  public init() {}

  /// What architectures are made from under a mask; ``ArchitectureEntry/checked(_:)`` says whether one
  /// can be.
  public func options(mask: AttentionMask) -> ArchitectureEntry.Options {
    ArchitectureEntry.Options(
      mask: mask, memory: RecurrentMemory(slots: memory, segmentLength: segment.value))
  }

  /// A number of memory rows: as a count, or 0 for none.
  public static func slots(_ text: String) throws -> Int {
    text == "0" ? 0 : try Count.parser(upTo: largest)(text).value
  }
}

extension RecurrentMemory {
  /// Refuses segments without room for content, with a usage error.
  func checkRoom(under mask: AttentionMask) throws {
    let reserved = reserved(under: mask)
    guard segmentLength <= reserved else { return }
    let what =
      mask == .causal
      ? "memory at both ends (2 x \(slots))"
      : "\(Plural.text(slots, "memory row")), [CLS] and two [SEP]"
    throw ValidationError(
      "--segment \(segmentLength) leaves no room for content: \(what) take \(reserved) "
        + "positions; choose a segment of at least \(reserved + 1) or less --memory")
  }
}
