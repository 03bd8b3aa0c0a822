import CommandLineKit
import Foundation
import Measurement

extension ReportedRun {
  /// The version of records that is understood.
  private static let version = "1"
  /// A line that was skipped is named, up to this many of them.
  private static let mostWarnings = 5

  /// Reads `records.jsonl`, the rounds of `samples.jsonl` where there are any, and `machine.json`.
  ///
  /// - Throws: A sentence when there is nothing to report or it is of another version.
  public init(folder: String) throws(CommandLineError) {
    let path = folder + "/records.jsonl"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandLineError(
        "\(Quotation(path)) can't be read; name a run's folder, such as Results/<time>-<commit>")
    }
    var warnings = SkippedLines(path: path)
    let records: [StoredRecord] = try Self.lines(of: data, path, &warnings)
    guard let first = records.first else {
      throw CommandLineError("\(Quotation(path)) has no record; there is nothing to report")
    }
    let samples = try Self.samples(in: folder, &warnings)
    let rounds = Self.rounds(samples)
    var cells: [ReportedCell] = []
    var seen: Set<String> = []
    for record in records {
      guard record.setting == first.setting else {
        warnings.add("\(record.name) was made with other settings than the first record")
        continue
      }
      guard seen.insert(record.name).inserted else {
        warnings.add("\(record.name) stands there twice; the first is taken")
        continue
      }
      cells.append(record.cell(rounds: rounds[record.name] ?? [:]))
    }
    self.init(
      folder: folder, setting: first.setting,
      cells: cells.sorted { ($0.segments, $0.architecture) < ($1.segments, $1.architecture) },
      machine: try Self.machine(of: folder), samples: samples,
      warnings: warnings.sentences(upTo: Self.mostWarnings))
  }

  private static func machine(of folder: String) throws(CommandLineError) -> ReportedMachine {
    let path = folder + "/machine.json"
    guard let data = FileManager.default.contents(atPath: path) else { return ReportedMachine() }
    try check(schemaOf: data, path)
    do {
      return try JSONDecoder().decode(ReportedMachine.self, from: data)
    } catch {
      throw CommandLineError("\(Quotation(path)) isn't what a run writes there; restore it")
    }
  }

  private static func samples(
    in folder: String, _ warnings: inout SkippedLines
  ) throws(CommandLineError) -> [ReportedSample] {
    let path = folder + "/samples.jsonl"
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    var skipped = SkippedLines(path: path)
    let samples: [StoredSample] = try lines(of: data, path, &skipped)
    warnings.append(skipped)
    return samples.compactMap(\.sample)
  }

  /// Seconds by cell and round; of a round measured again, the last that counts.
  private static func rounds(_ samples: [ReportedSample]) -> [String: [Int: Double]] {
    var rounds: [String: [Int: Double]] = [:]
    for sample in samples where !sample.isDiscarded {
      rounds[sample.cell, default: [:]][sample.round] = sample.seconds
    }
    return rounds
  }

  private static func lines<Line: Decodable>(
    of data: Data, _ path: String, _ warnings: inout SkippedLines
  ) throws(CommandLineError) -> [Line] {
    let decoder = JSONDecoder()
    var lines: [Line] = []
    for (index, bytes) in data.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    )
    .enumerated() where !bytes.isEmpty {
      let bytes = Data(bytes)
      try check(schemaOf: bytes, path, line: index + 1)
      do {
        lines.append(try decoder.decode(Line.self, from: bytes))
      } catch {
        warnings.add("line \(index + 1) is torn or was changed by hand")
      }
    }
    return lines
  }

  private struct Described: Decodable {
    let schema: String?
  }

  /// A schema is a name, a slash and a version.
  private static func check(schemaOf data: Data, _ path: String, line: Int? = nil)
    throws(CommandLineError)
  {
    guard let schema = (try? JSONDecoder().decode(Described.self, from: data))?.schema,
      schema.split(separator: "/").last != version[...]
    else { return }
    let place = line.map { ", line \($0)," } ?? ""
    throw CommandLineError(
      "\(Quotation(path))\(place) is of schema \(Quotation(schema)), and version \(version) is understood; "
        + "report it with the program that wrote it")
  }
}

/// Lines of a file that were left out.
private struct SkippedLines {
  let path: String
  private var reasons: [String] = []

  init(path: String) {
    self.path = path
  }

  mutating func add(_ reason: String) { reasons.append("\(Quotation(path)): \(reason)") }
  mutating func append(_ other: SkippedLines) { reasons += other.reasons }

  func sentences(upTo limit: Int) -> [String] {
    let rest = reasons.count - limit
    return reasons.prefix(limit) + (rest > 0 ? ["and \(rest) more lines were left out"] : [])
  }
}

/// A line of `records.jsonl`.
private struct StoredRecord: Decodable {
  let architecture: String
  let segments: Int
  let positions: Int
  let model: String
  let layers: Int
  let dtype: String
  let mask: String
  let threads: Int
  let rounds: Int?
  let status: String
  let reason: String?
  let medianSeconds: Double?
  let lowSeconds: Double?
  let highSeconds: Double?
  let usefulFlops: String?
  let peakResidentBytes: Int?
  let checkedError: Double?
  let predictedSeconds: Double?
  let logits: String?
  let weights: String?

  private enum CodingKeys: String, CodingKey {
    case architecture, segments, positions, model, layers, dtype, mask, threads, rounds, status
    case reason, logits, weights
    case medianSeconds = "median_seconds"
    case lowSeconds = "low_seconds"
    case highSeconds = "high_seconds"
    case usefulFlops = "useful_flops"
    case peakResidentBytes = "peak_resident_bytes"
    case checkedError = "checked_error"
    case predictedSeconds = "predicted_seconds"
  }

  var name: String { "\(architecture):\(segments)" }

  var setting: Cell.Setting {
    Cell.Setting(
      model: model, layers: layers, dtype: dtype, mask: mask, threads: threads, logits: logits,
      weights: weights ?? "random")
  }

  func cell(rounds known: [Int: Double]) -> ReportedCell {
    ReportedCell(
      architecture: architecture, segments: segments, positions: positions,
      usefulFlops: usefulFlops.flatMap { UInt128($0) }, outcome: outcome(known),
      peakResidentBytes: peakResidentBytes, checkedError: checkedError,
      predictedSeconds: predictedSeconds)
  }

  private func outcome(_ known: [Int: Double]) -> ReportedCell.Outcome {
    switch status {
    case "measured":
      if !known.isEmpty { return .measured(TimeSummary(secondsByRound: known)) }
      guard let medianSeconds, medianSeconds > 0 else {
        return .failed("its record has no time above 0")
      }
      return .measured(
        TimeSummary(
          median: medianSeconds, low: lowSeconds ?? medianSeconds,
          high: highSeconds ?? medianSeconds, rounds: rounds ?? 1))
    case "skipped": return .skipped(reason ?? "no reason was stored")
    default: return .failed(reason ?? status)
    }
  }
}

/// A line of `samples.jsonl`, of which a report needs the times alone.
private struct StoredSample: Decodable {
  /// `nil` when it has no time or stands for a failure.
  let sample: ReportedSample?

  private enum Key: String, CodingKey {
    case cell, round, seconds, ns, status, disturbed, architecture, segments
  }

  init(from decoder: any Decoder) throws {
    let line = try decoder.container(keyedBy: Key.self)
    let cell: String
    if let name = try? line.decode(String.self, forKey: .cell) {
      cell = name
    } else {
      let parts = try line.nestedContainer(keyedBy: Key.self, forKey: .cell)
      let architecture = try parts.decode(String.self, forKey: .architecture)
      cell = "\(architecture):\(try parts.decode(Int.self, forKey: .segments))"
    }
    let round = try line.decode(Int.self, forKey: .round)
    let seconds =
      try line.decodeIfPresent(Double.self, forKey: .seconds)
      ?? line.decodeIfPresent(Double.self, forKey: .ns).map { $0 / 1e9 }
    let status = try line.decodeIfPresent(String.self, forKey: .status) ?? "measured"
    guard ["measured", "discarded"].contains(status), let seconds, seconds > 0 else {
      sample = nil
      return
    }
    sample = ReportedSample(
      cell: cell, round: round, seconds: seconds, isDiscarded: status == "discarded",
      isDisturbed: try status == "measured"
        && line.decodeIfPresent(Bool.self, forKey: .disturbed) ?? false)
  }
}
