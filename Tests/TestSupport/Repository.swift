import Foundation

/// Files of this repository that tests read.
public enum Repository {
  /// The folder of all.
  public static let path = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }.path

  /// The stored run that the README shows.
  public static let run = path + "/Results/20261125T012954Z-3ee3a054e6b4-d1c679f9"
}
