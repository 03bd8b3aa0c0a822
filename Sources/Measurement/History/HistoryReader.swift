import Foundation

/// Reads lines of history as they come, in pieces of any size.
struct HistoryReader {
  private struct CommitKey: Hashable {
    let name: Int32
    /// `unknown` names another commit in each run.
    let measured: UTCTime?
  }

  private enum CommitKind {
    case known, unknown
  }

  /// Longer lines are no record.
  static let longestLine = 16 << 10
  /// Lines that are left out and kept with their reason; the others are counted.
  private static let mostReasons = 100

  private(set) var history = History()
  private var texts = TextPool()
  private var commits: [CommitKey: Int32] = [:]
  private var series: [HistoryLine.Key: Int32] = [:]
  /// Where the point of a commit and series is.
  private var places: [UInt64: Int32] = [:]
  /// Of each text, what it is as a commit's name, as far as anybody asked.
  private var kinds: [Int32: CommitKind?] = [:]
  /// The beginning of a line whose end hasn't come.
  private var rest: [UInt8] = []
  /// Whether the line whose end hasn't come is too long already.
  private var isTooLong = false
  private var number = 0

  init() {
    rest.reserveCapacity(Self.longestLine)
  }

  /// Takes the next piece.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    var start = 0
    while start < bytes.count,
      let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
    {
      let end = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if rest.isEmpty && !isTooLong {
        take(line: UnsafeBufferPointer(rebasing: bytes[start..<end]))
      } else {
        hold(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        endHeld()
      }
      start = end + 1
    }
    hold(UnsafeBufferPointer(rebasing: bytes[start...]))
  }

  /// What was read; a last line needs no end.
  mutating func finish() -> History {
    if !rest.isEmpty || isTooLong { endHeld() }
    return history
  }

  private mutating func hold(_ bytes: UnsafeBufferPointer<UInt8>) {
    if rest.count + bytes.count > Self.longestLine {
      isTooLong = true
      rest.removeAll(keepingCapacity: true)
    } else if !isTooLong {
      rest.append(contentsOf: bytes)
    }
  }

  private mutating func endHeld() {
    if isTooLong {
      number += 1
      history.lineCount += 1
      skip("it is longer than \(Self.longestLine) bytes")
    } else {
      let line = rest
      line.withUnsafeBufferPointer { take(line: $0) }
    }
    rest.removeAll(keepingCapacity: true)
    isTooLong = false
  }

  private mutating func take(line: UnsafeBufferPointer<UInt8>) {
    number += 1
    let line = number == 1 ? StoredLines.withoutMark(line) : line
    guard !StoredLines.isBlank(line) else { return }
    history.lineCount += 1
    guard line.count <= Self.longestLine else {
      return skip("it is longer than \(Self.longestLine) bytes")
    }
    do throws(HistoryLine.Problem) {
      let line = try HistoryLine(line, texts: &texts)
      guard let kind = kind(of: line.commit) else {
        return skip("its 'commit' is neither 7 to 40 hexadecimal digits nor 'unknown'")
      }
      guard line.ratio >= HistoryLine.leastOfReferenceType || texts[line.key.dtype] != "f32" else {
        return skip(
          "its ratio, \(line.ratio), is beyond what f32 can reach: \(1 / HistoryLine.leastOfReferenceType) times the "
            + "measured peak")
      }
      add(line, isUnknown: kind == .unknown)
    } catch {
      switch error {
      case .unreadable(let reason): skip(reason)
      case .otherVersion(let schema):
        history.otherVersionCount += 1
        skip("its schema is \(schema), and \(History.schema) is understood")
      }
    }
  }

  private mutating func skip(_ reason: String) {
    history.skippedCount += 1
    if history.skipped.count < Self.mostReasons {
      history.skipped.append(History.SkippedLine(number: number, reason: reason))
    }
  }

  private mutating func add(_ line: HistoryLine, isUnknown: Bool) {
    guard let measured = line.measured else { return }
    let commit = commit(of: line, measured, isUnknown: isUnknown)
    let series = series(of: line.key)
    let point = History.Point(
      commit: commit, series: series, measured: measured, ratio: line.ratio, low: line.low,
      high: line.high, rounds: Int32(line.rounds))
    let key = UInt64(UInt32(bitPattern: commit)) << 32 | UInt64(UInt32(bitPattern: series))
    let next = Int32(history.points.count)
    let place = places[key] ?? next
    if place == next {
      places[key] = next
      history.points.append(point)
    } else {
      history.superseded += 1
      // Of the same moment, the later line.
      if history.points[Int(place)].measured <= measured { history.points[Int(place)] = point }
    }
  }

  private mutating func commit(
    of line: HistoryLine, _ measured: UTCTime, isUnknown: Bool
  ) -> Int32 {
    let key = CommitKey(name: line.commit, measured: isUnknown ? measured : nil)
    let subject = line.subject >= 0 ? texts[line.subject] : nil
    guard let known = commits[key] else {
      let number = Int32(history.commits.count)
      commits[key] = number
      history.commits.append(
        History.Commit(
          name: texts[line.commit], subject: subject, time: line.commitTime, measured: measured))
      return number
    }
    history.commits[Int(known)].complete(subject, line.commitTime, measured)
    return known
  }

  /// `nil` when the text is no commit's name.
  private mutating func kind(of text: Int32) -> CommitKind? {
    if let kind = kinds[text] { return kind }
    let kind = CommitName(texts[text]).map { $0.digits == nil ? CommitKind.unknown : .known }
    kinds[text] = .some(kind)
    return kind
  }

  private mutating func series(of key: HistoryLine.Key) -> Int32 {
    if let known = series[key] { return known }
    let number = Int32(history.series.count)
    series[key] = number
    let setting = Cell.Setting(
      model: texts[key.model], layers: key.layers, dtype: texts[key.dtype], mask: texts[key.mask],
      threads: key.threads, logits: key.logits >= 0 ? texts[key.logits] : nil,
      weights: texts[key.weights])
    history.series.append(
      History.Series(
        cell: Cell(
          architecture: texts[key.architecture], segments: key.segments,
          positions: key.positions, setting: setting),
        environment: History.Environment(
          machine: texts[key.machine], compiler: texts[key.compiler],
          libraries: key.libraries >= 0 ? texts[key.libraries] : nil,
          configuration: texts[key.configuration], reference: texts[key.reference])))
    return number
  }
}

extension History.Commit {
  /// Takes over what another line of the commit says and this doesn't know yet.
  fileprivate mutating func complete(
    _ subject: String?, _ time: UTCTime?, _ measured: UTCTime
  ) {
    if self.subject == nil { self.subject = subject }
    if self.time == nil { self.time = time }
    if measured < self.measured { self.measured = measured }
  }
}

extension History {
  /// Reads the lines that `bytes` hold.
  public init(lines bytes: [UInt8]) {
    var reader = HistoryReader()
    bytes.withUnsafeBufferPointer { reader.take($0) }
    self = reader.finish()
  }
}
