import ArgumentParser
import Charts
import CommandLineKit
import Files
import Foundation
import Kernels
import Measurement
import Processes
import Statistics

/// `bench compare`: two builds or two runs against each other.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compares two commands measured in alternation, or two runs' folders.",
    discussion: """
      Two commands, each of which measures one round and prints a line of JSON for each cell, \
      {"cell": text, "seconds": number}, are run in blocks of A B B A and B A A B, every round in a \
      fresh process, until each cell is decided or the budget is spent. They are split into words, \
      with quotes, and never given to a shell; {round} in them becomes the block's number. What seems \
      to have changed has to be found again in as many blocks more, and A is held against itself all \
      along: when that differs, nothing is concluded.

      Two folders are compared by their samples: unpaired, and without a control.

      The status is 0 for improved or unchanged, 2 when a cell became slower, 3 when one failed, 75 \
      when the data decide nothing or B lacks a cell that A has. An output that can't be written changes \
      the status of 0 alone, to 73.

      Examples:
        bench compare --command-a 'old/bench round --cells rmt:4' --command-b 'new/bench round --cells rmt:4'
        bench compare --command-a ./old --command-b ./new --blocks 15 --format markdown
        bench compare .contextcost/Results/one .contextcost/Results/other --preview
      """)

  @Argument(
    help: ArgumentHelp("Two runs' folders, the baseline first.", valueName: "folder"),
    completion: .directory)
  var folders: [String] = []

  @Option(
    help: ArgumentHelp("A: the command of the baseline.", valueName: "command"),
    transform: CommandLineError.usage(CommandWords.split))
  var commandA: [String]?

  @Option(
    help: ArgumentHelp("B: the command that may have become slower.", valueName: "command"),
    transform: CommandLineError.usage(CommandWords.split))
  var commandB: [String]?

  @OptionGroup var effort: AlternationArguments

  @Flag(help: "Compare runs of different machines.")
  var acrossMachines = false

  @OptionGroup var plots: PlotArguments

  @Option(help: "How results are printed.")
  var format: OutputFormat = .table

  func validate() throws {
    switch (commandA, commandB) {
    case (nil, nil):
      guard folders.count == 2 else {
        throw ValidationError(
          "give two folders, or --command-a and --command-b; there "
            + Plural.word(folders.count, "is ", "are ") + Plural.text(folders.count, "folder")
            + "; runs are kept in \(ResultsFolder.own)")
      }
      guard effort.samples == nil else {
        throw ValidationError("--samples keeps what commands print; folders have their own samples")
      }
    case (.some, .some):
      guard folders.isEmpty else {
        throw ValidationError("give two folders or two commands, not both")
      }
    default:
      throw ValidationError(
        "--command-\(commandA == nil ? "b" : "a") needs --command-\(commandA == nil ? "a" : "b") "
          + "beside it")
    }
  }

  func run() throws {
    try plots.check()
    let report: ComparisonReport
    if let commandA, let commandB {
      report = try compare(commandA, commandB)
    } else {
      report = try compareFolders()
    }
    var output = StandardOutput()
    output.write(report.render(as: format))
    try report.status.ending(after: [{ try report.drawForest(plots) }])
  }

  // MARK: Commands

  private func compare(_ a: [String], _ b: [String]) throws -> ComparisonReport {
    let interrupt = Interrupt { _ in ChildCommand.interruptAll() }
    defer { interrupt.stop() }
    let session = ComparisonSession(
      setting: effort.setting, baseline: ComparedCommand(ChildCommand(a)),
      candidate: ComparedCommand(ChildCommand(b)), log: try effort.log())
    let result = session.run()
    let names: [ComparisonSide: String] = [
      .baseline: CommandWords.joined(a), .candidate: CommandWords.joined(b),
    ]
    try result.explainFailure(names: names, budget: effort.budget.seconds)
    return ComparisonReport(
      result, baseline: names[.baseline] ?? "", candidate: names[.candidate] ?? "",
      allowsMissing: effort.allowMissing,
      shortcoming: effort.setting.shortcoming(cells: max(result.cells.count, 1)))
  }

  // MARK: Folders

  private func compareFolders() throws -> ComparisonReport {
    do {
      let (a, b) = (try RunFolder(reading: folders[0]), try RunFolder(reading: folders[1]))
      let comparison = try StoredComparison(a, b, acrossMachines: acrossMachines)
      var report = ComparisonReport(comparison, a, b, allowsMissing: effort.allowMissing)
      let warnings = ComparisonReport.warnings(of: comparison, [a, b])
      report.notes = warnings + report.notes
      StandardError.warn(warnings)
      return report
    } catch let error as RunFolderError {
      throw ValidationError(error.description.oneLine)
    } catch let error as StoredComparison.Obstacle {
      throw ValidationError(sentence(error))
    }
  }

  private func sentence(_ obstacle: StoredComparison.Obstacle) -> String {
    switch obstacle {
    case .nothingInCommon:
      "\(Quotation(folders[0])) and \(Quotation(folders[1])) have no cell in common; compare runs of "
        + "the same sweep"
    case .otherWork(let difference):
      "\(Quotation(folders[0])) and \(Quotation(folders[1])) measured different things "
        + "(\(difference.oneLine)); compare runs of the same sweep"
    case .otherMachine(let one, let other):
      "the runs were made on different machines (\(one.oneLine) and \(other.oneLine)); "
        + "--across-machines compares them nonetheless"
    }
  }
}

extension AlternationResult {
  /// Says on standard error why commands could not be compared.
  ///
  /// - Throws: A usage error when they can't be started or have nothing in common, and the status for
  ///   inconclusive when not one block was finished.
  func explainFailure(names: [ComparisonSide: String], budget: Double) throws {
    var standardError = StandardError()
    switch ending {
    case .failed(let side, .notStarted(let reason)):
      throw ValidationError(
        RoundFailure.notStarted(reason: reason).sentence(about: names[side] ?? ""))
    case .failed(let side, let failure):
      print(
        "Error: \(side.letter): \(failure.sentence(about: names[side] ?? ""))", to: &standardError)
      if cells.isEmpty { throw ExitStatus.cellFailed.exitCode }
    case .nothingInCommon:
      let lists = ComparisonSide.allCases.map { side in
        let own = cells.filter { $0.seconds[side] != nil || $0.failure?.side == side }
        let names = own.prefix(5).map { "\(Quotation($0.name))" }
        return "\(side.letter) has \(names.joined(separator: ", "))"
      }
      throw ValidationError("the commands have no cell in common: \(lists.joined(separator: "; "))")
    case .budgetSpent where cells.isEmpty:
      print(
        "Error: not one block of four rounds was finished in \(NumberFormat.duration(seconds: budget)); give it more --budget",
        to: &standardError)
      throw ExitStatus.inconclusive.exitCode
    case .interrupted where cells.isEmpty: throw ExitStatus.interrupted.exitCode
    case .interrupted, .decided, .budgetSpent: break
    }
  }
}
