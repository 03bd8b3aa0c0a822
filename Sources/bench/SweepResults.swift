import CommandLineKit
import Foundation
import Measurement
import Synchronization

/// A run's records, in memory and in its folder.
///
/// An interrupt reads them from another thread, so all access goes through one lock.
final class SweepResults: Sendable {
  private struct State {
    /// In the order of the plan.
    var records: [CellRecord]
    var places: [Cell: Int]
    var stored: ContinuousClock.Instant?
    var writeError: OutputFolder.WriteError?
  }

  /// Records are stored at most this often, so that storing a long sweep takes no time.
  private static let storingInterval = Duration.seconds(1)

  let machine: RunMachine
  private let folder: OutputFolder
  private let state: Mutex<State>

  /// Whether a run can keep its results in a folder; nothing is made.
  ///
  /// - Throws: When the folder can't be written or holds another run's results.
  static func check(folder path: String) throws(OutputFolder.WriteError) {
    try OutputFolder.check(path: path, option: "--out")
    guard !FileManager.default.fileExists(atPath: path + "/records.jsonl") else {
      throw OutputFolder.WriteError(
        path: path, reason: "it holds the results of another run", option: "--out")
    }
  }

  /// Makes the run's folder and stores the records to begin with and what the run is made on.
  init(folder path: String, machine: RunMachine, records: [CellRecord]) throws {
    self.machine = machine
    folder = try OutputFolder(path: path, option: "--out")
    let places = records.enumerated().map { ($0.element.cell, $0.offset) }
    state = Mutex(
      State(records: records, places: Dictionary(places, uniquingKeysWith: { first, _ in first })))
    try folder.write(machine.json.pretty + "\n", to: "machine.json")
    store()
    if let error = writeError { throw error }
  }

  var path: String { folder.path }
  /// By number of segments, then as the architectures are listed.
  var records: [CellRecord] { state.withLock { $0.records.sorted(by: Self.isInOrder) } }
  /// Why records could not be stored; the first reason.
  var writeError: OutputFolder.WriteError? { state.withLock { $0.writeError } }

  /// Takes a cell's new record in place of its old one.
  func update(_ record: CellRecord) {
    state.withLock { state in
      guard let place = state.places[record.cell] else { return }
      state.records[place] = record
      let now = ContinuousClock.now
      if let stored = state.stored, stored.duration(to: now) < Self.storingInterval { return }
      store(&state)
    }
  }

  /// Stores every record as it is now.
  func store() {
    state.withLock { store(&$0) }
  }

  private func store(_ state: inout State) {
    do {
      let records = state.records.sorted(by: Self.isInOrder)
      let table = RecordTable(CellRecord.fields, rows: records)
      try folder.write(table.render(as: .jsonl), to: "records.jsonl")
      try folder.write(table.render(as: .csv), to: "records.csv")
      state.stored = .now
    } catch {
      state.writeError = state.writeError ?? error
    }
  }

  private static func isInOrder(_ a: CellRecord, _ b: CellRecord) -> Bool {
    (a.cell.segments, a.cell.architecture) < (b.cell.segments, b.cell.architecture)
  }

  /// Stores what follows from the records.
  func finish(_ summary: SweepSummary) {
    state.withLock { state in
      do throws(OutputFolder.WriteError) {
        try folder.write(summary.json.pretty + "\n", to: "laws.json")
      } catch {
        state.writeError = state.writeError ?? error
      }
    }
  }

  /// Stores what is finished, says where, and ends the process.
  ///
  /// Without the usual clean-up, since another thread may be in the middle of a product. Holding the
  /// lock makes sure that no file is being replaced.
  func interrupted(by signal: Int32) -> Never {
    state.withLock { state in
      store(&state)
      let finished = state.records.filter { $0.timing != nil }.count
      var output = StandardError()
      output.write(Terminal.isTerminal(2) ? Terminal.clearLine : "")
      output.write("interrupted; \(finished) finished cells are kept in \(folder.path)\n")
      _exit(128 + signal)
    }
  }
}
