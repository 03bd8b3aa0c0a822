import CommandLineKit
import Measurement

/// Which cells of a history are meant, such as `rmt:4,full`.
struct HistoryCellSelection: Equatable {
  private struct Item: Equatable {
    let text: String
    let architecture: String
    /// `nil` for every number of segments.
    let segments: Int?

    func matches(_ cell: Cell) -> Bool {
      cell.architecture == architecture && (segments == nil || cell.segments == segments)
    }
  }

  private static let mostNames = 12

  /// Empty for all.
  private let items: [Item]

  static let all = HistoryCellSelection(items: [])

  static func parse(_ text: String) throws(CommandLineError) -> HistoryCellSelection {
    var items: [Item] = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = item.split(separator: ":", omittingEmptySubsequences: false)
      let segments = parts.count == 2 ? Int(parts[1]) : nil
      guard let name = parts.first, !name.isEmpty, parts.count == 1 || segments ?? 0 > 0 else {
        throw CommandLineError(
          "\(Quotation(String(item))) is no cell; write an architecture and a number of segments, "
            + "such as rmt:4")
      }
      items.append(Item(text: String(item), architecture: String(name), segments: segments))
    }
    return HistoryCellSelection(items: items)
  }

  func matches(_ cell: Cell) -> Bool {
    items.isEmpty || items.contains { $0.matches(cell) }
  }

  /// The first item that no cell of the history is meant by.
  func firstMissing(in history: History) -> String? {
    items.first { item in !history.series.contains { item.matches($0.cell) } }?.text
  }

  /// What cells there are, as they are written here.
  static func names(in history: History) -> [String] {
    let cells = Set(
      history.series.map { Pair(architecture: $0.cell.architecture, segments: $0.cell.segments) })
    let names = cells.sorted {
      ($0.architecture, $0.segments) < ($1.architecture, $1.segments)
    }.map { "\($0.architecture.oneLine):\($0.segments)" }
    return names.count > mostNames
      ? names.prefix(mostNames) + ["and \(names.count - mostNames) more"] : names
  }

  private struct Pair: Hashable {
    let architecture: String
    let segments: Int
  }
}
