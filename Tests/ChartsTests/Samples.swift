import Charts
import Foundation

/// Inputs like the ones the commands will pass.
enum Samples {
  static let lengths = (0...12).map { Double(1 << $0) }

  static var scaling: ScalingInput {
    ScalingInput(
      subtitle: ["f32, 2 threads"], baseline: full,
      others: [
        .init(
          rmt,
          ratio: BaselineRatio(
            counted: lengths.map { CurvePoint(x: $0, y: 1 + ($0 - 1) * 0.021) }))
      ])
  }

  static let full = ArchitectureSeries(
    "full attention",
    measured: lengths.prefix(8).map { point($0, 0.028 * $0 + 0.0007 * $0 * $0) },
    law: lengths.map { CurvePoint(x: $0, y: 0.028 * $0 + 0.0007 * $0 * $0) },
    lawFormula: "t = 28.0 ms·n + 700 µs·n²",
    residentBytes: lengths.prefix(8).map { point($0, 3e8 + 1e7 * $0) })

  static let rmt = ArchitectureSeries(
    "RMT", measured: lengths.map { point($0, 0.03 * $0) },
    law: lengths.map { CurvePoint(x: $0, y: 0.03 * $0) }, lawFormula: "t = 30.0 ms·n",
    residentBytes: lengths.map { point($0, 3e8) })

  /// Full attention and so many others in all, each a little slower than the one before.
  static func scaling(architectures: Int) -> ScalingInput {
    ScalingInput(
      subtitle: ["f32, 2 threads"], baseline: full,
      others: (1..<max(architectures, 1)).map { index in
        let slope = 0.02 * (1 + 0.15 * Double(index))
        let bytes = 3e8 * (1 + 0.1 * Double(index))
        return ScalingInput.Other(
          ArchitectureSeries(
            "other \(index)", measured: lengths.map { point($0, slope * $0) },
            law: lengths.map { CurvePoint(x: $0, y: slope * $0) }, lawFormula: "t = \(slope) s·n",
            residentBytes: lengths.map { point($0, bytes) }),
          ratio: BaselineRatio(
            counted: lengths.map { CurvePoint(x: $0, y: 1 + ($0 - 1) * 0.021 / Double(index)) },
            breakEven: .init(positions: 1.5 * Double(index))))
      })
  }

  static func point(_ x: Double, _ value: Double) -> MeasuredPoint {
    MeasuredPoint(x: x, value: value, low: value * 0.95, high: value * 1.06)
  }

  static func charts(_ input: ScalingInput) -> [Chart] {
    [ScalingChart(input).chart, TimePerTokenChart(input).chart, ResidentMemoryChart(input).chart]
  }

  /// Two made-up models that grow as n^1.5 and n^1.25.
  static var figure: PaperFigure3Input {
    func part(_ lengths: [Int]) -> PaperFigure3Input.Part {
      let models = [("OPT-125M", 1.5), ("OPT-175B", 1.25)].map { label, exponent in
        let points = lengths.map { (Double($0), pow(Double($0) / 512, exponent)) }
        return PaperFigure3Input.Model(
          label: label, computed: points.map { CurvePoint(x: $0, y: $1) },
          published: points.map { PublishedPoint(x: $0, y: $1) })
      }
      return PaperFigure3Input.Part(
        lengths: lengths, models: models,
        rmt: lengths.map { CurvePoint(x: Double($0), y: Double($0) / 512) })
    }
    return PaperFigure3Input(
      short: part([512, 4096, 64_000]), long: part([16_384, 256_000, 2_048_000]))
  }

  /// A chart of one series whose every text is `text`.
  static func chart(text: String, values: [Double] = [1, 10, 100]) -> Chart {
    let xRange = AxisRange(.log2, spanning: [1, 4])
    let yRange = AxisRange(.log10, spanning: values)
    let points = zip([1.0, 2, 4], values).map { MeasuredPoint(x: $0, value: $1) }
    return Chart(
      name: "sample", title: text, subtitle: [text], key: [KeyEntry(.measured, text)],
      panels: [
        Panel(
          heading: text,
          x: Axis(label: text, range: xRange, ticks: [Tick(2, text, second: text)]),
          y: Axis(label: text, range: yRange, ticks: [Tick(10, text)]),
          series: [Series(.measured(points, joined: true), hue: .green, label: [text])],
          references: [ReferenceLine(y: 10, label: text)])
      ], notes: [text])
  }
}
