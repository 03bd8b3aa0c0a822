import Foundation

/// The samples of a run's folder, read leniently: a line that can't be read is skipped and said.
public struct StoredSamples: Sendable {
  /// The version of samples and configuration that is understood.
  public static let version = 1

  /// Why a folder can't be compared, as a sentence.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  /// A line of a file that was left out.
  public struct SkippedLine: Equatable, Sendable {
    /// Counted from 1.
    public let number: Int
    public let reason: String
  }

  public let folder: String
  /// The machine's fingerprint; `nil` where the folder doesn't say.
  public let fingerprint: String?
  /// The mean of the logarithms of a cell's seconds in each round, which is what is replicated.
  public let logarithms: [String: [Double]]
  /// In order of first appearance.
  public let cells: [String]
  public let skipped: [SkippedLine]

  /// A cell by name, or by what it is made of.
  private struct CellName: Decodable {
    let text: String

    private enum Key: String, CodingKey {
      case architecture
      case segments
    }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        self.text = text
      } else {
        let parts = try decoder.container(keyedBy: Key.self)
        text =
          try "\(parts.decode(String.self, forKey: .architecture)):"
          + "\(parts.decode(Int.self, forKey: .segments))"
      }
    }
  }

  private struct Line: Decodable {
    let schema: String?
    let cell: CellName
    let round: Int?
    let seconds: Double?
    let ns: Double?
    let status: String?

    var time: Double? { seconds ?? ns.map { $0 / 1e9 } }
  }

  private struct Described: Decodable {
    let schema: String?
    let fingerprint: String?
  }

  /// Reads `samples.jsonl`, and what `configuration.json` and `machine.json` say about it.
  ///
  /// - Throws: A sentence when there are no samples or they are of another version.
  public init(folder: String) throws(Failure) {
    self.folder = folder
    for name in ["configuration.json", "machine.json"] {
      try Self.check(Self.described(folder, name)?.schema, of: "\(folder)/\(name)")
    }
    fingerprint = Self.described(folder, "machine.json")?.fingerprint
    let path = folder + "/samples.jsonl"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(
        description: "\(path) can't be read; name the folder of a run, such as "
          + "Results/<time>-<commit>")
    }
    var reader = Reader()
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      try reader.read(Data(bytes), number: index + 1, of: path)
    }
    logarithms = reader.rounds.mapValues { rounds in
      rounds.sorted { $0.key < $1.key }.map { $0.value.reduce(0, +) / Double($0.value.count) }
    }
    cells = reader.cells
    skipped = reader.skipped
  }

  private struct Reader {
    let decoder = JSONDecoder()
    var rounds: [String: [Int: [Double]]] = [:]
    var cells: [String] = []
    var skipped: [SkippedLine] = []

    mutating func read(_ bytes: Data, number: Int, of path: String) throws(Failure) {
      guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) else { return }
      if let schema = (try? decoder.decode(Described.self, from: bytes))?.schema {
        try StoredSamples.check(schema, of: "\(path), line \(number),")
      }
      guard let line = try? decoder.decode(Line.self, from: bytes) else {
        return skip(number, "it is torn or no sample")
      }
      guard line.status ?? "measured" == "measured" else { return }
      guard let time = line.time, time > 0, time.isFinite else {
        return skip(number, "it has no time above 0")
      }
      if rounds[line.cell.text] == nil { cells.append(line.cell.text) }
      // A line that doesn't say its round is one of its own.
      rounds[line.cell.text, default: [:]][line.round ?? -number, default: []].append(log(time))
    }

    private mutating func skip(_ number: Int, _ reason: String) {
      skipped.append(SkippedLine(number: number, reason: reason))
    }
  }

  private static func described(_ folder: String, _ name: String) -> Described? {
    FileManager.default.contents(atPath: "\(folder)/\(name)")
      .flatMap { try? JSONDecoder().decode(Described.self, from: $0) }
  }

  /// A schema is a name, a slash and a version.
  private static func check(_ schema: String?, of what: String) throws(Failure) {
    guard let schema, schema.split(separator: "/").last != "\(version)" else { return }
    throw Failure(
      description: "\(what) is of schema '\(schema)', and version \(version) is understood; "
        + "compare it with the program that wrote it")
  }
}
