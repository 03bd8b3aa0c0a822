import Architectures

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

  public init(lanes: Int, panelKeys: Int, tileRows: Int) {
    self.lanes = lanes
    self.panelKeys = panelKeys
    self.tileRows = tileRows
  }

  /// The f32 kernel for 16 lanes.
  public static let avx512 = AttentionTiling(lanes: 16, panelKeys: 64, tileRows: 6)

  /// Multiply-adds that one head performs.
  struct Executed {
    var scores: UInt128
    var weightedSum: UInt128
  }

  /// What a head of the given width does, in all steps.
  func executed(_ attention: Operation.Attention) -> Executed {
    guard attention.steps > 1 else { return executedInOneStep(attention) }
    return Executed(
      scores: attention.sum { executedInOneStep($0).scores },
      weightedSum: attention.sum { executedInOneStep($0).weightedSum })
  }

  private func executedInOneStep(_ attention: Operation.Attention) -> Executed {
    let rows = tileRows
    var executed = Executed(scores: 0, weightedSum: 0)
    let width = UInt128(attention.pattern.headWidth)
    let paddedWidth = UInt128(Self.roundedUp(attention.pattern.headWidth, to: lanes))
    forEachTile(attention, rows: rows) { padded, scored, weighed, count in
      executed.scores += UInt128(padded) * scored * width * count
      executed.weightedSum += UInt128(padded) * weighed * paddedWidth * count
    }
    return executed
  }

  /// Calls `body` with the padded rows of a tile, the keys it scores and weighs, and how many such
  /// tiles there are.
  private func forEachTile(
    _ attention: Operation.Attention, rows: Int,
    _ body: (_ padded: Int, _ scored: UInt128, _ weighed: UInt128, _ count: UInt128) -> Void
  ) {
    let full = attention.queries / rows
    let rest = attention.queries % rows
    if full > 0 {
      let sums = sumsOverTiles(attention, rows: rows, tiles: full)
      body(rows, sums.scored, sums.weighed, 1)
    }
    if rest > 0 {
      let (first, last) = seen(attention, first: full * rows, rows: rest)
      body(
        Self.roundedUp(rest, to: tileRows), UInt128(scoredKeys(from: first, to: last)),
        UInt128(last - first), 1)
    }
  }

  /// Keys scored and weighed by the first `tiles` tiles together.
  ///
  /// What a tile sees grows by `rows` from one to the next, so the padding repeats with a period
  /// of panelKeys / gcd(rows, panelKeys) tiles and each residue is an arithmetic series. A window
  /// or the start of the keys cuts the series; tiles it cuts are taken one by one.
  private func sumsOverTiles(
    _ attention: Operation.Attention, rows: Int, tiles: Int
  ) -> (scored: UInt128, weighed: UInt128) {
    var (scored, weighed) = (UInt128(0), UInt128(0))
    guard attention.pattern.mask == .causal else {
      let keys = UInt128(attention.keys)
      let padded = UInt128(scoredKeys(from: 0, to: attention.keys))
      return (padded * UInt128(tiles), keys * UInt128(tiles))
    }
    let period = panelKeys / Self.greatestCommonDivisor(rows, panelKeys)
    // Before this tile the window doesn't cut and the first key may not have come yet.
    var tile = 0
    func add(_ tile: Int, times count: UInt128) {
      let (first, last) = seen(attention, first: tile * rows, rows: rows)
      scored += UInt128(scoredKeys(from: first, to: last)) * count
      weighed += UInt128(last - first) * count
    }
    while tile < tiles {
      let (first, last) = seen(attention, first: tile * rows, rows: rows)
      let series = seriesLength(attention, from: tile, of: tiles, rows: rows, first, last)
      guard series >= 2 * period else {
        add(tile, times: 1)
        tile += 1
        continue
      }
      let whole = series / period
      for residue in 0..<period {
        let start = seen(attention, first: (tile + residue) * rows, rows: rows)
        let next = seen(attention, first: (tile + residue + period) * rows, rows: rows)
        let scoredAtStart = UInt128(scoredKeys(from: start.first, to: start.last))
        let scoredNext = UInt128(scoredKeys(from: next.first, to: next.last))
        scored += Self.series(scoredAtStart, step: scoredNext - scoredAtStart, count: whole)
        let weighedAtStart = UInt128(start.last - start.first)
        let weighedNext = UInt128(next.last - next.first)
        weighed += Self.series(weighedAtStart, step: weighedNext - weighedAtStart, count: whole)
      }
      tile += whole * period
    }
    return (scored, weighed)
  }

  /// How many tiles from `tile` on continue one arithmetic series.
  private func seriesLength(
    _ attention: Operation.Attention, from tile: Int, of tiles: Int, rows: Int, _ first: Int,
    _ last: Int
  ) -> Int {
    // Before the first key nothing is seen, which isn't part of the series.
    if last <= 0 { return 1 }
    guard let window = attention.pattern.window else { return tiles - tile }
    // Once the window cuts the keys of a tile's first query, it cuts those of all later ones.
    if first > 0 { return tiles - tile }
    let start = attention.keys - attention.queries
    let cutting = max(0, (window - start + rows - 1) / rows)
    return max(1, min(tiles, cutting) - tile)
  }

  /// The first key that a tile goes through, and the one after the last.
  private func seen(
    _ attention: Operation.Attention, first: Int, rows: Int
  ) -> (first: Int, last: Int) {
    guard attention.pattern.mask == .causal else { return (0, attention.keys) }
    let firstSees = first + attention.keys - attention.queries + 1
    let last = max(0, firstSees + rows - 1)
    guard let window = attention.pattern.window else { return (0, last) }
    let start = max(0, firstSees - window)
    return (start / panelKeys * panelKeys, last)
  }

  private func scoredKeys(from first: Int, to last: Int) -> Int {
    Self.roundedUp(last - first, to: panelKeys)
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
