/// Peak resident memory over the number of segments.
public struct ResidentMemoryChart: Sendable {
  private let input: ScalingInput
  private let title: String?

  /// The chart of `input`; without a title, the measured ratio is stated.
  public init(_ input: ScalingInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  public var chart: Chart {
    let full = Series(
      .measured(input.full.residentBytes, joined: true), hue: .blue, label: ["full attention"])
    let rmt = Series(
      .measured(input.rmt.residentBytes, joined: true), hue: .vermilion, label: ["RMT"])
    let others = input.others.enumerated().map { index, other in
      Series(
        .measured(other.series.residentBytes, joined: true),
        hue: ScalingInput.hue(ofOther: index), label: [other.name])
    }
    let all = [full, rmt] + others
    let range = AxisRange(.log2, of: all)
    return Chart(
      name: "resident-memory", title: title ?? finding, subtitle: input.memorySubtitle,
      size: PixelSize(width: 860, height: 480), key: [KeyEntry(.measured, "measured")],
      panels: [
        Panel(
          heading: "peak resident memory", x: input.segmentsAxis,
          y: Axis(
            label: "", range: range,
            ticks: Tick.powersOfTwo(in: range, most: 8, label: NumberText.bytes)),
          series: all, edgeMarks: ScalingInput.marks(all, beyond: range, text: NumberText.bytes))
      ])
  }

  private var finding: String {
    var memory = input
    memory.measuredRatio = nil
    memory.full.measured = input.full.residentBytes
    memory.rmt.measured = input.rmt.residentBytes
    return memory.finding(memory.ratios, takes: "occupies", times: "as much memory as")
  }
}
