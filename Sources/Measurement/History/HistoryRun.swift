import Statistics

/// A run's folder, read for what a history keeps of it.
public struct HistoryRun: Sendable {
  /// Why a folder's run can't be kept, as a sentence.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  /// What times are relative to: independent multiply-adds in f32 on the cell's threads.
  public static let reference = "f32 multiply-add peak around each sample"

  public let folder: RunFolder
  public let commit: CommitName
  /// As it was stored.
  public let commitText: String
  public let environment: History.Environment
  /// Cells that were measured, each with its ratio.
  public let entries: [HistoryEntry]
  /// Cells that weren't measured, and didn't fail.
  public let unmeasured: Int
  /// Cells that failed, also those whose earlier rounds are among the entries, and why.
  public let failures: [(cell: CellName, reason: String)]
  /// Measured cells of which every round was disturbed.
  public let disturbed: [CellName]
  /// Measured cells of which a round doesn't tell of the reference kernel around it.
  public let withoutReference: [CellName]

  /// Takes a run's cells.
  ///
  /// - Parameters:
  ///   - log: Tells the commit's time and subject.
  ///   - allowsDisturbed: Whether cells of which every round was disturbed are taken too.
  /// - Throws: A sentence that names the file and what is wrong with it.
  public init(
    _ folder: RunFolder, log: GitLog, allowsDisturbed: Bool = false
  ) throws(Failure) {
    let path = "\(folder.path)/\(RunFolder.File.machine)"
    guard let machine = folder.machine else {
      throw Failure(
        description: "\(path) "
          + (folder.machineProblem.map { "describes no machine: \($0)" } ?? "is missing"))
    }
    guard let commit = CommitName(machine.commit), let measured = UTCTime(machine.started) else {
      throw Failure(description: "\(path) says no commit, or no time, that can be read")
    }
    let environment = History.Environment(
      machine: machine.fingerprint, compiler: machine.compiler,
      libraries: "oneDNN \(machine.oneDNN)", configuration: machine.configuration,
      reference: Self.reference)
    let description = log.describe(commit)
    let measuredRecords = folder.records.filter { $0.timing != nil }
    var entries: [HistoryEntry] = []
    var withoutReference: [CellName] = []
    disturbed = measuredRecords.filter { $0.timing?.isWhollyDisturbed ?? false }.map(\.cell.name)
    for record in measuredRecords {
      if record.timing?.isWhollyDisturbed ?? false, !allowsDisturbed { continue }
      let name = record.cell.name
      guard let ratios = Self.ratios(of: record, folder.samples(of: name)) else {
        withoutReference.append(name)
        continue
      }
      let range = ratios.count > 1 ? Interval(spanning: ratios) : nil
      let interval = Median.interval(of: ratios) ?? range
      entries.append(
        HistoryEntry(
          commit: machine.commit, subject: description?.subject, commitTime: description?.time,
          measured: measured, series: History.Series(cell: record.cell, environment: environment),
          ratio: Median.of(ratios), low: interval?.low, high: interval?.high,
          rounds: ratios.count))
    }
    self.folder = folder
    self.commit = commit
    commitText = machine.commit
    self.environment = environment
    self.entries = entries
    self.withoutReference = withoutReference
    failures = folder.records.compactMap { record in
      record.failure.map { (record.cell.name, $0) }
    }
    unmeasured = folder.records.count { $0.timing == nil && $0.failure == nil }
  }

  /// Each round's seconds over those that the cell's useful FLOPs take the reference kernel.
  ///
  /// `nil` when not every round tells.
  private static func ratios(of record: CellRecord, _ samples: [Sample]) -> [Double]? {
    let ratios = samples.compactMap { sample in
      sample.referenceFlops.map { $0 / Double(record.usefulFlops) }
    }
    guard ratios.count == samples.count, ratios.allSatisfy(HistoryLine.ratios.contains) else {
      return nil
    }
    return ratios
  }
}

extension Sample {
  /// FLOPs that the calibration right before and after it makes in its seconds; `nil` when that isn't
  /// known.
  fileprivate var referenceFlops: Double? {
    guard let seconds, let rate = sentinels?.calibrationFlopsPerSecond else { return nil }
    let reference = seconds * rate
    return reference.isFinite && reference > 0 ? reference : nil
  }
}
