import Architectures
import ArgumentParser
import CommandLineKit
import Measurement
import Reports
import Text

/// A stored run and the report of it.
struct StoredRun {
  let folder: RunFolder
  let report: RunReport

  /// - Parameter against: What the others are compared with; `nil` for the run's first.
  /// - Throws: A usage error when the folder holds no run, none of that architecture, or what it
  ///   measured can't be made again.
  init(_ path: String, against: String? = nil) throws {
    do {
      folder = try RunFolder(reading: path)
      let run = try ReportedRun(folder, against: against)
      report = try RunReport(run, model: Self.model(of: folder))
    } catch let error as RunFolderError {
      throw CommandLineError(error.description.oneLine).usage
    } catch let error as CommandLineError {
      throw error.usage
    }
  }

  /// The model that the timed layers are a part of, with stacks of it known by their names.
  private static func model(of run: RunFolder) throws(CommandLineError) -> ModelConfiguration {
    let identity = run.configuration.identity
    for (_, stack) in identity.stacks.sorted(by: { $0.key < $1.key }) {
      try StackFile.known(stack, in: "\(Quotation(run.path))")
    }
    do throws(JSONFields.Problem) {
      return try ModelConfiguration(json: identity.model)
    } catch {
      throw CommandLineError("\(Quotation(run.path)): its model can't be made again: \(error)")
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
