import Architectures
import CommandLineKit
import Statistics

/// A run's report, from what its folder holds.
public struct RunReport: Sendable {
  public let run: ReportedRun
  public let laws: RunLaws
  public let headline: PaperBesideMachine
  /// The charts, in the order they are shown.
  public var figures: [ReportFigure]
  /// Why charts are missing, a sentence each.
  public var missingFigures: [String]

  /// - Throws: A sentence when the model isn't the one that was timed.
  public init(
    _ run: ReportedRun, model: ModelConfiguration, figures: [ReportFigure] = [],
    missingFigures: [String] = []
  ) throws {
    self.run = run
    self.figures = figures
    self.missingFigures = missingFigures
    laws = RunLaws(run.cells)
    headline = try PaperBesideMachine(
      ReportSubject(run, model: model), cells: run.cells, laws: laws)
  }

  public var model: ReportModel {
    ReportModel(
      title: "What a longer context costs: \(run.setting.model)", subtitle: subtitle,
      headline: headline.section,
      sections: [charts, measured, lawSection, machineSection, methodSection, rulesSection],
      colophon: colophon)
  }

  /// What the run was, in a line.
  private var subtitle: String {
    let setting = run.setting
    let parts = [
      headline.subject.timedName, setting.dtype, "mask \(setting.mask)",
      "\(setting.threads) thread\(setting.threads == 1 ? "" : "s")",
      "segments of \(NumberFormat.grouped(run.segmentLength)) positions", run.machine.processor,
      run.machine.started,
    ]
    return parts.compactMap { $0 }.joined(separator: " · ")
  }

  private var colophon: String {
    let commit = run.machine.commit.map { " Measured at commit \($0)." } ?? ""
    return "Made by `bench report` from the records in \(run.folder); it measures nothing anew."
      .replacing("`", with: "") + commit
  }

  private var charts: ReportSection {
    ReportSection(id: "charts", title: "Charts", paragraphs: missingFigures, figures: figures)
  }

  private var measured: ReportSection {
    ReportSection(
      id: "measured", title: "What was measured",
      paragraphs: [disturbances].compactMap { $0 }
        + run.warnings.map { "Left out while reading: \($0)." },
      tables: CellTables(run).all)
  }

  /// What became of times that noise had touched; `nil` where single times aren't stored.
  private var disturbances: String? {
    guard !run.samples.isEmpty else { return nil }
    let discarded = run.samples.count(where: \.isDiscarded)
    let counting = run.samples.count - discarded
    let disturbed = run.samples.count(where: \.isDisturbed)
    return "Of \(NumberFormat.grouped(run.samples.count)) times taken, "
      + "\(NumberFormat.grouped(discarded)) were disturbed, measured again and left out; of the "
      + "\(NumberFormat.grouped(counting)) that count, \(NumberFormat.grouped(disturbed)) were "
      + "disturbed too, as every other try in their round was."
  }

  private var lawSection: ReportSection { LawSection(laws: laws).section }

  private var rulesSection: ReportSection {
    ReportSection(
      id: "rules", title: "Twelve rules of reporting",
      paragraphs: [
        "Hoefler and Belli (“Scientific benchmarking of parallel computing systems”, SC15) ask "
          + "twelve things of whoever publishes measurements. Here they are in our words, with where "
          + "this report meets each, or doesn't."
      ], rules: ReportingRules(run: run, laws: laws).all)
  }
}
