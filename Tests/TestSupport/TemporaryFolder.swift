import Foundation

/// A folder of a test's own, removed with it.
public final class TemporaryFolder {
  public let path = NSTemporaryDirectory() + "contextcost-test-\(UUID().uuidString)"

  public init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders above it.
  public func write(_ text: String, to name: String, isProgram: Bool = false) throws {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    if isProgram { chmod(file, 0o755) }
  }
}
