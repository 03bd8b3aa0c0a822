import Architectures
import Operations

/// The tiles in which this project's attention kernel computes: what it does beyond the useful.
///
/// Queries are taken in tiles, keys in panels; a tile goes through all panels that one of its
/// queries sees. `Sources/CAttention/attention_kernel.h`.
public struct AttentionTiling: Hashable, Sendable {
  /// Columns side by side in a vector; values and outputs are padded to them.
  public let lanes: Int
  /// Keys side by side in a panel of scores.
  public let panelKeys: Int
  /// Queries in a tile.
  public let tileRows: Int
  /// Elements that a product takes at a time, two of bf16: heads' columns are padded to them in
  /// scores, and keys in the weighted sum.
  public let step: Int

  public init(lanes: Int, panelKeys: Int, tileRows: Int, step: Int = 1) {
    self.lanes = lanes
    self.panelKeys = panelKeys
    self.tileRows = tileRows
    self.step = step
  }

  /// The f32 kernel for 16 lanes, `Sources/CAttention/attention_avx512.c`.
  public static let avx512 = AttentionTiling(lanes: 16, panelKeys: 64, tileRows: 6)
  /// The bf16 kernel, `attention_avx512bf16.c`.
  public static let avx512BrainFloat = AttentionTiling(
    lanes: 16, panelKeys: 64, tileRows: 6, step: 2)
  /// The f32 kernel for 8 lanes, `attention_avx2.c`.
  public static let avx2 = AttentionTiling(lanes: 8, panelKeys: 16, tileRows: 6)
  /// The f32 kernel for vectors of any processor, `attention_portable.c`.
  public static let portable = AttentionTiling(lanes: 4, panelKeys: 8, tileRows: 6)

  /// Multiply-adds that one head performs.
  struct Executed {
    var scores: UInt128
    var weightedSum: UInt128
  }

  /// What a head of the given width does, in all steps.
  func executed(_ attention: AttendedPairs) -> Executed {
    guard attention.steps > 1 else { return executedInOneStep(attention) }
    return Executed(
      scores: attention.sum { executedInOneStep($0).scores },
      weightedSum: attention.sum { executedInOneStep($0).weightedSum })
  }

  private func executedInOneStep(_ attention: AttendedPairs) -> Executed {
    if attention.pattern.scores == .stored {
      // Two plain products of all queries and keys, without tiles of ours.
      let keys = attention.pattern.realKeys(of: attention.keys).count
      let all = elements(attention.queries, keys, attention.pattern.headWidth)
      return Executed(scores: all, weightedSum: all)
    }
    let full = attention.queries / tileRows
    let rest = attention.queries % tileRows
    var (scored, weighed) = sumsOverTiles(attention, tiles: full)
    if rest > 0 {
      let (first, last) = seen(attention, first: full * tileRows, rows: rest)
      scored += UInt128(scoredKeys(from: first, to: last))
      weighed += UInt128(weighedKeys(from: first, to: last))
    }
    // A tile computes all its rows, also those beyond the last query.
    let width = attention.pattern.headWidth
    return Executed(
      scores: scored * elements(tileRows, Self.roundedUp(width, to: step)),
      weightedSum: weighed * elements(tileRows, Self.roundedUp(width, to: lanes)))
  }

  /// Keys scored and weighed by the first `tiles` tiles together.
  ///
  /// What a tile sees grows by its rows from one to the next, so the padding repeats with a period
  /// of panelKeys / gcd(tileRows, panelKeys) tiles and each residue is an arithmetic series. A window
  /// or the start of the keys cuts the series; tiles it cuts are taken one by one.
  private func sumsOverTiles(
    _ attention: AttendedPairs, tiles: Int
  ) -> (scored: UInt128, weighed: UInt128) {
    var (scored, weighed) = (UInt128(0), UInt128(0))
    guard attention.pattern.mask == .causal else {
      let keys = attention.pattern.realKeys(of: attention.keys).count
      let padded = UInt128(scoredKeys(from: 0, to: keys))
      return (padded * UInt128(tiles), UInt128(weighedKeys(from: 0, to: keys)) * UInt128(tiles))
    }
    let period = panelKeys / Self.greatestCommonDivisor(tileRows, panelKeys)
    func seenBy(_ tile: Int) -> (first: Int, last: Int) {
      seen(attention, first: tile * tileRows, rows: tileRows)
    }
    var tile = 0
    while tile < tiles {
      let (first, last) = seenBy(tile)
      let series = seriesLength(attention, from: tile, of: tiles, first, last)
      guard series >= 2 * period else {
        scored += UInt128(scoredKeys(from: first, to: last))
        weighed += UInt128(weighedKeys(from: first, to: last))
        tile += 1
        continue
      }
      let whole = series / period
      for residue in 0..<period {
        let start = seenBy(tile + residue)
        let next = seenBy(tile + residue + period)
        let scoredAtStart = UInt128(scoredKeys(from: start.first, to: start.last))
        let scoredNext = UInt128(scoredKeys(from: next.first, to: next.last))
        scored += Self.series(scoredAtStart, step: scoredNext - scoredAtStart, count: whole)
        let weighedAtStart = UInt128(weighedKeys(from: start.first, to: start.last))
        let weighedNext = UInt128(weighedKeys(from: next.first, to: next.last))
        weighed += Self.series(weighedAtStart, step: weighedNext - weighedAtStart, count: whole)
      }
      tile += whole * period
    }
    return (scored, weighed)
  }

  /// How many tiles from `tile` on continue one arithmetic series.
  private func seriesLength(
    _ attention: AttendedPairs, from tile: Int, of tiles: Int, _ first: Int, _ last: Int
  ) -> Int {
    // Before the first key nothing is seen, which isn't part of the series.
    if last <= 0 { return 1 }
    // Neither do the series go on where keys end early, and no model has such keys.
    if attention.pattern.keys != nil { return 1 }
    guard let window = attention.pattern.window else { return tiles - tile }
    // Once the window cuts the keys of a tile's first query, it cuts those of all later ones.
    if first > 0 { return tiles - tile }
    let start = attention.keys - attention.queries
    let cutting = max(0, (window - start + tileRows - 1) / tileRows)
    return max(1, min(tiles, cutting) - tile)
  }

  /// The first key that a tile goes through, and the one after the last; padding isn't counted.
  private func seen(
    _ attention: AttendedPairs, first: Int, rows: Int
  ) -> (first: Int, last: Int) {
    let real = attention.pattern.realKeys(of: attention.keys)
    guard attention.pattern.mask == .causal else { return (0, real.count) }
    let firstSees = first + attention.keys - attention.queries + 1 - real.lowerBound
    let last = min(max(0, firstSees + rows - 1), real.count)
    guard let window = attention.pattern.window else { return (0, last) }
    let start = max(0, firstSees - window) / panelKeys * panelKeys
    return (min(start, last), last)
  }

  private func scoredKeys(from first: Int, to last: Int) -> Int {
    Self.roundedUp(last - first, to: panelKeys)
  }

  private func weighedKeys(from first: Int, to last: Int) -> Int {
    Self.roundedUp(last - first, to: step)
  }

  /// `first + (first + step) + …`, `count` terms.
  private static func series(_ first: UInt128, step: UInt128, count: Int) -> UInt128 {
    let count = UInt128(count)
    return count * first + step * (count * (count - 1) / 2)
  }

  private static func roundedUp(_ value: Int, to multiple: Int) -> Int {
    (value + multiple - 1) / multiple * multiple
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}
