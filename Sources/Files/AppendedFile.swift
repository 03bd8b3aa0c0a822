import Foundation

/// An output that is added to piece by piece, each with one write at its end.
public final class AppendedFile {
  public let path: String
  private let file: OutputFile
  private let descriptor: Int32

  /// Opens what is there, or makes it with the folders above it.
  public init(_ file: OutputFile) throws(OutputFolder.WriteError) {
    try file.check()
    try file.makeFolder()
    self.file = file
    path = file.path
    descriptor = try file.open(O_WRONLY | O_APPEND | O_CREAT)
  }

  deinit { close(descriptor) }

  public func append(_ text: String) throws(OutputFolder.WriteError) {
    let code = OutputFile.withoutBrokenPipes { FileDescriptor(number: descriptor).write(text) }
    guard code == 0 else { throw file.failure(code) }
  }
}
