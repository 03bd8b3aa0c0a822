import CommandLineKit
import Statistics
import Text

/// The laws, how far they are from what they were fitted to, whether they predict, and where they
/// cross.
struct LawSection {
  let run: ReportedRun
  let laws: RunLaws

  var section: ReportSection {
    guard !fits.isEmpty else {
      return ReportSection(
        id: "laws", title: "Laws",
        paragraphs: ["Too few sizes were measured to fit a law to any architecture."])
    }
    return ReportSection(
      id: "laws", title: "Laws",
      paragraphs: [
        "A law is a model: what it gives beyond the largest measured size is never a measurement, and "
          + "nothing in its interval speaks for the form holding that far. The interval of the law is "
          + "where the law itself lies; that of a measurement is where a median of "
          + "\(Median.fewestForInterval) rounds would be found."
      ] + laws.breakEvenSentences + [laws.holdOutSentence].compactMap { $0 },
      tables: [coefficients, predictions, holdOuts, residuals, slopes].compactMap { $0 })
  }

  private var fits: [(name: String, fit: ScalingFit)] {
    laws.all.compactMap { law in
      law.fit.map { (name: ReportedRun.title(of: law.architecture), fit: $0) }
    }
  }

  /// A number, and below it its interval.
  private func cell(_ number: ResolvedNumber, isPredicted: Bool = false) -> ReportTable.Cell {
    ReportTable.Cell(
      number.text, detail: number.interval ?? "no interval", isPredicted: isPredicted)
  }

  private var coefficients: ReportTable {
    let rows = fits.map { name, fit in
      let law = fit.law
      var cells = [
        ReportTable.Cell(name), ReportTable.Cell(Self.formula(law.form)),
      ]
      for index in 0..<3 {
        guard index < law.coefficients.count else {
          cells.append(ReportTable.Cell("—"))
          continue
        }
        cells.append(
          cell(
            ResolvedNumber(
              seconds: law.coefficients[index], fit.coefficientIntervals?[index])))
      }
      cells.append(
        law.form == .power
          ? cell(ResolvedNumber(law.exponent, fit.exponentInterval)) : ReportTable.Cell("—"))
      cells.append(ReportTable.Cell(NumberFormat.percent(law.largestResidual)))
      return cells
    }
    return ReportTable(
      id: "coefficients", caption: "The laws, n positions, with 95% intervals",
      columns: [
        ReportTable.Column("architecture", isNumeric: false),
        ReportTable.Column("form", isNumeric: false), ReportTable.Column("a"),
        ReportTable.Column("b", detail: "for each position"),
        ReportTable.Column("c", detail: "for each position²"), ReportTable.Column("p"),
        ReportTable.Column("largest residual"),
      ], rows: rows)
  }

  /// With spaces that don't break.
  private static func formula(_ form: ScalingLaw.Form) -> String {
    switch form {
    case .linear: "a\u{A0}+\u{A0}bn"
    case .quadratic: "a\u{A0}+\u{A0}bn\u{A0}+\u{A0}cn²"
    case .power: "a\u{A0}+\u{A0}bnᵖ"
    }
  }

  private var predictions: ReportTable {
    let paper = PaperBesideMachine.paperPositions
    let sizes = Set([paper] + [run.lengths.last].compactMap { $0 }).sorted()
    let longest =
      sizes.count > 1 ? ", and at the longest of this run" : ""
    return ReportTable(
      id: "predictions",
      caption: "What the laws give at the RMT paper's \(Plural.text(paper, "position"))\(longest)",
      columns: [
        ReportTable.Column("architecture, positions", isNumeric: false),
        ReportTable.Column("law"),
        ReportTable.Column("a measurement would lie in", isSecondary: true),
        ReportTable.Column("measured"),
      ],
      rows: fits.flatMap { name, fit in
        sizes.map { positions in
          let prediction = laws.seconds(fit, positions: positions)
          return [
            ReportTable.Cell("\(name), \(NumberFormat.grouped(positions))"),
            cell(ResolvedNumber(seconds: prediction.value, prediction.law), isPredicted: true),
            ReportTable.Cell(
              Self.ends(ResolvedNumber(seconds: prediction.value, prediction.measurement))),
            ReportTable.Cell(
              fit.sizes.first { $0.positions == positions }.map { Self.seconds($0.median) } ?? "—"),
          ]
        }
      })
  }

  private var holdOuts: ReportTable? {
    let rows = fits.flatMap { name, fit in
      (fit.holdOut?.points ?? []).map { point in
        [
          ReportTable.Cell("\(name), \(NumberFormat.grouped(point.positions))"),
          ReportTable.Cell(fit.holdOut.map { Self.formula($0.law.form) } ?? "—"),
          cell(ResolvedNumber(seconds: point.predicted, point.interval), isPredicted: true),
          ReportTable.Cell(Self.seconds(point.measured)),
          ReportTable.Cell(point.holds ? "yes" : "no"),
        ]
      }
    }
    guard !rows.isEmpty else { return nil }
    return ReportTable(
      id: "hold-out", caption: "Fitted without the two largest sizes: did the law predict them?",
      columns: [
        ReportTable.Column("architecture, positions", isNumeric: false),
        ReportTable.Column("form", isNumeric: false, isSecondary: true),
        ReportTable.Column("predicted"), ReportTable.Column("measured"),
        ReportTable.Column("inside", isNumeric: false),
      ], rows: rows)
  }

  private var residuals: ReportTable {
    ReportTable(
      id: "residuals", caption: "Measured median over law, less 1",
      columns: [ReportTable.Column("positions")]
        + fits.map { ReportTable.Column($0.name) },
      rows: sizes.map { positions in
        [ReportTable.Cell(NumberFormat.grouped(positions))]
          + fits.map { _, fit in
            guard let residual = fit.residuals.first(where: { $0.positions == positions }) else {
              return ReportTable.Cell("—")
            }
            return ReportTable.Cell(NumberFormat.change(residual.relative))
          }
      })
  }

  private var sizes: [Int] { Set(fits.flatMap { $0.fit.sizes.map(\.positions) }).sorted() }

  /// 1 is a time in proportion to the length, 2 to its square.
  private var slopes: ReportTable? {
    let steps = Set(fits.flatMap { $0.fit.slopes.map { Step(from: $0.from, to: $0.to) } }).sorted {
      ($0.from, $0.to) < ($1.from, $1.to)
    }
    guard !steps.isEmpty else { return nil }
    return ReportTable(
      id: "slopes",
      caption: "Local slopes: 1 is a time in proportion to the length, 2 to its square",
      columns: [ReportTable.Column("positions")] + fits.map { ReportTable.Column($0.name) },
      rows: steps.map { step in
        [
          ReportTable.Cell(
            "\(NumberFormat.grouped(step.from)) to \(NumberFormat.grouped(step.to))")
        ]
          + fits.map { _, fit in
            guard let slope = fit.slopes.first(where: { $0.from == step.from && $0.to == step.to })
            else { return ReportTable.Cell("—") }
            return cell(ResolvedNumber(slope.slope, slope.interval))
          }
      })
  }

  private static func seconds(_ value: Double) -> String { ResolvedNumber(seconds: value).text }

  private static func ends(_ number: ResolvedNumber) -> String {
    number.interval.map { "\($0) \(number.unit)" } ?? "no interval"
  }

  private struct Step: Hashable {
    let from: Int
    let to: Int
  }
}
