import Foundation
import Statistics

/// A run's folder, read for what a history keeps of it.
public struct HistoryRun: Sendable {
  /// Why a folder holds no run, as a sentence.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  /// The peak that was measured once, before the run's first cell.
  public static let referencePerRun = "multiply-add peak of the run"

  /// The longest file that is read; a sweep's records take some kilobytes, its samples more.
  private static let largestFile = 512 << 20

  public let folder: String
  public let commit: CommitName
  public let commitText: String
  /// When the run began.
  public let measured: UTCTime
  public let environment: History.Environment
  /// Cells that were measured, each with its ratio.
  public let entries: [HistoryEntry]
  /// Cells with a status that says they weren't.
  public let unmeasured: Int
  /// Lines of the records that can't be read.
  public let skipped: [History.SkippedLine]

  private struct Machine: Decodable {
    let schema: String
    let started: String
    let commit: String
    let fingerprint: String
    let compiler: String
    let onednn: String?
    let configuration: String
    let multiplyAddPeakGflopsPerSecond: Double?
  }

  private struct Record: Decodable {
    let schema: String
    let architecture: String
    let segments: Int
    let positions: Int
    let model: String
    let layers: Int
    let dtype: String
    let mask: String
    let threads: Int
    let logits: String?
    let weights: String?
    let rounds: Int
    let status: String
    let medianSeconds: Double?
    let lowSeconds: Double?
    let highSeconds: Double?
    let usefulFlops: String

    var cell: Cell {
      Cell(
        architecture: architecture, segments: segments, positions: positions,
        setting: Cell.Setting(
          model: model, layers: layers, dtype: dtype, mask: mask, threads: threads,
          // Records from before the option had random weights.
          logits: logits, weights: weights ?? "random"))
    }
  }

  /// Reads `machine.json`, `records.jsonl` and, where there are any, `samples.jsonl`.
  ///
  /// A cell's ratio is the median of its samples' when each tells of the reference kernel around it;
  /// else that of the cell's median to the run's peak.
  ///
  /// - Parameter log: Tells the commit's time and subject.
  /// - Throws: A sentence that names the file and what is wrong with it.
  public init(folder: String, log: GitLog) throws(Failure) {
    self.folder = folder
    let machine = try Self.machine(in: folder)
    let path = folder + "/machine.json"
    guard machine.schema == "contextcost.machine/1" else {
      throw Failure(description: "\(path) is of another schema than contextcost.machine/1")
    }
    guard let commit = CommitName(machine.commit), let measured = UTCTime(machine.started) else {
      throw Failure(description: "\(path) says no commit, or no time, that can be read")
    }
    let peak = machine.multiplyAddPeakGflopsPerSecond
    guard peak.map((1e-3...1e9).contains) ?? true else {
      throw Failure(description: "\(path): its multiply-add peak is not one that a machine has")
    }
    self.commit = commit
    self.measured = measured
    commitText = machine.commit
    environment = History.Environment(
      machine: machine.fingerprint, compiler: machine.compiler,
      libraries: machine.onednn.map { "oneDNN \($0)" }, configuration: machine.configuration,
      reference: Self.referencePerRun)
    let description = log.describe(commit)
    let samples = SampledRatios(lines: try Self.samples(in: folder))
    var entries: [HistoryEntry] = []
    var unmeasured = 0
    var skipped: [History.SkippedLine] = []
    for (number, line) in try Self.lines(in: folder) {
      guard let record = Self.record(line) else {
        skipped.append(
          History.SkippedLine(number: number, reason: "it is torn, or no \(CellRecord.schema)"))
        continue
      }
      guard record.status == "measured" else {
        unmeasured += 1
        continue
      }
      guard let figures = Figures(record, samples, peak: peak.map { $0 * 1e9 }) else {
        skipped.append(
          History.SkippedLine(
            number: number,
            reason: "its times, FLOPs or rounds can't be, or there is nothing they are relative to")
        )
        continue
      }
      var environment = environment
      environment.reference = figures.reference
      entries.append(
        HistoryEntry(
          commit: machine.commit, subject: description?.subject, commitTime: description?.time,
          measured: measured, series: History.Series(cell: record.cell, environment: environment),
          ratio: figures.ratio, low: figures.interval?.low, high: figures.interval?.high,
          rounds: record.rounds))
    }
    self.entries = entries
    self.unmeasured = unmeasured
    self.skipped = skipped
  }

  /// A cell's time over that of its useful FLOPs at the peak.
  private struct Figures {
    let ratio: Double
    let interval: Interval?
    let reference: String

    /// - Returns: `nil` when the record can't be, or neither samples nor the run tell of a peak.
    init?(_ record: Record, _ samples: SampledRatios, peak: Double?) {
      let counts = [
        record.segments, record.positions, record.layers, record.threads, record.rounds,
      ]
      guard counts.allSatisfy({ $0 > 0 }), let flops = UInt128(record.usefulFlops), flops > 0,
        let median = record.medianSeconds, median > 0
      else { return nil }
      if let sampled = samples.ratio(
        of: record.cell, usefulFlops: Double(flops), rounds: record.rounds)
      {
        (ratio, interval) = sampled
        reference = SampledRatios.reference
        return
      }
      guard let peak else { return nil }
      let scale = peak / Double(flops)
      ratio = median * scale
      reference = HistoryRun.referencePerRun
      guard HistoryLine.ratios.contains(ratio) else { return nil }
      guard record.rounds > 1, let low = record.lowSeconds, let high = record.highSeconds else {
        interval = nil
        return
      }
      guard low > 0, low <= median, median <= high, HistoryLine.ratios.contains(low * scale),
        HistoryLine.ratios.contains(high * scale)
      else { return nil }
      interval = Interval(low: low * scale, high: high * scale)
    }
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  private static func machine(in folder: String) throws(Failure) -> Machine {
    let data = try contents("machine.json", in: folder)
    do {
      return try decoder.decode(Machine.self, from: data)
    } catch DecodingError.keyNotFound(let key, _) {
      throw Failure(description: "\(folder)/machine.json has no '\(key.stringValue)'")
    } catch {
      throw Failure(description: "\(folder)/machine.json describes no machine")
    }
  }

  private static func record(_ line: Data) -> Record? {
    guard let record = try? decoder.decode(Record.self, from: line),
      record.schema == CellRecord.schema
    else { return nil }
    return record
  }

  /// The lines that aren't empty, with their numbers.
  private static func lines(in folder: String) throws(Failure) -> [(Int, Data)] {
    let data = try contents("records.jsonl", in: folder)
    return data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated().filter { !$0.element.isEmpty }.map { ($0.offset + 1, Data($0.element)) }
  }

  /// Runs of the schema `contextcost.bench/1` from before rounds have none.
  private static func samples(in folder: String) throws(Failure) -> Data {
    guard access(folder + "/samples.jsonl", F_OK) == 0 else { return Data() }
    return try contents("samples.jsonl", in: folder)
  }

  private static func contents(_ name: String, in folder: String) throws(Failure) -> Data {
    let path = "\(folder)/\(name)"
    do throws(RegularFile.Failure) {
      return try RegularFile.contents(path, upTo: largestFile)
    } catch {
      throw Failure(
        description: "\(path) \(error.reason); name the folder of a run, such as "
          + "Results/<time>-<commit>-<machine>")
    }
  }
}
