extension DistributionInput {
  /// How far half of a cell's rounds lie from its median, where that is the most.
  var finding: String {
    let spreads = usable.map { (cell: $0, spread: Self.spread($0)) }
    guard let widest = spreads.max(by: { $0.spread < $1.spread }) else {
      return "No round has been measured yet"
    }
    let percent = NumberText.decimal(widest.spread * 100, places: 1)
    guard spreads.count > 1 else {
      return "Half of the rounds of \(widest.cell.name) lie within \(percent) % of their median"
    }
    return "In every cell half of the rounds lie within \(percent) % of the median; "
      + "\(widest.cell.name) spreads the most"
  }

  /// The median distance from the median.
  private static func spread(_ cell: Cell) -> Double {
    let distances = cell.relative.filter(\.isFinite).map { abs($0 - 1) }.sorted()
    return distances.isEmpty ? 0 : distances[distances.count / 2]
  }
}
