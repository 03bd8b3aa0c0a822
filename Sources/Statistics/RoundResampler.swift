/// Draws rounds with replacement and gives every size's median of them: the bootstrap over rounds.
///
/// A round is the unit, because what disturbs the machine disturbs the whole of it: cells measured
/// in the same rounds are drawn together, also those of two architectures. Rounds are drawn from all
/// there are until each size has as many as it was measured in; those beyond, and those it wasn't
/// measured in, it passes over. So each size gets a sample of its own rounds of its own number,
/// however many the others have.
///
/// Three rounds drawn from three are the same ten samples again and again, whatever is measured. So a
/// size with fewer than six borrows its spread: its median times 1 + the median of as many
/// deviations, drawn from those of all sizes with three rounds and more. That leaves out what its
/// rounds share with others, and makes ratios rather too uncertain than too certain.
///
/// Of more than ``mostDrawn`` rounds as many are drawn as that, and the deviation of their median is
/// narrowed by the root of their share: the m out of n bootstrap, at the rate √n that a median has
/// (Bickel, Götze and van Zwet, Statistica Sinica 7, 1997).
struct RoundResampler {
  /// Sizes with at least so many rounds are resampled from their own.
  static let fewestOwn = Median.fewestForInterval
  /// Sizes with at least so many lend their deviations.
  static let fewestLent = 3

  /// Beyond so many rounds a resample's cost grows and says nothing more.
  static let mostDrawn = 200

  private let sizes: [SizeRounds]
  /// How many rounds there are in all sizes together.
  private let roundCount: Int
  /// `places[round]`: the sizes measured in it and where in their `seconds`.
  private let places: [[(size: Int, index: Int)]]
  private let medians: [Double]
  /// Relative deviations of single rounds, of all sizes that say something about them.
  let deviations: [Double]

  /// `nil` when no size has three rounds.
  init?(_ sizes: [SizeRounds]) {
    deviations = sizes.filter { $0.seconds.count >= Self.fewestLent }.flatMap(\.deviations)
    guard !deviations.isEmpty else { return nil }
    self.sizes = sizes
    medians = sizes.map(\.median)
    let numbers = Set(sizes.flatMap(\.rounds)).sorted()
    let order = Dictionary(uniqueKeysWithValues: zip(numbers, numbers.indices))
    var places = [[(size: Int, index: Int)]](repeating: [], count: numbers.count)
    for (size, rounds) in sizes.enumerated() where rounds.seconds.count >= Self.fewestOwn {
      for (index, round) in rounds.rounds.enumerated() {
        if let place = order[round] { places[place].append((size, index)) }
      }
    }
    self.places = places
    roundCount = numbers.count
  }

  /// One resample: a median for each size; expected O(Σ rounds + rounds of the longest size), of which
  /// no size counts with more than ``mostDrawn``.
  func draw(using generator: inout some RandomNumberGenerator) -> [Double] {
    var drawn = sizes.map { rounds in
      var values: [Double] = []
      values.reserveCapacity(Self.drawn(of: rounds.seconds.count))
      return values
    }
    var open = sizes.count { $0.seconds.count >= Self.fewestOwn }
    while open > 0 {
      for (size, index) in places[Int.random(in: 0..<roundCount, using: &generator)] {
        let wanted = Self.drawn(of: sizes[size].seconds.count)
        guard drawn[size].count < wanted else { continue }
        drawn[size].append(sizes[size].seconds[index])
        if drawn[size].count == wanted { open -= 1 }
      }
    }
    return sizes.indices.map { size in
      let count = sizes[size].seconds.count
      guard !drawn[size].isEmpty else {
        return medians[size] * (1 + spread(rounds: count, using: &generator))
      }
      let median = Median.of(drawn[size])
      let narrowing = Self.narrowing(of: count)
      return narrowing < 1 ? medians[size] + (median - medians[size]) * narrowing : median
    }
  }

  private static func drawn(of rounds: Int) -> Int { min(rounds, mostDrawn) }

  /// What the deviation of a median of the rounds drawn is multiplied by.
  private static func narrowing(of rounds: Int) -> Double {
    (Double(drawn(of: rounds)) / Double(max(1, rounds))).squareRoot()
  }

  /// How far the median of so many rounds may lie from the true one, relative to it.
  func spread(rounds: Int, using generator: inout some RandomNumberGenerator) -> Double {
    let drawn = Median.of(
      (0..<Self.drawn(of: max(1, rounds))).map { _ in
        deviations[Int.random(in: 0..<deviations.count, using: &generator)]
      })
    return rounds > Self.mostDrawn ? drawn * Self.narrowing(of: rounds) : drawn
  }
}
