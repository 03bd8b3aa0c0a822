import Charts
import Foundation

/// Inputs like the ones that `bench` passes: rounds of cells, comparisons, a history, a roofline.
enum RunSamples {
  static func charts(text: String? = nil) -> [Chart] {
    [
      ResidualsChart(residuals(text: text)).chart,
      DistributionChart(distribution(cells: 12, text: text)).chart,
      RunOrderChart(runOrder(rounds: 4, text: text)).chart, ForestChart(forest(text: text)).chart,
      HistoryChart(history(commits: 40, text: text)).chart,
      RooflineChart(roofline(text: text)).chart,
    ]
  }

  /// The same charts of nothing at all.
  static var empty: [Chart] {
    [
      ResidualsChart(ResidualsInput(subtitle: [], architectures: [])).chart,
      DistributionChart(DistributionInput(subtitle: [], cells: [])).chart,
      RunOrderChart(RunOrderInput(subtitle: [], samples: [])).chart,
      ForestChart(ForestInput(subtitle: [], quantity: "", rows: [])).chart,
      HistoryChart(HistoryInput(subtitle: [], quantity: "", cells: [])).chart,
      RooflineChart(RooflineInput(subtitle: [], ceilings: [], bandwidths: [], kernels: [])).chart,
    ]
  }

  /// Charts of a single value, which is `value`.
  static func single(_ value: Double) -> [Chart] {
    let point = MeasuredPoint(x: 1, value: value, low: value, high: value)
    return [
      ResidualsChart(
        ResidualsInput(subtitle: [], architectures: [.init(title: "RMT", fitted: [point])])
      ).chart,
      DistributionChart(
        DistributionInput(
          subtitle: [], cells: [.init(name: "a", group: "a", seconds: [value], median: value)])
      ).chart,
      RunOrderChart(
        RunOrderInput(
          subtitle: [], samples: [.init(round: 1, cell: "a", group: "a", relative: value)])
      ).chart,
      ForestChart(
        ForestInput(
          subtitle: [], quantity: "a",
          rows: [.init(name: "a", ratio: value, low: value, high: value, verdict: .inconclusive)],
          noiseLow: value, noiseHigh: value)
      ).chart,
      HistoryChart(
        HistoryInput(
          subtitle: [], quantity: "a",
          cells: [
            .init(
              name: "a", machine: "m", commits: [.init(name: "a")],
              points: [MeasuredPoint(x: 0, value: value)],
              levels: [.init(first: 0, last: 0, value: value)],
              changes: [.init(commit: 0, ratio: value, low: value, high: value)])
          ])
      ).chart,
      RooflineChart(
        RooflineInput(
          subtitle: [], ceilings: [.init(dtype: "f32", threads: 1, flopsPerSecond: value)],
          bandwidths: [.init(threads: 1, bytesPerSecond: value)],
          kernels: [
            .init(
              name: "a", dtype: "f32", threads: 1, intensity: value, flopsPerSecond: value,
              low: value, high: value)
          ])
      ).chart,
    ]
  }

  static func residuals(text: String? = nil) -> ResidualsInput {
    let points = Samples.lengths.map { Samples.point($0, 1 + 0.03 * sin($0)) }
    return ResidualsInput(
      subtitle: [text ?? "9 rounds"],
      architectures: [
        .init(title: text ?? "full attention", fitted: Array(points.prefix(8))),
        .init(title: "RMT", fitted: Array(points.dropLast()), heldOut: [points[12]]),
      ], notes: text.map { [$0] } ?? [])
  }

  static func distribution(cells: Int, text: String? = nil) -> DistributionInput {
    let measured = (0..<cells).map { index -> DistributionInput.Cell in
      let median = 0.01 * Double(index + 1)
      let group = text ?? (index % 2 == 0 ? "RMT" : "full attention")
      return DistributionInput.Cell(
        name: text ?? "rmt:\(index)", group: group,
        seconds: (-4...4).map { median * (1 + 0.01 * Double($0)) }, median: median,
        low: median * 0.98, high: median * 1.02)
    }
    return DistributionInput(
      subtitle: [text ?? "9 rounds"], cells: measured, notes: text.map { [$0] } ?? [])
  }

  static func runOrder(rounds: Int, text: String? = nil) -> RunOrderInput {
    var samples: [RunOrderInput.Sample] = []
    for round in 1...rounds {
      for index in 0..<9 {
        let group = text ?? (index % 2 == 0 ? "RMT" : "full attention")
        let relative = 1 + 0.01 * Double(round) + 0.002 * Double(index - 4)
        samples.append(
          RunOrderInput.Sample(
            round: round, cell: text ?? "rmt:\(index)", group: group, relative: relative,
            isDiscarded: index == 7))
      }
    }
    return RunOrderInput(
      subtitle: [text ?? "9 rounds"], samples: samples, notes: text.map { [$0] } ?? [])
  }

  static func forest(text: String? = nil) -> ForestInput {
    let verdicts: [ForestInput.Verdict] = [.regressed, .improved, .unchanged, .inconclusive]
    return ForestInput(
      subtitle: [text ?? "9 pairs"], quantity: text ?? "new / old",
      rows: verdicts.enumerated().map { index, verdict in
        let ratio = [1.051, 0.9, 1.001, 1.02][index]
        return .init(
          name: text ?? "rmt:\(index)", ratio: ratio, low: ratio - 0.009, high: ratio + 0.009,
          verdict: verdict)
      },
      control: .init(
        name: text ?? "A/A control", ratio: 1.001, low: 0.995, high: 1.006, verdict: .unchanged),
      noiseLow: 0.99, noiseHigh: 1.01, notes: text.map { [$0] } ?? [])
  }

  /// Each cell is 10.4 % slower from the middle on.
  static func history(commits: Int, cells: Int = 2, text: String? = nil) -> HistoryInput {
    let middle = commits / 2
    return HistoryInput(
      subtitle: [text ?? "9 rounds"], quantity: text ?? "time / time of the reference kernel",
      cells: (0..<cells).map { cell in
        .init(
          name: text ?? "cell \(cell)", machine: text ?? "first",
          commits: (0..<commits).map { index in
            .init(
              name: text ?? String(index + 0x1000000, radix: 16), date: text, subject: text)
          },
          points: (0..<commits).map { index in
            let level = index < middle ? 1.5 : 1.656
            return Samples.point(Double(index), level * (1 + 0.004 * sin(Double(index * index))))
          },
          levels: [
            .init(first: 0, last: middle - 1, value: 1.5),
            .init(first: middle, last: commits - 1, value: 1.656),
          ], changes: [.init(commit: middle, ratio: 1.104, low: 1.091, high: 1.119)])
      }, notes: text.map { [$0] } ?? [])
  }

  static func roofline(kernels: Int = 8, text: String? = nil) -> RooflineInput {
    let measured = (0..<kernels).map { index -> RooflineInput.Kernel in
      let dtype = text ?? (index % 2 == 0 ? "f32" : "bf16")
      return RooflineInput.Kernel(
        name: text ?? "attention \(512 + index)", dtype: dtype, threads: index % 3 == 0 ? 1 : 2,
        intensity: 100 + Double(index), flopsPerSecond: 85e9 + 1e9 * Double(index), low: 84e9,
        high: 99e9)
    }
    let first = text ?? "f32"
    return RooflineInput(
      subtitle: [text ?? "9 rounds"],
      ceilings: [
        .init(dtype: first, threads: 2, flopsPerSecond: 200e9),
        .init(dtype: first, threads: 1, flopsPerSecond: 100e9),
        .init(dtype: "bf16", threads: 2, flopsPerSecond: 400e9),
      ],
      bandwidths: [
        .init(threads: 2, bytesPerSecond: 20e9), .init(threads: 1, bytesPerSecond: 12e9),
      ], kernels: measured, notes: text.map { [$0] } ?? [])
  }
}
