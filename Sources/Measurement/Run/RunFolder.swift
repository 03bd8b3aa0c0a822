import Foundation

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
  /// Whether the run has come to its end.
  public let isFinished: Bool

  /// Reads the folder of a run.
  ///
  /// - Throws: A sentence when it holds none, or one of another version.
  public init(reading path: String) throws(RunFolderError) {
    self.path = path
    configuration = try Self.configuration(in: path)
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
    (samples, badLines) = try Self.samples(in: data, of: configuration.plan, path: samplesPath)
    state = SweepState(configuration.plan, samples: samples)
    records = state.records(configuration.identity.setting)
      .sorted { $0.cell.name < $1.cell.name }
    machine = Self.machine(in: path)
    isFinished = (try? PlainFile.read("\(path)/\(File.finished)", atMost: 1 << 20)) != nil
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

  /// Lines that are left out, a sentence each; beyond the first five, how many.
  public var warnings: [String] {
    let most = 5
    let named = badLines.prefix(most).map {
      "'\(path)/\(File.samples)', line \($0.number), is left out: \($0.reason)"
    }
    let rest = badLines.count - most
    return rest > 0 ? named + ["and \(rest) more lines are left out"] : named
  }

  private static func configuration(in folder: String) throws(RunFolderError) -> RunConfiguration {
    struct Versioned: Decodable { let schema: String }
    let path = "\(folder)/\(File.configuration)"
    let data: Data
    do throws(PlainFile.Failure) {
      data = try PlainFile.read(path, atMost: mostConfigurationBytes)
    } catch .missing {
      throw RunFolderError(
        "'\(folder)' holds no run: there is no \(File.configuration); name a folder that bench "
          + "sweep has written")
    } catch {
      throw RunFolderError("'\(path)' can't be read: \(error)")
    }
    guard let version = try? JSONDecoder().decode(Versioned.self, from: data) else {
      throw RunFolderError("'\(path)' is not the configuration of a run, or it is torn")
    }
    guard version.schema == RunConfiguration.schema else {
      throw RunFolderError(
        "'\(path)' is of schema '\(version.schema.prefix(64))', and this program reads "
          + "\(RunConfiguration.schema); use the program that wrote it")
    }
    do {
      let configuration = try JSONDecoder().decode(RunConfiguration.self, from: data)
      try check(configuration)
      return configuration
    } catch {
      throw RunFolderError("'\(path)' is not the configuration of a run, or it was edited")
    }
  }

  private struct Implausible: Error {}

  /// Makes sure that what is computed from it makes sense.
  private static func check(_ configuration: RunConfiguration) throws {
    let (identity, plan) = (configuration.identity, configuration.plan)
    let names = plan.entries.map(\.estimate.cell)
    guard configuration.hash == identity.hash, isPlausible(identity), isPlausible(plan.limits),
      Set(names).count == names.count,
      plan.entries.allSatisfy({ isPlausible($0, segmentPositions: identity.segmentPositions) })
    else { throw Implausible() }
  }

  private static func isPlausible(_ identity: RunConfiguration.Identity) -> Bool {
    identity.segmentPositions > 0 && identity.memorySlots >= 0 && identity.setting.layers > 0
      && identity.setting.threads > 0
  }

  private static func isPlausible(_ limits: SweepPlan.Limits) -> Bool {
    1...1_000_000 ~= limits.rounds.minimum && limits.rounds.minimum <= limits.rounds.maximum
      && limits.budget > 0 && limits.spentSeconds >= 0 && limits.setupSeconds >= 0
  }

  private static func isPlausible(_ entry: SweepPlan.Entry, segmentPositions: Int) -> Bool {
    let (positions, overflow) =
      entry.estimate.cell.segments.multipliedReportingOverflow(by: segmentPositions)
    return !overflow && positions == entry.estimate.positions && 0...1_000_000 ~= entry.rounds
      && entry.shareSeconds >= 0
  }

  private static func machine(in folder: String) -> StoredMachine? {
    guard let data = try? PlainFile.read("\(folder)/\(File.machine)", atMost: 1 << 20) else {
      return nil
    }
    let machine = try? JSONDecoder().decode(StoredMachine.self, from: data)
    return machine?.schema == StoredMachine.schema ? machine : nil
  }
}
