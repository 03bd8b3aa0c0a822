import CommandLineKit
import Files
import Foundation
import Measurement
import Processes
import Reports
import Synchronization

/// Keeps a run's samples as they come, and the records that follow from them, in its folder.
///
/// An interrupt uses it from another thread, so all access goes through one lock.
final class RunRecorder: Sendable {
  private struct State {
    var progress: SweepState
    var stored: ContinuousClock.Instant?
  }

  /// Records are stored at most this often, so that storing a long sweep takes no time.
  private static let storingInterval = Duration.seconds(1)

  private let folder: OutputFolder
  private let log: SampleLog
  private let identity: RunConfiguration.Identity
  private let fields: [Field<CellRecord>]
  private let state: Mutex<State>

  /// - Parameter machine: What the run's folder says of it; `nil` where it doesn't.
  init(
    _ folder: OutputFolder, log: SampleLog, identity: RunConfiguration.Identity,
    machine: StoredMachine?,
    progress: SweepState
  ) {
    self.folder = folder
    self.log = log
    self.identity = identity
    fields = CellRecord.fields(configuration: machine?.configuration)
    state = Mutex(State(progress: progress))
  }

  var path: String { folder.path }

  /// By number of segments, then by architecture.
  private func records(_ state: State) -> [CellRecord] {
    state.progress.records(identity).sorted { $0.cell.name < $1.cell.name }
  }

  /// Stores a sample.
  func take(_ sample: Sample) throws {
    try state.withLock { state in
      try log.append(sample)
      state.progress.take(sample)
    }
  }

  /// Makes what is stored survive a power failure, and stores the records now and then.
  func roundEnded() throws {
    try state.withLock { state in
      try log.synchronize()
      let now = ContinuousClock.now
      if let stored = state.stored, stored.duration(to: now) < Self.storingInterval { return }
      state.stored = now
      try store(state)
    }
  }

  /// Stores every record as it is now.
  func store() throws {
    try state.withLock { try store($0) }
  }

  private func store(_ state: State) throws {
    let table = RecordTable(fields, rows: records(state))
    try folder.write(table.render(as: .jsonl), to: RunFolder.File.records)
    try folder.write(table.render(as: .csv), to: RunFolder.File.recordsTable)
  }

  /// Stores what follows from the records.
  func store(_ laws: RunLaws) throws {
    try folder.write(laws.json.pretty + "\n", to: RunFolder.File.laws)
  }

  /// Stores that the run has come to its end.
  func finish(spentSeconds: Double) throws {
    let end: JSONValue = [
      "schema": "contextcost.finished/1",
      "finished": .string(Date().formatted(.iso8601)),
      "spent_seconds": .number(spentSeconds),
    ]
    try folder.write(end.pretty + "\n", to: RunFolder.File.finished, isDurable: true)
  }

  /// Stores what is finished, says where, and ends the process.
  ///
  /// Another thread is waiting for the measuring process, which ends with this one. Holding the lock makes sure that no file is being written.
  func interrupted(by signal: Int32) -> Never {
    state.withLock { state in
      try? log.synchronize()
      try? store(state)
      let finished = records(state).filter { $0.timing != nil }.count
      var output = StandardError()
      output.write(Terminal.isTerminal(2) ? Terminal.clearLine : "")
      output.write(
        "interrupted; \(finished) finished cells and all samples are kept in \(folder.path), and the "
          + "same command goes on with them\n")
      Interruption.end(by: signal)
    }
  }
}
