import Files
import Glibc

/// A hidden folder inside another, where files are made until they are whole.
struct ScratchFolder {
  let path: String

  /// Makes the folder inside `parent`, which must exist.
  init(in parent: String) throws(GnuplotError) {
    var template = Array("\(parent)/.drawing-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .cannotWrite(path: parent, reason: String(cString: strerror(errno)))
    }
    path = template.withUnsafeBufferPointer { characters in
      String(decoding: characters.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
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

  /// Removes the folder and the files in it that have these names.
  func remove(_ names: [String]) {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}
