import Foundation

/// Files of this repository that tests read.
public enum Repository {
  /// The folder of all.
  public static let path = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }.path

  /// The newest stored run.
  public static let run: String = {
    let results = path + "/Results"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: results)) ?? []
    let runs = names.filter {
      FileManager.default.fileExists(atPath: "\(results)/\($0)/configuration.json")
    }
    return "\(results)/\(runs.max() ?? "")"
  }()
}
