import Foundation

extension RunFolder {
  /// Most folders that are looked into, the newest by name first.
  private static let mostSearched = 2000

  /// The newest unfinished run of a configuration among the folders in a folder of results.
  ///
  /// Folders that hold no run, or a broken one, are passed over.
  public static func unfinished(digest: String, in results: String) -> RunFolder? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: results)) ?? []
    // Names begin with the time.
    for name in names.sorted(by: >).prefix(mostSearched) where !name.hasPrefix(".") {
      let path = "\(results)/\(name)"
      guard storedDigest(in: path) == digest, let run = try? RunFolder(reading: path),
        !run.isFinished
      else { continue }
      return run
    }
    return nil
  }

  /// The folder of the newest run in a folder of results; `nil` where there is none.
  public static func newest(in results: String) -> String? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: results)) ?? []
    return names.sorted(by: >).prefix(mostSearched).filter { !$0.hasPrefix(".") }
      .map { "\(results)/\($0)" }
      .first { storedDigest(in: $0) != nil }
  }

  /// The digest that a folder's configuration begins with, without all that follows.
  private static func storedDigest(in folder: String) -> String? {
    struct Begun: Decodable { let digest: String }
    guard let data = try? PlainFile.read("\(folder)/\(File.configuration)", atMost: 16 << 20)
    else { return nil }
    return (try? JSONDecoder().decode(Begun.self, from: data.withoutMark))?.digest
  }
}
