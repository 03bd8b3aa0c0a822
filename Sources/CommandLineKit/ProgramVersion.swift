import Measurement

/// What `--version` says of a command.
public enum ProgramVersion {
  /// The project's version, by the rules of semver.org.
  public static let number = "1.0.0"

  /// Version, commit, build and the libraries that count, a line each.
  ///
  /// - Parameters:
  ///   - commit: That which it was built from.
  ///   - libraries: With their versions, such as `oneDNN 2.6.3`.
  public static func text(
    of program: String, commit: String, libraries: [String] = []
  ) -> String {
    let lines = [
      "\(program) \(number), of ContextCost", "commit \(commit)",
      "build \(MachineProfile.buildConfiguration), \(MachineProfile.swiftVersion)",
    ]
    return (lines + libraries).joined(separator: "\n")
  }
}
