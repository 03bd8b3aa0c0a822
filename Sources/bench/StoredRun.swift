import Architectures
import ArgumentParser
import CommandLineKit
import Measurement
import Reports

/// A stored run and the report of it.
struct StoredRun {
  let folder: RunFolder
  let report: RunReport

  /// - Throws: A usage error when the folder holds no run, or what it measured can't be made again.
  init(_ path: String) throws {
    do {
      folder = try RunFolder(reading: path)
      // Nothing is run: what this machine lacks in threads and instructions doesn't matter.
      let words = folder.configuration.identity.workload.filter {
        !$0.hasPrefix("--threads=") && !$0.hasPrefix("--dtype=")
      }
      let run = ReportedRun(folder)
      report = try RunReport(run, model: Self.model(of: run, words))
    } catch let error as RunFolderError {
      throw CommandLineError(error.description.oneLine).usage
    } catch let error as CommandLineError {
      throw error.usage
    }
  }

  /// The model that the timed layers are a part of.
  private static func model(of run: ReportedRun, _ words: [String]) throws -> ModelConfiguration {
    do {
      let arguments = try SubjectArguments.parse(words)
      guard arguments.options.memory == run.memory else {
        throw CommandLineError("its segments and its options differ")
      }
      return try arguments.subject.whole
    } catch {
      throw CommandLineError(
        "\(Quotation(run.folder)): what it measured can't be made again: "
          + SubjectArguments.message(for: error))
    }
  }

  /// The folder that the user named, or that of one's own newest run, which is said.
  ///
  /// - Throws: A usage error when there is none.
  static func folder(_ named: String?) throws -> String {
    if let named { return named }
    guard let newest = RunFolder.newest(in: ResultsFolder.own) else {
      throw ValidationError(
        "there is no run in \(ResultsFolder.own); name a run's folder, or measure one with "
          + "`bench --segments 1...4096`")
    }
    StandardError.note(["the newest run is taken: \(newest.oneLine)"])
    return newest
  }

  /// Says on standard error what is left out.
  func printWarnings() { StandardError.warn(folder.warnings + folder.doubts) }
}
