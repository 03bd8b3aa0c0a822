import ArgumentParser
import CommandLineKit
import Measurement

/// Where the history is.
struct HistoryArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("The file that the history is kept in.", valueName: "file"),
    completion: .file())
  var history = HistoryFile.defaultPath

  var file: HistoryFile { HistoryFile(path: history, option: "--history") }

  func validate() throws {
    guard !history.isEmpty else { throw ValidationError("--history names no file") }
  }
}

/// The history, and the cells of it that are shown.
struct HistorySelectionArguments: ParsableArguments {
  private static let mostExplained = 8

  @OptionGroup var place: HistoryArguments

  @Option(
    help: ArgumentHelp(
      "Cells to show: 'rmt:4,full:4', or 'rmt' for all its lengths. (default: all)",
      valueName: "cells"),
    transform: CommandLineError.usage(HistoryCellSelection.parse))
  var cell: HistoryCellSelection = .all

  @Option(
    help: ArgumentHelp(
      "Show commits from a day or a commit on, such as 2026-11-21 or 7bc5bc2.",
      valueName: "day|commit"),
    transform: CommandLineError.usage(HistoryWindow.since))
  var since: HistoryWindow?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Show this many of the newest commits.", valueName: "n"),
    transform: Count.parse)
  var last: Count?

  /// The commits that are shown.
  var window: HistoryWindow { since ?? last.map { .last($0.value) } ?? .all }

  func validate() throws {
    if since != nil, last != nil { throw ValidationError("give --since or --last, not both") }
  }

  /// The cells that are shown, in git's order.
  func timeline(of history: History) -> HistoryTimeline {
    HistoryTimeline(
      history, positions: GitLog().positions(of: history.commits), in: window, where: cell.matches)
  }

  /// Reads the history; what had to be left out is said on standard error.
  ///
  /// - Throws: A usage error when there is no history, or none of a cell or commit.
  func load() throws -> History {
    StandardError.warn([GitLog().obstacle].compactMap(\.self))
    let history = try read()
    StandardError.warn(notes(on: history))
    if let missing = cell.firstMissing(in: history) {
      let known = HistoryCellSelection.names(in: history)
      throw ValidationError(
        "there is no cell \(Quotation(missing)) in \(place.history.oneLine); "
          + (known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))"))
    }
    guard window.isKnown(in: history) else {
      throw ValidationError("--since names no commit of \(place.history.oneLine)")
    }
    return history
  }

  private func read() throws -> History {
    do throws(HistoryFile.Failure) {
      return try place.file.read()
    } catch {
      throw ValidationError(error.description.oneLine)
    }
  }

  /// Each line that was left out, up to a few, with its number.
  private func notes(on history: History) -> [String] {
    let path = place.history.oneLine
    var notes = history.skipped.prefix(Self.mostExplained).map {
      "\(path), line \($0.number) is skipped: \($0.reason)".oneLine
    }
    guard history.skippedCount > 0 else { return notes }
    let versions = history.otherVersionCount
    notes.append(
      "\(NumberFormat.grouped(history.skippedCount)) of "
        + "\(Plural.text(history.lineCount, "line")) can't be read and are left out"
        + (versions > 0 ? ", \(NumberFormat.grouped(versions)) of them of other versions" : ""))
    return notes
  }
}
