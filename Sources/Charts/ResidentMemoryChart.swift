/// Peak resident memory over the length.
public struct ResidentMemoryChart: Sendable {
  private let input: ScalingInput
  private let title: String?

  /// The chart of `input`; without a title, the measured ratios are stated.
  public init(_ input: ScalingInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  public var chart: Chart {
    let series = input.architectures.map { architecture in
      Series(
        .measured(architecture.residentBytes, joined: true), input.look(of: architecture),
        label: [architecture.title])
    }
    let range = AxisRange(.log2, of: series)
    return Chart(
      name: "resident-memory", title: title ?? finding, subtitle: input.memorySubtitle,
      size: PixelSize(width: 860, height: 480 + input.extraHeight),
      key: [KeyEntry(.measured, "measured")],
      panels: [
        Panel(
          heading: "peak resident memory", x: input.positionsAxis,
          y: Axis(
            label: "", range: range,
            ticks: Tick.powersOfTwo(in: range, most: 8, label: NumberText.bytes)),
          series: series,
          edgeMarks: ScalingInput.marks(series, beyond: range, text: NumberText.bytes))
      ])
  }

  private var finding: String {
    var memory = input
    memory.baseline.measured = input.baseline.residentBytes
    for index in memory.others.indices {
      memory.others[index].series.measured = input.others[index].series.residentBytes
      memory.others[index].ratio.measured = nil
    }
    return memory.finding(takes: "occupies", times: "as much memory as")
  }
}
