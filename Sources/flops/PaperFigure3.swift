import Accounting
import Architectures
import Charts

/// The RMT paper's figure 3 drawn again: counted lines, published points over them.
enum PaperFigure3 {
  static func chart() throws -> Chart {
    let input = try PaperFigure3Input(
      short: part(PublishedFigure3.short), long: part(PublishedFigure3.long),
      subtitle: [
        "convention rmt-paper: F(n) = L(8nd² + 4n²d + 10hn² + 4ndf) + 2ndV; RMT: n / 512 segments"
      ])
    return PaperFigure3Chart(input).chart
  }

  private static func part(_ panel: PublishedFigure3.Panel) throws -> PaperFigure3Input.Part {
    let models = try panel.curves.compactMap { curve in
      try ModelConfiguration.preset(named: curve.model).map { model in
        PaperFigure3Input.Model(
          label: model.name.uppercased(),
          computed: try panel.lengths.map { length in
            CurvePoint(x: Double(length), y: try relativeFlops(.full, of: model, over: length))
          },
          published: zip(panel.lengths, curve.values).map { length, value in
            PublishedPoint(x: Double(length), y: value)
          })
      }
    }
    // The same for every model: k segments cost k times the first one.
    let anyModel = ModelConfiguration.optFamily[0]
    let rmt = try panel.lengths.map { length in
      CurvePoint(
        x: Double(length), y: try relativeFlops(.recurrentMemory, of: anyModel, over: length))
    }
    return PaperFigure3Input.Part(lengths: panel.lengths, models: models, rmt: rmt)
  }

  /// FLOPs over a length for one of full attention over 512 positions.
  private static func relativeFlops(
    _ entry: ArchitectureEntry, of model: ModelConfiguration, over length: Int
  ) throws -> Double {
    func flops(_ entry: ArchitectureEntry, _ length: Int) throws -> Double {
      let architecture = entry.make(
        Transformer(model), ArchitectureEntry.Options(mask: model.mask))
      return Double(
        try Ledger(of: architecture, positions: length).priced(by: .rmtPaper).total)
    }
    return try flops(entry, length) / flops(.full, 512)
  }
}
