import Foundation

/// Where the path of an output leads, links followed.
enum OutputDestination: Equatable {
  /// A plain file, or a name that is free.
  case file(String, isThere: Bool)
  /// Something this process has open: `/dev/stdout`, `/dev/fd/3`, `>(…)` of a shell.
  case descriptor(Int32)
  /// A device or a pipe, which is written into and stays what it is.
  case stream(String)

  /// Why nothing can be written there, in a few words.
  struct Obstacle: Error, Equatable {
    let reason: String

    init(_ reason: String) {
      self.reason = reason
    }

    init(code: Int32) {
      reason = String(cString: strerror(code))
    }
  }

  /// As many links as Linux follows.
  private static let mostLinks = 40

  init(of path: String) throws(Obstacle) {
    guard !path.isEmpty else { throw Obstacle("the name is empty") }
    var path = path
    for _ in 0...Self.mostLinks {
      guard path.utf8.last != UInt8(ascii: "/") else { throw Self.folder }
      if let open = Self.opened(path) {
        self = open
        return
      }
      var facts = stat()
      guard lstat(path, &facts) == 0 else {
        guard errno == ENOENT else { throw Obstacle(code: errno) }
        self = .file(path, isThere: false)
        return
      }
      switch facts.st_mode & S_IFMT {
      case S_IFLNK: path = try Self.target(of: path)
      case S_IFREG:
        self = .file(path, isThere: true)
        return
      case S_IFDIR: throw Self.folder
      case S_IFBLK: throw Obstacle("it is a disk")
      default:
        self = .stream(path)
        return
      }
    }
    throw Obstacle(code: ELOOP)
  }

  private static let folder = Obstacle("it is a folder, not a file")

  /// What a path in a folder of open files stands for; `nil` elsewhere.
  ///
  /// The links in there lead to what is open itself, which may have another name by now, or none.
  private static func opened(_ path: String) -> OutputDestination? {
    guard let number = Int32(path.split(separator: "/").last ?? ""),
      let folder = realpath(OutputFolder.parent(of: path), nil)
    else { return nil }
    defer { free(folder) }
    let parts = String(cString: folder).split(separator: "/")
    guard parts.count >= 3, parts.first == "proc", parts.last == "fd" else { return nil }
    return parts[1] == "\(getpid())" ? .descriptor(number) : .stream(path)
  }

  private static func target(of link: String) throws(Obstacle) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &buffer, buffer.count)
    guard count >= 0 else { throw Obstacle(code: errno) }
    let target = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return target.hasPrefix("/") ? target : "\(OutputFolder.parent(of: link))/\(target)"
  }
}
