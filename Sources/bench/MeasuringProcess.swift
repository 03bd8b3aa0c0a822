import CommandLineKit
import Foundation
import Measurement
import Processes

/// This program again, as the process that measures while this one waits.
enum MeasuringProcess {
  private static let program = "/proc/self/exe"

  /// Starts a round.
  static func round(
    _ round: SweepState.Round, of plan: SweepPlan, workload: [String]
  ) throws -> LineProcess {
    let cells = round.visits.map { plan.entries[$0.place].estimate.cell.description }
    let seconds = round.visits.map { "\($0.retrySeconds)" }
    return try LineProcess(
      program,
      [
        "round", "--cells=\(cells.joined(separator: ","))", "--round=\(round.number)",
        "--retry-seconds=\(seconds.joined(separator: ","))", "--parent=\(getpid())",
        round.isChecked ? "--check" : "--no-check",
      ] + workload)
  }

  /// Measures what a plan is made from.
  ///
  /// - Throws: A sentence when the time doesn't suffice; the status of the process, which has said
  ///   why, when it failed.
  static func basis(
    of sweep: Sweep, workload: [String], results: String?, within seconds: Double
  ) throws -> PlanBasis {
    let values = sweep.values.map(String.init).joined(separator: ",")
    let process = try LineProcess(
      program,
      ["basis", "--segments=\(values)", "--parent=\(getpid())"]
        + (results.map { ["--results=\($0)"] } ?? []) + workload)
    defer { process.end() }
    switch process.next(within: seconds) {
    case .line(let line):
      return try JSONDecoder().decode(PlanBasis.self, from: Data(line))
    case .timedOut:
      throw CommandLineError(
        "budget: the time was up before the first cell could be planned; give --budget more")
    case .exited(let status):
      throw ExitStatus(rawValue: status)?.exitCode ?? ExitStatus.failure.exitCode
    case .signalled(let signal):
      throw CommandLineError(
        "the process that calibrates was ended by signal \(signal)"
          + (signal == 9 ? ", as when memory runs out" : ""))
    }
  }
}
