import Statistics

/// Something to be timed, and how much it does: FLOPs or bytes.
struct Subject {
  let name: String
  let amount: Double
  let run: () throws -> Void

  /// The rate, sampled for so many seconds, machine not included; at least five times.
  func rate(beside reference: MachineRate, seconds: Double) throws -> Roof.Rate {
    try rate(beside: reference) { single in
      max(5, Int((seconds / max(Roof.slice, single)).rounded(.up)))
    }
  }

  /// The rate, each slice of runs between two of the reference.
  ///
  /// - Parameter pairs: How many slices, given the seconds of a single run.
  private func rate(
    beside reference: MachineRate, pairs: (_ single: Double) -> Int
  ) throws -> Roof.Rate {
    let clock = ContinuousClock()
    try run()
    let single = try clock.measure(run) / .seconds(1)
    let repetitions = max(1, Int(Roof.slice / single))
    var (rates, shares, singles): ([Double], [Double], [Double]) = ([], [], [])
    var machine: [Double] = []
    var before = reference.next()
    for _ in 0..<pairs(single) {
      var seconds = 0.0
      for _ in 0..<repetitions {
        singles.append(try clock.measure(run) / .seconds(1))
        seconds += singles[singles.count - 1]
      }
      let after = reference.next()
      let rate = amount * Double(repetitions) / seconds
      rates.append(rate)
      shares.append(rate / ((before + after) / 2))
      machine.append(after)
      before = after
    }
    return Roof.Rate(
      perSecond: Median.of(rates),
      interval: Median.interval(of: rates) ?? Interval(spanning: rates) ?? Interval(0, 0),
      share: Median.of(shares),
      fastestShare: (rates.max() ?? 0) / (machine.max() ?? .infinity),
      medianSeconds: Median.of(singles))
  }
}
