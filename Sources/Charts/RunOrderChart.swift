/// Every sample in the order it was taken, relative to its cell's median: shows drift.
public struct RunOrderChart: Sendable {
  private let input: RunOrderInput
  private let title: String?
  /// Beyond these ratios, few samples would flatten all others.
  private static let furthest = 0.5...1.6
  private static let size = PixelSize(width: 860, height: 460)

  /// The chart of `input`; without a title, the range of the rounds' medians is stated.
  public init(_ input: RunOrderInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  ///
  /// Samples that would lie on others are left out, and a note counts them.
  public var chart: Chart {
    let range = heights
    let rounds = input.rounds
    let x = axis(rounds)
    let cloud = cloud(x: x.range, y: range)
    let medians = Series(.levels(steps(rounds)), hue: .grey)
    return Chart(
      name: "run-order", title: title ?? input.finding, subtitle: input.subtitle, size: Self.size,
      key: groups.map { KeyEntry(.sample, $0.name, $0.look) } + [
        KeyEntry(.discarded, "discarded", hue: .grey),
        KeyEntry(.level, "median of a round", hue: .grey),
      ],
      panels: [
        Panel(
          heading: "time relative to the cell's median, in the order it was taken", x: x,
          y: Axis(label: "", range: range, ticks: Tick.changes(in: range)),
          series: cloud.series + [medians], references: [ReferenceLine(y: 1, label: "")],
          separators: rounds.count > 150
            ? [] : rounds.dropFirst().map { Double($0.indices.lowerBound) - 0.5 })
      ], notes: cloud.notes + input.notes)
  }

  /// Room for every sample that was kept, and for discarded ones as long as they leave room for drift.
  private var heights: AxisRange {
    func values(_ isDiscarded: Bool) -> [Double] {
      input.samples.filter { $0.isDiscarded == isDiscarded }.map(\.relative)
        .filter(Self.furthest.contains)
    }
    let kept = values(false) + [0.99, 1.01]
    let (low, high) = (kept.min() ?? 1, kept.max() ?? 1)
    let reach = 2 * (high - low)
    return AxisRange(
      .linear, spanning: kept + values(true).filter((low - reach...high + reach).contains))
  }

  private var groups: [(name: String, look: Look)] {
    var seen: Set<String> = []
    let names = input.samples.map(\.group).filter { seen.insert($0).inserted }
    let looks = input.looks ?? ArchitectureLooks(names)
    return looks.ordered(names).map { ($0, looks[$0]) }
  }

  /// Rounds by their numbers, each below its middle.
  private func axis(_ rounds: [RunOrderInput.Round]) -> Axis {
    let range = AxisRange(
      .linear, spanning: [-0.5, max(Double(input.samples.count), 1) - 0.5], margin: 0.005)
    let every = max(1, (rounds.count + 23) / 24)
    let ticks = stride(from: 0, to: rounds.count, by: every).map { index in
      let indices = rounds[index].indices
      return Tick(
        Double(indices.lowerBound + indices.upperBound - 1) / 2, "\(rounds[index].number)")
    }
    var axis = Axis(label: "round", range: range, ticks: ticks)
    axis.showsGrid = false
    return axis
  }

  private func cloud(x: AxisRange, y: AxisRange) -> (series: [Series], notes: [String]) {
    var thinning = PixelThinning(
      x: x, y: y, width: Self.size.width - 80, height: Self.size.height - 160, cell: 1)
    var kept: [String: [CurvePoint]] = [:]
    var discarded: [CurvePoint] = []
    for (index, sample) in input.samples.enumerated()
    where thinning.keeps(x: Double(index), y: sample.relative) {
      let point = CurvePoint(x: Double(index), y: sample.relative)
      if sample.isDiscarded {
        discarded.append(point)
      } else {
        kept[sample.group, default: []].append(point)
      }
    }
    let series = groups.map { group in
      Series(.samples(kept[group.name] ?? []), group.look)
    }
    return (series + [Series(.discarded(discarded), hue: .grey)], thinning.notes(of: "sample"))
  }

  /// A level per round, with gaps between them.
  private func steps(_ rounds: [RunOrderInput.Round]) -> [CurvePoint] {
    rounds.flatMap { round in
      let median = round.median ?? .nan
      let (first, last) = (round.indices.lowerBound, round.indices.upperBound)
      return [
        CurvePoint(x: Double(first) - 0.4, y: median),
        CurvePoint(x: Double(last) - 0.6, y: median), CurvePoint(x: Double(last) - 0.5, y: .nan),
      ]
    }
  }
}
