/// Which commit in which environment stands where on the axis.
struct TimelineLayout {
  let environments: [History.Environment]
  let places: [HistoryTimeline.Place]
  let isGrouped: Bool

  private let ranks: [Int]
  /// Of each series, the index in `environments`.
  private let environmentOfSeries: [Int]
  private let placeOfKey: [UInt64: Int32]

  init(_ history: History, ranks: [Int], wanted: [Bool]) {
    self.ranks = ranks
    var found: [History.Environment: Int] = [:]
    var ofSeries: [Int] = []
    for series in history.series {
      let number = found[series.environment] ?? found.count
      found[series.environment] = number
      ofSeries.append(number)
    }
    var keys: Set<UInt64> = []
    for point in history.points where wanted[Int(point.series)] {
      keys.insert(Self.key(rank: ranks[Int(point.commit)], ofSeries[Int(point.series)]))
    }
    // In git's order, then as environments were first met.
    let sorted = keys.sorted()
    var order: [Int] = []
    var isMet = [Bool](repeating: false, count: found.count)
    for key in sorted where !isMet[Self.environment(key)] {
      isMet[Self.environment(key)] = true
      order.append(Self.environment(key))
    }
    isGrouped = zip(sorted, sorted.dropFirst()).contains { Self.rank($0) == Self.rank($1) }
    let placed =
      isGrouped
      ? order.flatMap { one in sorted.filter { Self.environment($0) == one } } : sorted
    var newNumber = [Int](repeating: 0, count: found.count)
    for (number, old) in order.enumerated() { newNumber[old] = number }
    let byNumber = found.reduce(into: [Int: History.Environment]()) { $0[$1.value] = $1.key }
    environments = order.compactMap { byNumber[$0] }
    var commitOfRank = [Int](repeating: 0, count: ranks.count)
    for (commit, rank) in ranks.enumerated() { commitOfRank[rank] = commit }
    places = placed.map {
      HistoryTimeline.Place(
        commit: commitOfRank[Self.rank($0)], environment: newNumber[Self.environment($0)])
    }
    environmentOfSeries = ofSeries
    placeOfKey = Dictionary(
      placed.enumerated().map { ($0.element, Int32($0.offset)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Where a point of a wanted series stands.
  func place(of point: History.Point) -> Int {
    let key = Self.key(
      rank: ranks[Int(point.commit)], environmentOfSeries[Int(point.series)])
    return placeOfKey[key].map { Int($0) } ?? 0
  }

  /// For each place, which stretch of one environment it lies in.
  var runs: [Int] {
    var run = 0
    return places.indices.map { index in
      if index > 0, places[index].environment != places[index - 1].environment { run += 1 }
      return run
    }
  }

  private static func key(rank: Int, _ environment: Int) -> UInt64 {
    UInt64(rank) << 32 | UInt64(environment)
  }

  private static func rank(_ key: UInt64) -> Int { Int(key >> 32) }
  private static func environment(_ key: UInt64) -> Int { Int(key & 0xFFFF_FFFF) }
}
