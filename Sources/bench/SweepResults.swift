import CommandLineKit
import Foundation
import Measurement
import Synchronization

/// A run's records, in memory and in its folder.
///
/// An interrupt reads them from another thread, so all access goes through one lock.
final class SweepResults: Sendable {
  private struct State {
    var records: [CellRecord] = []
    var writeError: (any Error)?
  }

  let machine: RunMachine
  private let folder: OutputFolder
  private let state = Mutex(State())

  /// Makes the run's folder and stores what the run is made on.
  init(folder path: String, machine: RunMachine, plan: SweepPlan) throws {
    self.machine = machine
    folder = try OutputFolder(path: path, option: "--out")
    try folder.write(machine.json.pretty + "\n", to: "machine.json")
  }

  var path: String { folder.path }
  /// By number of segments, then as the architectures are listed.
  var records: [CellRecord] { state.withLock { $0.records.sorted(by: Self.isInOrder) } }
  /// Why records could not be stored; the first reason.
  var writeError: (any Error)? { state.withLock { $0.writeError } }

  func update(_ records: [CellRecord]) {
    state.withLock { state in
      state.records = records
      store(&state)
    }
  }

  /// Takes a cell's new record in place of its old one.
  func update(_ record: CellRecord) {
    state.withLock { state in
      state.records.removeAll { $0.cell == record.cell }
      state.records.append(record)
      store(&state)
    }
  }

  private func store(_ state: inout State) {
    do {
      let records = state.records.sorted(by: Self.isInOrder)
      try folder.write(records.jsonLines, to: "records.jsonl")
      try folder.write(records.csv, to: "records.csv")
    } catch {
      state.writeError = state.writeError ?? error
    }
  }

  private static func isInOrder(_ a: CellRecord, _ b: CellRecord) -> Bool {
    (a.cell.segments, a.cell.architecture) < (b.cell.segments, b.cell.architecture)
  }

  /// Stores what follows from the records.
  func finish(_ summary: SweepSummary) throws {
    try folder.write(summary.json.pretty + "\n", to: "laws.json")
  }

  /// Says what is kept and ends the process.
  ///
  /// Every finished cell is on disk already; holding the lock makes sure that no file is being
  /// replaced.
  func interrupted() -> Never {
    state.withLock { state in
      let finished = state.records.filter { $0.timing != nil }.count
      var output = StandardError()
      output.write(
        Terminal.isTerminal(2) ? Terminal.clearLine : "")
      output.write("interrupted; \(finished) finished cells are kept in \(folder.path)\n")
      exit(ExitStatus.interrupted.rawValue)
    }
  }
}
