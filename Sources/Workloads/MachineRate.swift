import Statistics

/// What a kernel is held against: the machine's own rate, measured again and again.
final class MachineRate {
  private let measure: () -> Double
  private(set) var rates: [Double] = []

  init(_ measure: @escaping () -> Double) {
    self.measure = measure
  }

  func next() -> Double {
    let rate = measure()
    rates.append(rate)
    return rate
  }

  var median: Double { Median.of(rates) }
}
