import Files
import Glibc
import Processes

extension ScratchFolder {
  /// For pictures, in the folder that they go to when they are whole.
  init(drawingInto folder: String) throws(GnuplotError) {
    do throws(Failure) {
      try self.init(.drawing, in: folder)
    } catch {
      throw .cannotWrite(path: error.parent, reason: error.reason)
    }
  }

  /// Whether a file of this name exists and isn't empty.
  func holds(_ name: String) -> Bool {
    var facts = stat()
    return stat("\(path)/\(name)", &facts) == 0 && facts.st_size > 0
  }

  /// What a file of this name holds, `nil` where it can't be read.
  func bytes(of name: String) -> [UInt8]? {
    guard let file = fopen("\(path)/\(name)", "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return ferror(file) == 0 ? bytes : nil }
      bytes += buffer[..<count]
    }
  }

  /// Writes a file that is whole to `folder`, as every output is written.
  func move(_ name: String, to folder: String) throws(GnuplotError) {
    guard let bytes = bytes(of: name) else {
      throw .cannotWrite(path: "\(folder)/\(name)", reason: String(cString: strerror(errno)))
    }
    do throws(OutputFolder.WriteError) {
      try OutputFile("\(folder)/\(name)", option: "--plots").write(bytes)
    } catch {
      throw .cannotWrite(path: error.path, reason: error.reason)
    }
  }
}
