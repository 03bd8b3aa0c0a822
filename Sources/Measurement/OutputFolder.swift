import Foundation

/// A folder a command writes into: each file in it is written whole or not at all.
public struct OutputFolder: Sendable {
  public let path: String
  private let option: String

  /// Why a file or folder could not be written.
  public struct WriteError: Error, CustomStringConvertible {
    public let path: String
    public let reason: String
    /// The option that chooses another folder.
    public let option: String
    public var description: String {
      "cannot write \(path): \(reason); choose another folder with \(option)"
    }
  }

  /// Makes the folder, and those above it, unless they are there, and makes sure it can be written.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - option: The option the user chose it with, to name in an error.
  /// - Throws: `WriteError`.
  public init(path: String, option: String) throws {
    self.path = path
    self.option = option
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    } catch {
      throw WriteError(path: path, reason: Self.reason(error), option: option)
    }
    guard access(path, W_OK | X_OK) == 0 else {
      throw WriteError(path: path, reason: String(cString: strerror(errno)), option: option)
    }
  }

  /// Writes a file by way of a temporary one in the same folder and a rename.
  public func write(_ contents: String, to name: String) throws {
    do {
      try Data(contents.utf8).write(
        to: URL(fileURLWithPath: path).appendingPathComponent(name), options: .atomic)
    } catch {
      throw WriteError(path: "\(path)/\(name)", reason: Self.reason(error), option: option)
    }
  }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    if let underlying, underlying.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(underlying.code)))
    }
    return (error as NSError).localizedDescription
  }
}
