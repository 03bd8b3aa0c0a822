import ArgumentParser
import CommandLineKit
import Measurement

/// `bench history add`: a run's cells become lines of the history.
struct HistoryAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Appends the measured cells of runs to the history.",
    discussion: """
      A run of a tree with changes is refused, since no commit has its speed; a run outside of git is \
      kept under 'unknown' and the time it was measured at. A run that wasn't finished is refused too, and \
      cells of which every round was disturbed are left out, unless told otherwise. The status is 3 when \
      a run has failed cells; the others are added.

      Examples:
        bench history add
        bench history add Results/20261125T012954Z-3ee3a054e6b4-d1c679f9
        bench history add Results/2026* --history history.jsonl
      """)

  @Argument(
    help: ArgumentHelp(
      "Folders of runs. (default: the newest in .contextcost/Results)", valueName: "run"),
    completion: .directory)
  var runs: [String] = []

  @OptionGroup var place: HistoryArguments

  @Flag(help: "Take runs of a tree that differed from its commit too.")
  var allowDirty = false

  @Flag(help: "Take what is measured of runs that weren't finished too.")
  var allowUnfinished = false

  @Flag(help: "Take cells of which every round was disturbed too.")
  var allowDisturbed = false

  func run() throws {
    // All are read before the first is added: either all runs can be added or none is.
    let log = GitLog()
    StandardError.warn([log.obstacle].compactMap(\.self))
    let folders = try runs.isEmpty ? [StoredRun.folder(nil)] : runs
    let additions = try folders.map { try addition(of: $0, log) }
    var output = StandardOutput()
    for addition in additions {
      addition.warn()
      try explainingWriteErrors { try place.file.append(addition.lines) }
      output.write("\(addition.summary) added to \(place.history.oneLine)\n")
    }
    if additions.contains(where: { !$0.run.failures.isEmpty }) {
      throw ExitStatus.cellFailed.exitCode
    }
  }

  private func addition(of folder: String, _ log: GitLog) throws -> Addition {
    let run: HistoryRun
    do {
      run = try HistoryRun(
        RunFolder(reading: folder), log: log, allowsDisturbed: allowDisturbed)
    } catch {
      throw ValidationError("\(error)".oneLine)
    }
    let name = folder.oneLine
    guard allowDirty || !run.commit.isDirty else {
      throw ValidationError(
        "\(name) was measured on a tree that differed from its commit, \(run.commitText.oneLine); commit and "
          + "measure again, or add it with --allow-dirty")
    }
    guard allowUnfinished || run.folder.isFinished else {
      throw ValidationError(
        "\(name) is a run that wasn't finished; the command that began it goes on with it, or add what "
          + "there is with --allow-unfinished")
    }
    guard !run.entries.isEmpty else {
      throw ValidationError(
        "\(name) has no measured cell that could be added"
          + (run.disturbed.isEmpty
            ? "" : ": every round was disturbed; measure again, or add it with --allow-disturbed"))
    }
    return try Addition(run)
  }

  /// A run that can be added.
  private struct Addition {
    let run: HistoryRun
    let lines: [String]

    init(_ run: HistoryRun) throws {
      let lines = HistoryEntry.lines(of: run.entries)
      // What can't be read back must never get into the file.
      let read = History(lines: Array(lines.joined(separator: "\n").utf8))
      if let problem = read.skipped.first {
        throw ValidationError(
          "\(run.folder.path.oneLine) makes a line that no history can hold: "
            + problem.reason.oneLine)
      }
      self.run = run
      self.lines = lines
    }

    /// Such as `12 cells of b12b45c60f8b on d1c679f9`.
    var summary: String {
      "\(Plural.text(lines.count, "cell")) of \(run.commitText.oneLine) on "
        + run.environment.machine.oneLine
    }

    /// Says what isn't added, or isn't known.
    func warn() {
      StandardError.warn(run.folder.warnings + run.folder.doubts)
      StandardError.warn(run.failures.map { "\($0.cell) failed: \($0.reason)" })
      StandardError.warn(
        run.withoutReference.map {
          "\($0) is left out, since not all its rounds tell of the reference kernel, or tell what can't be"
        })
      if run.unmeasured > 0 {
        let left = run.unmeasured
        StandardError.note([
          "\(Plural.text(left, "cell")) that \(Plural.word(left, "wasn't", "weren't")) measured "
            + "\(Plural.word(left, "is", "are")) left out"
        ])
      }
      if run.commit.digits == nil {
        StandardError.note([
          "\(run.folder.path) says no commit; it is placed by the time it was measured at"
        ])
      } else if run.entries[0].commitTime == nil {
        StandardError.note([
          "git doesn't know \(run.commitText) here; it is placed by the time it was measured at"
        ])
      }
    }
  }
}
