import Foundation

/// The memory this process holds, as the operating system sees it.
public enum ResidentMemory {
  /// Forgets the highest mark, so that `peakBytes` speaks of what follows.
  ///
  /// Linux only; elsewhere, and where the system forbids it, the mark stays that of the process.
  public static func resetPeak() {
    // 5 resets VmHWM: Linux, Documentation/filesystems/proc.rst.
    guard let file = fopen("/proc/self/clear_refs", "w") else { return }
    fputs("5", file)
    fclose(file)
  }

  /// The most resident memory since the last reset; 0 when the system doesn't tell.
  public static var peakBytes: Int { status("VmHWM:") }
  /// The resident memory now; 0 when the system doesn't tell.
  public static var currentBytes: Int { status("VmRSS:") }

  private static func status(_ key: String) -> Int {
    LinuxTable.value(of: key, in: "/proc/self/status") ?? 0
  }
}

/// Files of lines such as `MemTotal:   24689244 kB`.
enum LinuxTable {
  static func value(of key: String, in path: String) -> Int? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix(key) {
      let words = line.dropFirst(key.count).split(whereSeparator: \.isWhitespace)
      guard let number = words.first.flatMap({ Int($0) }) else { return nil }
      return words.count > 1 && words[1] == "kB" ? number * 1024 : number
    }
    return nil
  }
}
