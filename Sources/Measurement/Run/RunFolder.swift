import Foundation
import Text

/// A stored run, read with care: files may be torn, edited or something else altogether.
public struct RunFolder: Sendable {
  /// A line that was left out.
  public struct BadLine: Equatable, Sendable {
    /// Counted from 1.
    public let number: Int
    public let reason: String
  }

  /// The names of a folder's files.
  public enum File {
    public static let configuration = "configuration.json"
    public static let samples = "samples.jsonl"
    public static let machine = "machine.json"
    public static let records = "records.jsonl"
    public static let recordsTable = "records.csv"
    public static let laws = "laws.json"
    public static let finished = "finished.json"
    public static let all = [
      configuration, samples, machine, records, recordsTable, laws, finished,
    ]
  }

  /// The largest files that are read.
  private static let mostConfigurationBytes = 16 << 20
  private static let mostSamplesBytes = 512 << 20

  public let path: String
  public let configuration: RunConfiguration
  /// Samples of planned cells in the order stored; of a cell and a round, one that counts.
  public let samples: [Sample]
  /// Lines of `samples.jsonl` that are none of these, a torn last one among them.
  public let badLines: [BadLine]
  /// How far the run has come.
  public let state: SweepState
  /// What is known of every cell: by number of segments, then by architecture.
  public let records: [CellRecord]
  /// `nil` when it isn't stored or can't be read.
  public let machine: StoredMachine?
  /// Why a stored machine can't be read; `nil` when it can, or there is none.
  public let machineProblem: String?
  /// Whether the run has come to its end.
  public let isFinished: Bool

  /// Reads the folder of a run.
  ///
  /// - Throws: A sentence when it holds none, or one of another version.
  public init(reading path: String) throws(RunFolderError) {
    self.path = path
    configuration = try Self.configuration(in: path)
    (machine, machineProblem) = Self.machine(in: path)
    let samplesPath = "\(path)/\(File.samples)"
    let data: Data
    do throws(PlainFile.Failure) {
      data = try PlainFile.read(samplesPath, atMost: Self.mostSamplesBytes)
    } catch .missing {
      // A run that ended before its first sample.
      data = Data()
    } catch {
      throw RunFolderError("'\(samplesPath)' can't be read: \(error)")
    }
    var state = SweepState(configuration.plan)
    (samples, badLines) = try Self.samples(
      in: Array(data), into: &state, limits: Self.limits(configuration, machine),
      path: samplesPath)
    self.state = state
    records = state.records(configuration.identity)
      .sorted { $0.cell.name < $1.cell.name }
    isFinished = (try? PlainFile.read("\(path)/\(File.finished)", atMost: 1 << 20)) != nil
  }

  /// What its samples can be.
  public var limits: SampleLimits { Self.limits(configuration, machine) }

  private static func limits(
    _ configuration: RunConfiguration, _ machine: StoredMachine?
  ) -> SampleLimits {
    SampleLimits(
      configuration.plan, dtype: configuration.identity.setting.dtype,
      peakGigaflopsPerSecond: machine?.peakGigaflopsPerSecond)
  }

  /// Seconds of the budget that are spent.
  public var spentSeconds: Double {
    max(
      configuration.plan.limits.spentSeconds,
      samples.reduce(0) { max($0, $1.spentSeconds ?? 0) })
  }

  /// A cell's samples that count, by round.
  public func samples(of cell: CellName) -> [Sample] {
    samples.filter { $0.cell == cell && $0.status == .measured }.sorted { $0.round < $1.round }
  }

  /// What is left out while reading, a sentence each; beyond the first five lines, how many.
  public var warnings: [String] {
    let most = 5
    let named = badLines.prefix(most).map {
      "'\(path)/\(File.samples)', line \($0.number), is left out: \($0.reason)"
    }
    let rest = badLines.count - most
    let machine = machineProblem.map { "'\(path)/\(File.machine)' is left out: \($0)" }
    return [machine].compactMap(\.self) + named
      + (rest > 0 ? ["and \(Plural.text(rest, "more line is", "more lines are")) left out"] : [])
  }

  /// Why what the run holds may be worth less than it looks, a sentence each.
  public var doubts: [String] {
    let measured = records.filter { $0.timing != nil }
    let disturbed = measured.filter { $0.timing?.isWhollyDisturbed ?? false }
    var doubts: [String] = []
    if !isFinished {
      doubts.append(
        "'\(path)' is a run that wasn't finished: of its \(Plural.text(records.count, "cell")) "
          + "\(Plural.text(measured.count, "is", "are")) measured")
    }
    if !disturbed.isEmpty {
      let names = disturbed.prefix(5).map { "\($0.cell.name)" }.joined(separator: ", ")
      doubts.append(
        "'\(path)': every round of \(names)\(disturbed.count > 5 ? ", …" : "") was disturbed")
    }
    guard let peak = machine?.peakGigaflopsPerSecond else { return doubts }
    doubts += measured.compactMap { record in
      guard let rate = record.gigaflopsPerSecond, rate > MeasuredRate.doubtful * peak else {
        return nil
      }
      return "'\(path)': \(record.cell.name) is said to reach "
        + "\(MeasuredRate.text(rate * 1e9, peak: peak * 1e9))"
    }
    return doubts
  }

  private static func configuration(in folder: String) throws(RunFolderError) -> RunConfiguration {
    let path = "\(folder)/\(File.configuration)"
    do throws(StoredFileProblem) {
      return try RunConfiguration.read(path, atMost: mostConfigurationBytes)
    } catch .missing {
      throw RunFolderError(
        "'\(folder)' holds no run: there is no \(File.configuration); name a folder that bench "
          + "sweep has written")
    } catch {
      throw RunFolderError("'\(path)' is no configuration of a run: \(error)")
    }
  }

  private static func machine(in folder: String) -> (StoredMachine?, problem: String?) {
    do throws(StoredFileProblem) {
      return (try StoredMachine.read("\(folder)/\(File.machine)", atMost: 1 << 20), nil)
    } catch {
      return (nil, error == .missing ? nil : error.description)
    }
  }
}
