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
  func text(of name: String) -> String? {
    guard let file = fopen("\(path)/\(name)", "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return ferror(file) == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
      bytes += buffer[..<count]
    }
  }

  /// Moves a file to `folder`, where it replaces one of the same name in a single step.
  func move(_ name: String, to folder: String) throws(GnuplotError) {
    let target = "\(folder)/\(name)"
    guard rename("\(path)/\(name)", target) == 0 else {
      throw .cannotWrite(path: target, reason: String(cString: strerror(errno)))
    }
  }

  /// Removes the folder and the files in it that have these names.
  func remove(_ names: [String]) {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}
