import Foundation

/// Instructions counted by valgrind's callgrind, the same in every run on the same machine.
public enum Callgrind {
  /// Why there is no count, as a sentence.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  private static let timeout = 3600.0

  /// What would make counts differ between machines or runs, pinned: which of its copies of memcpy
  /// and the like glibc takes, and from which size on it goes around the caches; the seeds of hash
  /// tables; threads. Valgrind itself hides AVX-512.
  private static let environment = [
    "GLIBC_TUNABLES":
      "glibc.cpu.hwcaps=-AVX512F,-AVX512VL,-AVX512BW,-AVX2,-ERMS,-FSRM,-RTM"
      + ":glibc.cpu.x86_non_temporal_threshold=0x300000",
    "SWIFT_DETERMINISTIC_HASHING": "1", "OMP_NUM_THREADS": "1",
  ]

  /// Whether valgrind can be run here.
  public static var isInstalled: Bool {
    ChildCommand(["valgrind", "--version"]).run(timeout: 30).isSuccess
  }

  /// Instructions that `words` executes inside the function `function`, and in what it calls.
  public static func instructions(
    of words: [String], inside function: String
  ) throws(Failure) -> UInt64 {
    let file = NSTemporaryDirectory() + "callgrind-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let child = ChildCommand(
      [
        "valgrind", "--tool=callgrind", "--toggle-collect=\(function)",
        "--callgrind-out-file=\(file)", "--quiet",
      ] + words, environment: environment)
    let result = child.run(timeout: timeout)
    guard result.isSuccess else {
      throw Failure(
        description: "valgrind did not come to its end: "
          + result.lastLines(3).joined(separator: "; "))
    }
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    guard let count = total(in: text), count > 0 else {
      throw Failure(description: "callgrind counted nothing inside \(function)")
    }
    return count
  }

  /// The number in a profile's line `totals: 123`.
  static func total(in profile: String) -> UInt64? {
    profile.split(separator: "\n").last { $0.hasPrefix("totals:") }
      .flatMap { UInt64($0.dropFirst(7).trimmingCharacters(in: .whitespaces)) }
  }
}
