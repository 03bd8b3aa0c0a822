import CommandLineKit
import Foundation
import Measurement
import Text

/// A stored run in a list.
struct ListedRun {
  let folder: String
  /// `nil` where the folder holds no run that can be read.
  let run: RunFolder?
  let problem: String?

  /// The most that are read.
  static let most = 200

  /// The newest runs of a folder; names begin with the time.
  ///
  /// - Throws: A usage error when there is no such folder.
  static func all(in results: String) throws -> [ListedRun] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: results) else {
      throw CommandLineError(
        "there is no folder \(Quotation(results)); bench makes it with the first run, and --results "
          + "names another"
      ).usage
    }
    return names.sorted(by: >).filter { name in
      FileManager.default.fileExists(
        atPath: "\(results)/\(name)/\(RunFolder.File.configuration)")
    }
    .prefix(most).map { ListedRun("\(results)/\($0)") }
  }

  private init(_ folder: String) {
    self.folder = folder
    do throws(RunFolderError) {
      run = try RunFolder(reading: folder)
      problem = nil
    } catch {
      run = nil
      problem = error.description.oneLine
    }
  }

  static func notes(on runs: [ListedRun], in results: String) -> [String] {
    if runs.isEmpty { return ["\(Quotation(results)) holds no run"] }
    return runs.count == most ? ["only the newest \(Plural.text(most, "run")) are listed"] : []
  }

  private var measured: Int? { run?.records.count { $0.timing != nil } }

  private var state: String {
    guard let run else { return "unreadable" }
    if run.records.contains(where: { $0.failure != nil }) { return "a cell failed" }
    return run.isFinished ? "finished" : "unfinished"
  }

  static let fields: [Field<ListedRun>] = [
    Field("run", .text) { .text($0.folder) },
    Field("started", .text) { FieldValue($0.run?.configuration.started) },
    Field("commit", .text) { FieldValue($0.run?.configuration.identity.commit) },
    Field("build", .text, isInTable: false) { FieldValue($0.run?.configuration.identity.build) },
    Field("machine", .text) { FieldValue($0.run?.configuration.identity.fingerprint) },
    Field("model", .text) { FieldValue($0.run?.configuration.identity.setting.model) },
    Field("dtype", .text) { FieldValue($0.run?.configuration.identity.setting.dtype) },
    Field("measured_cells", title: "measured", .count) { FieldValue($0.measured) },
    Field("cells", .count) { FieldValue($0.run?.records.count) },
    Field("state", .text) { .text($0.state) },
    Field("problem", .text) { FieldValue($0.problem) },
  ]
}
