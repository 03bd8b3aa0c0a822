import CommandLineKit
import Measurement

/// Which cells of a history are meant, such as `rmt:4,full`.
struct HistoryCellSelection: Equatable {
  private enum Item: Hashable {
    case cell(CellName)
    /// An architecture, over every number of segments.
    case architecture(String)

    var text: String {
      switch self {
      case .cell(let cell): "\(cell)"
      case .architecture(let name): name
      }
    }

    func matches(_ cell: Cell) -> Bool {
      switch self {
      case .cell(let name): cell.name == name
      case .architecture(let name): cell.architecture == name
      }
    }
  }

  private static let mostNames = 12

  /// Empty for all.
  private let items: [Item]

  static let all = HistoryCellSelection(items: [])

  static func parse(_ text: String) throws(CommandLineError) -> HistoryCellSelection {
    var items: [Item] = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      if let cell = CellName(item) {
        items.append(.cell(cell))
      } else if CellName("\(item):1") != nil {
        items.append(.architecture(String(item)))
      } else {
        throw CommandLineError(
          "\(Quotation(String(item))) is no cell; write an architecture and a number of segments, "
            + "such as rmt:4")
      }
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
    let names = Set(history.series.map(\.cell.name)).sorted().map { "\($0)".oneLine }
    return names.count > mostNames
      ? names.prefix(mostNames) + ["and \(names.count - mostNames) more"] : names
  }
}
