import CommandLineKit
import Files
import Foundation
import Measurement

/// Finds the folder a run goes on in, or the place for a new one.
struct RunOpening {
  enum Choice {
    /// Gone on with.
    case resume(RunFolder)
    /// Begun in a folder, where files of the same configuration may be; `nil` for one of its own.
    case begin(folder: String?)
  }

  let identity: RunConfiguration.Identity
  /// The folder the user named.
  let out: String?
  let isFresh: Bool
  /// Where runs have folders of their own.
  let results: String

  /// - Throws: A sentence when the folder holds something else.
  func choice() throws(OutputFolder.WriteError) -> Choice {
    try OutputFolder.check(path: out ?? results, option: out == nil ? "--results" : "--out")
    guard let out else {
      if !isFresh, let run = RunFolder.unfinished(digest: identity.digest, in: results) {
        return .resume(run)
      }
      return .begin(folder: nil)
    }
    func refusal(_ reason: String) -> OutputFolder.WriteError {
      OutputFolder.WriteError(path: out, reason: reason, option: "--out")
    }
    /// An empty file is what is left of a run that ended before it was planned.
    func holds(_ name: String) -> Bool {
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(out)/\(name)")
      return attributes?[.size] as? UInt64 ?? 0 > 0
    }
    guard holds(RunFolder.File.configuration) else {
      if holds(RunFolder.File.records) || holds(RunFolder.File.samples) {
        throw refusal("it holds the results of another run")
      }
      return .begin(folder: out)
    }
    let run: RunFolder
    do throws(RunFolderError) {
      run = try RunFolder(reading: out)
    } catch {
      throw refusal(error.description)
    }
    guard run.configuration.digest == identity.digest else {
      throw refusal("it holds the run of another configuration")
    }
    if isFresh { return .begin(folder: out) }
    guard !run.isFinished else {
      throw refusal("it holds this very run, finished; --fresh measures it again")
    }
    return .resume(run)
  }
}
