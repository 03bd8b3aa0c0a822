import ArgumentParser
import CommandLineKit
import Measurement
import Processes

/// One gate from the baseline's checkout to the report.
struct GateSession {
  /// Somewhere in the repository.
  var folder: String
  /// The revision to compare with.
  var baseline: String
  /// Empty to build nothing.
  var build: [String]
  var command: [String]
  /// How long to measure; `nil` to count.
  var effort: Alternation.Setting?
  /// Whether cells that this tree lacks are let pass.
  var allowsMissing = false
  /// `nil` to keep no single rounds.
  var log: RoundLog?

  /// - Throws: The status, after an explanation, when there is nothing to compare.
  func report() throws -> ComparisonReport {
    do {
      let repository = try GitRepository(containing: folder)
      let commit = try repository.commit(baseline)
      let checkout = try BaselineCheckout(of: commit, repository) {
        say("waiting for another gate of this repository, which would be measured too")
      }
      // No other gate may begin before this one has measured.
      return try withExtendedLifetime(checkout) { try compare(repository, commit, in: checkout) }
    } catch let error as GitRepository.Failure {
      if ChildCommand.isInterrupted { throw ExitStatus.interrupted.exitCode }
      throw failed("\(error)", error.isMissingCommit ? .noBaseline : .failure)
    }
  }

  private func compare(
    _ repository: GitRepository, _ commit: String, in checkout: BaselineCheckout
  ) throws -> ComparisonReport {
    let old = GateBuild(
      title: "the baseline", folder: checkout.folder, build: build, command: command)
    let new = GateBuild(
      title: "this tree", folder: repository.folder, build: build, command: command)
    let head = (try? repository.commit("HEAD")) ?? "an unborn branch"
    let changed = repository.changedFiles
    let names = (
      "\(baseline) (\(commit.prefix(12)))",
      "this tree (\(head.prefix(12))\(changed.isEmpty ? "" : "-dirty"))"
    )
    try buildBaseline(old, in: checkout)
    try explaining(.cellFailed) { () throws(GateBuild.Failure) in try new.make() }
    var report =
      try effort.map { try timed(old, new, names.0, names.1, $0) }
      ?? counted(old, new, names.0, names.1)
    if !changed.isEmpty {
      let list = changed.prefix(3).map { "\(Quotation($0))" }.joined(separator: ", ")
      let note =
        "this tree differs from its commit in \(Plural.text(changed.count, "file")): "
        + "\(list)\(changed.count > 3 ? ", …" : "")"
      report.notes.append(note)
      StandardError.warn([note])
    }
    return report
  }

  /// Builds the baseline: where it was kept, its build tool finds what it built then; where that is of
  /// no use, anew.
  private func buildBaseline(_ build: GateBuild, in checkout: BaselineCheckout) throws {
    if checkout.isKept, !build.build.isEmpty {
      say("the baseline is kept from an earlier gate, with what was built")
      do throws(GateBuild.Failure) {
        return try build.make()
      } catch {
        if error.isInterrupted { throw ExitStatus.interrupted.exitCode }
        say("it doesn't build as it is, and is checked out anew")
        try checkout.renew()
      }
    }
    try explaining(.noBaseline) { () throws(GateBuild.Failure) in try build.make() }
  }

  private func timed(
    _ old: GateBuild, _ new: GateBuild, _ oldName: String, _ newName: String,
    _ effort: Alternation.Setting
  ) throws -> ComparisonReport {
    let session = ComparisonSession(
      setting: effort, baseline: old.round, candidate: new.round, log: log)
    let result = session.run()
    if case .failed(.baseline, let failure) = result.ending, result.cells.isEmpty {
      throw failed(old.problem(failure).sentence, .noBaseline)
    }
    let line = CommandWords.joined(old.command)
    try result.explainFailure(
      names: [.baseline: line, .candidate: line], budget: effort.budget)
    return ComparisonReport(
      result, baseline: oldName, candidate: newName, allowsMissing: allowsMissing,
      shortcoming: effort.shortcoming(cells: max(result.cells.count, 1)))
  }

  private func counted(
    _ old: GateBuild, _ new: GateBuild, _ oldName: String, _ newName: String
  ) throws -> ComparisonReport {
    let baseline = try explaining(.noBaseline) { () throws(GateBuild.Failure) in try old.count() }
    let candidate = try explaining(.cellFailed) { () throws(GateBuild.Failure) in try new.count() }
    return ComparisonReport(
      ExactComparison(baseline: baseline, candidate: candidate), baseline: oldName,
      candidate: newName, allowsMissing: allowsMissing)
  }

  private func explaining<Value>(
    _ status: ExitStatus, _ body: () throws(GateBuild.Failure) -> Value
  ) throws -> Value {
    do throws(GateBuild.Failure) {
      return try body()
    } catch {
      if error.isInterrupted { throw ExitStatus.interrupted.exitCode }
      throw failed(error.sentence, status)
    }
  }

  private func failed(_ sentence: String, _ status: ExitStatus) -> ExitCode {
    say("Error: \(sentence)")
    return status.exitCode
  }

  private func say(_ sentence: String) {
    var standardError = StandardError()
    print(sentence, to: &standardError)
  }
}
