import CommandLineKit
import Statistics

/// The laws, how far they are from what they were fitted to, and whether they predict.
struct LawSection {
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
      ], tables: [coefficients, predictions, holdOuts, residuals, slopes].compactMap { $0 })
  }

  private var fits: [(name: String, fit: ScalingFit)] {
    laws.all.compactMap { law in
      law.fit.map { (name: ReportedRun.title(of: law.architecture), fit: $0) }
    }
  }

  private func interval(_ interval: Interval?, _ number: (Double) -> String) -> String {
    interval.map { "\(number($0.low)) to \(number($0.high))" } ?? "no interval"
  }

  private func seconds(_ value: Double) -> String { NumberFormat.duration(seconds: value) }

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
          ReportTable.Cell(
            NumberFormat.significant(law.coefficients[index], digits: 3) + " s",
            detail: interval(fit.coefficientIntervals?[index]) {
              NumberFormat.significant($0, digits: 3)
            }))
      }
      cells.append(
        law.form == .power
          ? ReportTable.Cell(
            NumberFormat.significant(law.exponent, digits: 4),
            detail: interval(fit.exponentInterval) { NumberFormat.significant($0, digits: 4) })
          : ReportTable.Cell("—"))
      cells.append(ReportTable.Cell(NumberFormat.percent(law.largestResidual)))
      return cells
    }
    return ReportTable(
      id: "coefficients", caption: "The laws, N segments, with 95% intervals",
      columns: [
        ReportTable.Column("architecture", isNumeric: false),
        ReportTable.Column("form", isNumeric: false), ReportTable.Column("a"),
        ReportTable.Column("b"), ReportTable.Column("c"), ReportTable.Column("p"),
        ReportTable.Column("largest residual"),
      ], rows: rows)
  }

  /// With spaces that don't break.
  private static func formula(_ form: ScalingLaw.Form) -> String {
    switch form {
    case .linear: "a\u{A0}+\u{A0}bN"
    case .quadratic: "a\u{A0}+\u{A0}bN\u{A0}+\u{A0}cN²"
    case .power: "a\u{A0}+\u{A0}bNᵖ"
    }
  }

  private var predictions: ReportTable {
    let sizes = [PaperBesideMachine.paperSegments, PaperBesideMachine.sweepEnd]
    return ReportTable(
      id: "predictions", caption: "What the laws give at the paper's length and at 4,096 segments",
      columns: [
        ReportTable.Column("architecture, segments", isNumeric: false),
        ReportTable.Column("law"), ReportTable.Column("interval of the law"),
        ReportTable.Column("interval of a measurement"), ReportTable.Column("measured"),
      ],
      rows: fits.flatMap { name, fit in
        sizes.map { segments in
          let prediction = laws.seconds(fit, segments: segments)
          return [
            ReportTable.Cell("\(name), \(NumberFormat.grouped(segments))"),
            ReportTable.Cell(seconds(prediction.value), isPredicted: true),
            ReportTable.Cell(interval(prediction.law, seconds)),
            ReportTable.Cell(interval(prediction.measurement, seconds)),
            ReportTable.Cell(
              fit.sizes.first { $0.segments == segments }.map { seconds($0.median) } ?? "—"),
          ]
        }
      })
  }

  private var holdOuts: ReportTable? {
    let rows = fits.flatMap { name, fit in
      (fit.holdOut?.points ?? []).map { point in
        [
          ReportTable.Cell("\(name), \(NumberFormat.grouped(point.segments))"),
          ReportTable.Cell(fit.holdOut.map { Self.formula($0.law.form) } ?? "—"),
          ReportTable.Cell(seconds(point.predicted), isPredicted: true),
          ReportTable.Cell(interval(point.interval, seconds)),
          ReportTable.Cell(seconds(point.measured)),
          ReportTable.Cell(point.holds ? "yes" : "no"),
        ]
      }
    }
    guard !rows.isEmpty else { return nil }
    return ReportTable(
      id: "hold-out", caption: "Fitted without the two largest sizes: did the law predict them?",
      columns: [
        ReportTable.Column("architecture, segments", isNumeric: false),
        ReportTable.Column("form", isNumeric: false),
        ReportTable.Column("predicted"), ReportTable.Column("interval"),
        ReportTable.Column("measured"), ReportTable.Column("inside", isNumeric: false),
      ], rows: rows)
  }

  private var residuals: ReportTable {
    ReportTable(
      id: "residuals", caption: "Measured median over law, less 1",
      columns: [ReportTable.Column("segments")]
        + fits.map { ReportTable.Column($0.name) },
      rows: sizes.map { segments in
        [ReportTable.Cell(NumberFormat.grouped(segments))]
          + fits.map { _, fit in
            guard let residual = fit.residuals.first(where: { $0.segments == segments }) else {
              return ReportTable.Cell("—")
            }
            return ReportTable.Cell(
              (residual.relative > 0 ? "+" : "") + NumberFormat.percent(residual.relative))
          }
      })
  }

  private var sizes: [Int] { Set(fits.flatMap { $0.fit.sizes.map(\.segments) }).sorted() }

  /// 1 is a time in proportion to the length, 2 to its square.
  private var slopes: ReportTable? {
    let steps = Set(fits.flatMap { $0.fit.slopes.map { Step(from: $0.from, to: $0.to) } }).sorted {
      ($0.from, $0.to) < ($1.from, $1.to)
    }
    guard !steps.isEmpty else { return nil }
    return ReportTable(
      id: "slopes",
      caption: "Local slopes: 1 is a time in proportion to the length, 2 to its square",
      columns: [ReportTable.Column("segments")] + fits.map { ReportTable.Column($0.name) },
      rows: steps.map { step in
        [
          ReportTable.Cell(
            "\(NumberFormat.grouped(step.from)) to \(NumberFormat.grouped(step.to))")
        ]
          + fits.map { _, fit in
            guard let slope = fit.slopes.first(where: { $0.from == step.from && $0.to == step.to })
            else { return ReportTable.Cell("—") }
            return ReportTable.Cell(
              NumberFormat.fixed(slope.slope, decimals: 2),
              detail: interval(slope.interval) { NumberFormat.fixed($0, decimals: 2) })
          }
      })
  }

  private struct Step: Hashable {
    let from: Int
    let to: Int
  }
}
