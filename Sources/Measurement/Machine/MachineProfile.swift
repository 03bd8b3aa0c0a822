import Foundation
import Statistics

/// What a measurement was made on and with.
public struct MachineProfile: Equatable, Sendable {
  public var processor: String
  /// Processors that are online.
  public var cores: Int
  /// How many of them this process may use, and what keeps it from using all.
  public var usableCores: Int?
  public var coresReason: String?
  public var instructionSets: [String]
  public var memoryBytes: Int
  /// What its control group lets this process use; `nil` where that is all.
  public var memoryLimitBytes: Int?
  public var cacheBytes: [String: Int]
  public var system: String
  public var compiler: String
  public var configuration: String
  /// The commit of the folder the program was started in, with `-dirty` when files differ from it.
  public var commit: String

  /// What can be seen from inside this process.
  ///
  /// - Parameter compiler: What compiled the kernels.
  public static func current(compiler: String) -> MachineProfile {
    let limits = ResourceLimits.current
    return MachineProfile(
      processor: processorName, cores: limits.machineProcessors, usableCores: limits.processors,
      coresReason: limits.processorReason, instructionSets: instructionSets,
      memoryBytes: limits.machineMemoryBytes, memoryLimitBytes: limits.memoryLimitBytes,
      cacheBytes: caches, system: systemName, compiler: "\(swiftVersion), \(compiler)",
      configuration: buildConfiguration, commit: GitCommit.current)
  }

  /// The instruction sets that kernels are built for and this processor has, weakest first.
  public static var instructionSets: [String] {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("flags") }
    let flags = Set((line ?? "").split { $0 == " " || $0 == "\t" })
    var sets = ["portable"]
    if flags.isSuperset(of: ["avx2", "fma"]) { sets.append("AVX2") }
    if flags.contains("avx512f") { sets.append("AVX-512") }
    return sets
  }

  /// Eight hexadecimal digits that are the same on the same kind of machine, however much of it this
  /// process may use.
  public var fingerprint: String {
    Self.fingerprint(processor, cores: cores, instructionSets, memoryBytes: memoryBytes)
  }

  /// The fingerprint of the machine this process runs on.
  public static var currentFingerprint: String {
    fingerprint(
      processorName, cores: ProcessInfo.processInfo.activeProcessorCount, instructionSets,
      memoryBytes: Int(ProcessInfo.processInfo.physicalMemory))
  }

  private static func fingerprint(
    _ processor: String, cores: Int, _ instructionSets: [String], memoryBytes: Int
  ) -> String {
    // What a system has is a little less than is installed. One less, as fingerprints have been
    // stored: a machine of 24 GiB said that it had 23 and a half.
    let memory = installedGibibytes(of: memoryBytes) - 1
    let traits = [processor, "\(cores)"] + instructionSets + ["\(memory)"]
    let hash = FNV1a.hash(traits.joined(separator: "|").utf8)
    let digits = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// Gibibytes of the modules that leave a system so many bytes: the next power of two, or three
  /// quarters of it where that is enough.
  ///
  /// What the kernel keeps for itself differs from boot to boot, and so would a count of what is left.
  private static func installedGibibytes(of bytes: Int) -> Int {
    let gibibytes = max(1, (bytes - 1) >> 30 + 1)
    let power = 1 << (Int.bitWidth - (gibibytes - 1).leadingZeroBitCount)
    return gibibytes <= power / 4 * 3 ? power / 4 * 3 : power
  }

  private static var processorName: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":", maxSplits: 1).last.map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    return name ?? "unknown processor"
  }

  /// Sizes by level, such as `L2`, of the first core.
  private static var caches: [String: Int] {
    var caches: [String: Int] = [:]
    for index in 0..<8 {
      let folder = "/sys/devices/system/cpu/cpu0/cache/index\(index)/"
      func read(_ name: String) -> String? {
        (try? String(contentsOfFile: folder + name, encoding: .utf8))?
          .trimmingCharacters(in: .whitespacesAndNewlines)
      }
      guard let level = read("level"), let type = read("type"), type != "Instruction",
        let size = read("size"), size.hasSuffix("K"), let kibibytes = Int(size.dropLast())
      else { continue }
      caches["L\(level)"] = kibibytes * 1024
    }
    return caches
  }

  private static var systemName: String {
    ProcessInfo.processInfo.operatingSystemVersionString
  }

  /// How this program was built.
  public static var buildConfiguration: String {
    #if DEBUG
    "debug, kernels optimised"
    #else
    "release"
    #endif
  }

  /// The version of Swift that this program was compiled with, as far as it tells.
  public static var swiftVersion: String {
    #if compiler(>=6.4)
    "Swift 6.4 or later"
    #elseif compiler(>=6.3)
    "Swift 6.3"
    #elseif compiler(>=6.2)
    "Swift 6.2"
    #else
    "Swift 6.1"
    #endif
  }
}
