import Foundation
import Statistics

extension RunConfiguration {
  /// Everything that decides what is measured: a run is gone on with where it is the same.
  public struct Identity: Codable, Hashable, Sendable {
    /// The options that make the workload again, such as `--model=opt-125m`.
    public var workload: [String]
    public var setting: Cell.Setting
    /// A digest of the model's fields, since a configuration file may change under its name.
    public var modelDigest: String
    /// Positions of a segment, and memory rows among them.
    public var segmentPositions: Int
    public var memorySlots: Int
    public var architectures: [String]
    public var segments: [Int]
    /// A string, since it may be beyond 2^53.
    public var seed: String
    public var rounds: RoundLimits
    public var budgetSeconds: Double
    /// As it was asked for; `nil` for a part of what is available.
    public var memoryLimitBytes: Int?
    /// How the program was built, and from which commit.
    public var build: String
    public var commit: String
    /// What tells apart programs of the same commit with changes; `nil` for one without.
    public var program: String?
    /// The machine's fingerprint.
    public var fingerprint: String

    public init(
      workload: [String], setting: Cell.Setting, modelDigest: String, segmentPositions: Int,
      memorySlots: Int, architectures: [String], segments: [Int], seed: UInt64,
      rounds: RoundLimits, budgetSeconds: Double, memoryLimitBytes: Int?, build: String,
      commit: String, program: String? = nil, fingerprint: String
    ) {
      self.workload = workload
      self.setting = setting
      self.modelDigest = modelDigest
      self.segmentPositions = segmentPositions
      self.memorySlots = memorySlots
      self.architectures = architectures
      self.segments = segments
      self.seed = "\(seed)"
      self.rounds = rounds
      self.budgetSeconds = budgetSeconds
      self.memoryLimitBytes = memoryLimitBytes
      self.build = build
      self.commit = commit
      self.program = program
      self.fingerprint = fingerprint
    }

    private enum CodingKeys: String, CodingKey {
      case workload, setting
      case modelDigest = "model_digest"
      case segmentPositions = "segment_positions"
      case memorySlots = "memory_slots"
      case architectures, segments, seed, rounds
      case budgetSeconds = "budget_seconds"
      case memoryLimitBytes = "memory_limit_bytes"
      case build, commit, program, fingerprint
    }

    /// Sixteen hexadecimal digits of all of it.
    public var hash: String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return Self.digest(RunConfiguration.schema.utf8 + ((try? encoder.encode(self)) ?? Data()))
    }

    /// Sixteen hexadecimal digits: FNV-1a, of 64 bits.
    public static func digest(_ bytes: some Sequence<UInt8>) -> String {
      let digits = String(FNV1a.hash(bytes), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }
}
