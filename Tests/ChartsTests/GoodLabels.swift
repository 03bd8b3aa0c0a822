import Testing

@testable import Charts

/// Labels of every panel: apart from each other, inside the picture.
func expectGoodLabels(_ chart: Chart, sourceLocation: SourceLocation = #_sourceLocation) {
  let boxes = ChartLayout(chart).panels.flatMap { $0.labels.map(\.box) }
  for (index, box) in boxes.enumerated() {
    #expect(
      box.left >= 0 && box.right <= chart.size.width, "\(chart.name)",
      sourceLocation: sourceLocation)
    #expect(
      box.top >= 0 && box.bottom <= chart.size.height, "\(chart.name)",
      sourceLocation: sourceLocation)
    #expect(
      !boxes.dropFirst(index + 1).contains { $0.overlaps(box) }, "\(chart.name)",
      sourceLocation: sourceLocation)
  }
}
