/// The exact minimum of the L1 Potts functional, by a Viterbi search over levels.
///
/// A segment's best level is one of the values, so that for every end the cost of the best prefix
/// needs to be known for each distinct value as the last level: it is the one before plus a
/// deviation, or that of a segment opened a minimum length ago. That loop is straight arithmetic
/// over lanes, which is why 10⁴ values take a fraction of a second.
struct PottsSearch {
  private typealias Lanes = SIMD8<Double>

  private let values: [Double]
  private let penalty: Double
  private let length: Int
  /// Distinct values in lanes; the last is repeated to fill them.
  private let levels: [Lanes]
  /// The least cost of a prefix whose last segment has this level and at least the minimum length.
  private var costs: [Lanes]
  /// Where that segment starts; a `Double` to share the lanes' mask, exact up to 2⁵³.
  private var segmentStarts: [Lanes]

  init(values: [Double], penalty: Double, minimumLength: Int) {
    self.values = values
    self.penalty = penalty
    length = minimumLength
    let sorted = values.sorted()
    var distinct: [Double] = []
    for value in sorted where value != distinct.last { distinct.append(value) }
    let width = Lanes.scalarCount
    levels = stride(from: 0, to: distinct.count, by: width).map { first in
      var lanes = Lanes(repeating: distinct[distinct.count - 1])
      for lane in 0..<min(width, distinct.count - first) { lanes[lane] = distinct[first + lane] }
      return lanes
    }
    costs = [Lanes](repeating: Lanes(repeating: .infinity), count: levels.count)
    segmentStarts = [Lanes](repeating: .zero, count: levels.count)
  }

  /// Where the segments of the best segmentation start, in order.
  mutating func starts() -> [Int] {
    // Of the best prefix that ends with each value: its cost and its last segment's start.
    var best = [Double](repeating: .infinity, count: values.count)
    var lastStart = [Int](repeating: 0, count: values.count)
    for end in (length - 1)..<values.count {
      let start = end + 1 - length
      let opening = start == 0 ? 0 : best[start - 1] + penalty
      extend(to: end, opening: opening)
      (best[end], lastStart[end]) = cheapest()
    }
    var starts: [Int] = []
    var end = values.count
    while end > 0 {
      starts.append(lastStart[end - 1])
      end = lastStart[end - 1]
    }
    return starts.reversed()
  }

  /// Takes one more value into every level's prefix.
  private mutating func extend(to end: Int, opening: Double) {
    let first = end + 1 - length
    let start = Lanes(repeating: Double(first))
    let window = values[first...end]
    levels.withUnsafeBufferPointer { levels in
      costs.withUnsafeMutableBufferPointer { costs in
        segmentStarts.withUnsafeMutableBufferPointer { segmentStarts in
          for index in levels.indices {
            let level = levels[index]
            var opened = Lanes(repeating: opening)
            var deviation = Lanes.zero
            for value in window {
              deviation = Self.magnitude(level - value)
              opened += deviation
            }
            let continued = costs[index] + deviation
            let isCheaper = opened .< continued
            costs[index] = continued.replacing(with: opened, where: isCheaper)
            segmentStarts[index].replace(with: start, where: isCheaper)
          }
        }
      }
    }
  }

  @inline(__always)
  private static func magnitude(_ lanes: Lanes) -> Lanes {
    lanes.replacing(with: -lanes, where: lanes .< 0)
  }

  /// The least cost over all levels and the start that belongs to it.
  private func cheapest() -> (cost: Double, start: Int) {
    var least = Lanes(repeating: .infinity)
    for cost in costs { least.replace(with: cost, where: cost .< least) }
    let cost = least.min()
    for (costs, starts) in zip(costs, segmentStarts) where any(costs .== cost) {
      for lane in 0..<Lanes.scalarCount where costs[lane] == cost {
        return (cost, Int(starts[lane]))
      }
    }
    return (cost, 0)
  }
}
