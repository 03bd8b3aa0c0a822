import Foundation
import Processes

/// Instructions counted by valgrind's callgrind, the same in every run on the same machine.
public enum Callgrind {
  /// Why there is no count, as a sentence.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  /// Seconds for a cell; one that takes longer is too large to be counted.
  private static let timeout = 900.0

  /// What would make counts differ between machines or runs, pinned.
  ///
  /// Which of its copies of memcpy and the like glibc takes, and from which size on it goes around
  /// the caches; the seeds of hash tables; threads. Valgrind itself hides AVX-512.
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
    let folder: ScratchFolder
    do throws(ScratchFolder.Failure) {
      folder = try ScratchFolder(.callgrind)
    } catch {
      throw Failure(description: error.description)
    }
    defer { folder.remove() }
    let file = folder.path + "/profile"
    let words = words.prefix(1).map { stripped($0, into: folder.path) } + words.dropFirst()
    let child = ChildCommand(
      [
        "valgrind", "--tool=callgrind", "--toggle-collect=\(function)",
        "--callgrind-out-file=\(file)", "--quiet",
      ] + words, adding: environment)
    let result = child.run(timeout: timeout)
    if result.ending == .timedOut {
      throw Failure(
        description: "callgrind was not done after \(Int(timeout / 60)) minutes; count a smaller "
          + "cell")
    }
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

  /// A copy of a program without debug information, which older valgrinds can't read and give up at;
  /// the program itself where there is nothing to strip it with.
  private static func stripped(_ program: String, into folder: String) -> String {
    let copy = folder + "/program"
    for tool in ["strip", "llvm-strip"] {
      let result = ChildCommand([tool, "--strip-debug", "-o", copy, program]).run(timeout: 120)
      if result.isSuccess { return copy }
    }
    return program
  }

  /// The number in a profile's line `totals: 123`.
  static func total(in profile: String) -> UInt64? {
    profile.split(separator: "\n").last { $0.hasPrefix("totals:") }
      .flatMap { UInt64($0.dropFirst(7).trimmingCharacters(in: .whitespaces)) }
  }
}
