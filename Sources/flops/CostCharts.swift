import Accounting
import Charts
import CommandLineKit

/// Answers as the charts that show them.
enum CostCharts {
  /// Costs against the length, a curve for each candidate.
  static func sweep(
    _ answers: [Answer], convention: Convention, metric: Metric
  ) throws -> Chart {
    let shown = answers.filter { $0.convention.name == convention.name }
    let lengths = Set(shown.compactMap { $0.question.segmentation?.length })
    // Segments are named where they tell curves apart.
    func architecture(_ candidate: Candidate) -> String {
      lengths.count > 1 ? candidate.shortTitle : candidate.entry.title
    }
    let candidates = shown.map(\.question.candidate)
    var curves: [CostCurve] = []
    for answer in shown {
      guard let value = metric.value(answer) else { continue }
      let candidate = answer.question.candidate
      let name = candidate.configuration.name.uppercased()
      let point = CurvePoint(x: Double(answer.question.pass.positions), y: value)
      let index = curves.firstIndex {
        $0.model == name && $0.architecture == architecture(candidate)
      }
      if let index {
        curves[index].points.append(point)
      } else {
        curves.append(
          CostCurve(model: name, architecture: architecture(candidate), points: [point]))
      }
    }
    guard !curves.isEmpty else {
      throw CommandLineError(
        "there is no \(metric.rawValue) to draw; --metric time needs --hardware that fits"
      )
    }
    return CostSweepChart(
      CostSweepInput(
        quantity: metric.charted,
        subtitle: [subtitle(shown, convention: metric == .flops ? convention : nil)],
        curves: curves,
        looks: ArchitectureLooks(candidates.map { (architecture($0), $0.entry) }))
    ).chart
  }

  /// Every candidate by every convention at one length.
  static func comparison(_ answers: [Answer], conventions: [Convention]) -> Chart {
    let compared = answers.filter { $0.convention.name == conventions[0].name }
      .map(\.question.candidate)
    let models = Set(compared.map(\.configuration.name))
    // One model is named once, above the chart.
    let candidates = compared.map { models.count == 1 ? $0.shortTitle : $0.title }
    let rows = conventions.map { convention in
      CostComparisonInput.Row(
        convention: convention.unit == .flops
          ? convention.name : "\(convention.name) (\(convention.unit.rawValue))",
        values: answers.filter { $0.convention.name == convention.name }.map {
          $0.cost.map { Double($0.total) }
        })
    }
    return CostComparisonChart(
      CostComparisonInput(
        quantity: .flops, length: Double(answers[0].question.pass.packedPositions),
        subtitle: [
          (models.count == 1 ? models.joined() + " · " : "") + subtitle(answers, convention: nil)
        ],
        candidates: candidates, rows: rows, looks: looks(compared, candidates))
    ).chart
  }

  /// One model's architectures look as everywhere; of several models the candidates do in order.
  private static func looks(_ candidates: [Candidate], _ titles: [String]) -> ArchitectureLooks {
    Set(candidates.map(\.configuration.name)).count == 1
      ? ArchitectureLooks(zip(titles, candidates).map { ($0, $1.entry) })
      : ArchitectureLooks(titles)
  }

  /// Both costs around the length where they cross.
  static func crossover(_ pair: CandidatePair, _ row: CrossoverRow) throws -> Chart {
    let crossing = row.crossover?.length ?? 1
    let lengths = Set(
      (-24...24).map { step -> Int in
        let factor = Double(1 << abs(step / 6)) * [1, 1.125, 1.25, 1.4, 1.6, 1.8][abs(step % 6)]
        let length = step < 0 ? Double(crossing) / factor : Double(crossing) * factor
        return max(1, Int(min(length, Double(row.limit))))
      } + [crossing]
    ).sorted()
    let costs = try lengths.map { try pair.costs(of: $0, under: row.convention) }
    func curve(_ candidate: Candidate, _ costs: [CandidatePair.Cost]) -> CostCurve {
      CostCurve(
        model: candidate.configuration.name.uppercased(), architecture: candidate.entry.title,
        points: zip(lengths, costs).map { CurvePoint(x: Double($0), y: $1.value) })
    }
    return CrossoverChart(
      CrossoverInput(
        quantity: pair.metric.charted,
        subtitle: pair.metric == .flops ? ["convention \(row.convention.name)"] : [],
        first: curve(pair.first, costs.map(\.first)),
        second: curve(pair.second, costs.map(\.second)),
        crossing: Double(crossing), looks: pairLooks(pair))
    ).chart
  }

  /// As a comparison's: by architecture where these are what differs.
  private static func pairLooks(_ pair: CandidatePair) -> ArchitectureLooks? {
    let both = [pair.first, pair.second]
    return pair.first.configuration.name == pair.second.configuration.name
      ? looks(both, both.map(\.entry.title)) : nil
  }

  private static func subtitle(_ answers: [Answer], convention: Convention?) -> String {
    let pass = answers[0].question.pass
    let cut = answers.map(\.question).filter { $0.segmentation != nil }
    let segmented = Set(cut.map { $0.segmentation?.length }).count == 1 ? cut.first : nil
    let parts = [
      convention.map { "convention \($0.name)" }, pass.phase.name,
      pass.batch == 1 ? nil : "batch \(pass.batch)",
      segmented.flatMap { question in
        question.segmentation.map {
          "RMT: segments of \(Plural.text($0.length, "position")), \(question.memorySlots ?? 0) of them memory"
        }
      },
    ]
    return parts.compactMap(\.self).joined(separator: " · ")
  }
}

extension Metric {
  /// The chart's unit.
  fileprivate var charted: CostQuantity {
    switch self {
    case .flops: .flops
    case .bytes, .memory: .bytes
    case .time: .seconds
    }
  }
}
