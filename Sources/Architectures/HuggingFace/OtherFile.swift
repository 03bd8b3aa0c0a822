/// A file that holds something else than a configuration, told by how it begins.
enum OtherFile {
  case weights(String)
  case pointer

  /// What the bytes are the beginning of; `nil` when they may be text.
  init?(_ bytes: some Collection<UInt8>) {
    let start = Array(bytes.prefix(64))
    func begins(_ text: String) -> Bool { start.starts(with: text.utf8) }
    func begins(_ bytes: [UInt8]) -> Bool { start.starts(with: bytes) }
    if begins("version https://git-lfs.github.com/spec/") {
      self = .pointer
    } else if begins("GGUF") || begins("FUGG") {
      self = .weights("a GGUF file")
    } else if ["lmgg", "tjgg", "fmgg"].contains(where: begins) {
      self = .weights("a GGML file")
    } else if Self.isSafetensors(start) {
      self = .weights("a safetensors file")
    } else if begins([0x50, 0x4B, 3, 4]) || Self.isPickle(start) {
      self = .weights("a PyTorch file")
    } else if begins([0x89, 0x48, 0x44, 0x46]) {
      self = .weights("an HDF5 file")
    } else if begins([0x1F, 0x8B]) {
      self = .weights("a gzip archive")
    } else {
      return nil
    }
  }

  /// What it is and what to do, after the file's name.
  var sentence: String {
    switch self {
    case .weights(let kind):
      "is \(kind), which holds weights; name the config.json of its model instead"
    case .pointer:
      "is a Git LFS pointer, not the file itself; fetch that with git lfs pull"
    }
  }

  /// The size of a JSON header, below 4 GiB, and its brace.
  private static func isSafetensors(_ start: [UInt8]) -> Bool {
    start.count > 8 && start[8] == UInt8(ascii: "{") && start[4..<8].allSatisfy { $0 == 0 }
  }

  private static func isPickle(_ start: [UInt8]) -> Bool {
    start.count > 1 && start[0] == 0x80 && (2...5).contains(start[1])
  }

  /// The line that git's marker of a conflict stands on, from 1.
  static func conflict(in text: [UInt8]) -> Int? {
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.firstIndex { line in
      ["<<<<<<< ", ">>>>>>> "].contains { line.starts(with: $0.utf8) }
    }.map { $0 + 1 }
  }
}
