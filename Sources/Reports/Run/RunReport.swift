import Architectures
import CommandLineKit
import Statistics
import Text

/// A run's report, from what its folder holds.
public struct RunReport: Sendable {
  public let run: ReportedRun
  public let laws: RunLaws
  let subject: ReportSubject
  /// `nil` unless both full attention and RMT were to be timed.
  public let paper: PaperBesideMachine?
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
    laws = RunLaws(run)
    subject = try ReportSubject(run, model: model)
    paper = try PaperBesideMachine(subject, run: run, laws: laws)
  }

  public var model: ReportModel {
    let (lead, rest) = (figures.first, Array(figures.dropFirst()))
    return ReportModel(
      title: "What a longer context costs: \(run.setting.model)", subtitle: subtitle,
      headline: ReportSection(
        id: "headline", title: "In short", paragraphs: [finding],
        figures: [lead].compactMap { $0 }.map {
          ReportFigure("", $0.drawing, narrow: $0.narrow, caption: $0.caption)
        }),
      sections: [
        measured, paper?.section,
        rest.isEmpty && missingFigures.isEmpty
          ? nil
          : ReportSection(
            id: "charts", title: "More charts", paragraphs: missingFigures, figures: rest),
        lawSection, machineSection, methodSection, rulesSection,
      ].compactMap { $0 },
      colophon: colophon)
  }

  /// What a terminal shows at the end of a sweep: what was measured, the laws, where they cross, the paper beside it, the finding.
  public var summary: String {
    let laws = laws.all.compactMap { law -> String? in
      guard let fit = law.fit?.law else { return nil }
      return
        "law of \(ReportedRun.title(of: law.architecture)): t = \(fit.formula), n positions; a model, "
        + "fitted to what was measured within \(NumberFormat.percent(fit.largestResidual))\n"
    }
    let said = self.laws.breakEvenSentences + [self.laws.holdOutSentence].compactMap { $0 }
    let sentences = said.map { $0.brokenIntoLines(of: 100) + "\n" }
    let finding = finding.brokenIntoLines(of: 100) + "\n"
    return [
      measured.text, laws.joined(), sentences.joined(), paper?.section.text ?? "", finding,
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// What the run was, in a line.
  private var subtitle: String {
    let setting = run.setting
    let parts = [
      subject.timedName, setting.dtype, "mask \(setting.mask)",
      setting.threadsText,
      run.cutTitles.isEmpty
        ? nil : "segments of \(Plural.text(run.memory.segmentLength, "position"))",
      run.machine?.processor,
      run.machine?.started,
    ]
    return parts.compactMap { $0 }.joined(separator: " · ")
  }

  private var colophon: String {
    let commit = (run.machine?.commit).map { " Measured at commit \($0)." } ?? ""
    return "Made by bench report from the records in \(run.folder); it measures nothing anew."
      + commit
  }

  private var measured: ReportSection {
    ReportSection(
      id: "measured", title: "What was measured",
      paragraphs: [disturbances].compactMap { $0 }
        + run.warnings,
      tables: CellTables(run).all)
  }

  /// What became of times that noise had touched; `nil` where single times aren't stored.
  private var disturbances: String? {
    guard !run.samples.isEmpty else { return nil }
    let discarded = run.samples.count { $0.status == .discarded }
    let counting = run.samples.count { $0.status == .measured }
    let disturbed = run.samples.count { $0.status == .measured && $0.isDisturbed }
    let taken = "Of \(Plural.text(discarded + counting, "time")) taken"
    guard discarded + disturbed > 0 else { return "\(taken) none was disturbed." }
    let left =
      discarded == 0
      ? "\(taken) none was left out"
      : "\(taken), \(NumberFormat.grouped(discarded)) \(Plural.word(discarded, "was", "were")) "
        + "disturbed, measured again and left out"
    guard disturbed > 0 else { return left + "." }
    return "\(left); of the \(NumberFormat.grouped(counting)) that count, "
      + "\(NumberFormat.grouped(disturbed)) \(Plural.word(disturbed, "was", "were")) disturbed too, "
      + "as every other try in \(Plural.word(disturbed, "its", "their")) round was."
  }

  private var lawSection: ReportSection { LawSection(run: run, laws: laws).section }

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
