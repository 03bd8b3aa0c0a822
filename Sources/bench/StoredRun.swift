import Architectures
import CommandLineKit
import Measurement
import Workloads

/// A stored run with all that reports and charts need beside its samples.
struct StoredRun {
  let folder: RunFolder
  let summary: SweepSummary
  let machine: RunMachine
  /// The model that the timed layers are a part of.
  let whole: ModelConfiguration

  /// - Throws: A sentence when the folder holds no run, or what it measured can't be made again.
  init(_ path: String) throws {
    do throws(RunFolderError) {
      folder = try RunFolder(reading: path)
    } catch {
      throw CommandLineError(error.description)
    }
    guard let stored = folder.machine else {
      throw CommandLineError(
        "'\(path)/\(RunFolder.File.machine)' is missing or can't be read; gone on with, the sweep "
          + "writes it again")
    }
    machine = RunMachine(stored)
    // Nothing is run: what this machine lacks in threads and instructions doesn't matter.
    let words = folder.configuration.identity.workload.filter {
      !$0.hasPrefix("--threads=") && !$0.hasPrefix("--dtype=")
    }
    let arguments: SubjectArguments
    do {
      arguments = try SubjectArguments.parse(words)
    } catch {
      throw CommandLineError(
        "'\(path)': what it measured can't be made again: \(SubjectArguments.message(for: error))")
    }
    let subject = try arguments.subject
    whole = subject.whole
    summary = SweepSummary(
      try arguments.countingBench(subject), whole: subject.whole, arguments.architectures,
      records: folder.records)
  }
}

extension RunFolder {
  /// Says on standard error which lines are left out.
  func printBadLines() {
    var standardError = StandardError()
    for line in badLines {
      let place = "'\(path)/\(RunFolder.File.samples)', line \(line.number)"
      print("note: \(place), is left out: \(line.reason)", to: &standardError)
    }
  }
}
