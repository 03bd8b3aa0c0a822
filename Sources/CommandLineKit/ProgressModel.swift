/// How far a sequence of steps has come, and how long the rest will take.
///
/// A step still to come is expected to take what steps of its label took on average; one of a new
/// label, its own expectation times the ratio of measured to expected time so far.
public struct ProgressModel: Sendable {
  public let steps: [ProgressStep]
  /// How many steps are over, skipped ones included.
  public private(set) var finished = 0
  /// The time that the finished steps took.
  public private(set) var spentSeconds = 0.0
  /// The share of the work that is done, from 0 to 1; it never falls.
  public private(set) var fraction = 0.0

  /// What a step without an expectation is taken to need before any correction.
  private let usualSeconds: Double
  private let hasExpectations: Bool
  private var measured: [String: (seconds: Double, count: Int)] = [:]
  /// The expectations of the steps measured so far.
  private var expectedSoFar = 0.0
  /// How many steps of each label are still to come, and the sum of their expectations.
  private var left: [String: (seconds: Double, count: Int)] = [:]

  public init(steps: [ProgressStep]) {
    self.steps = steps
    let known = steps.compactMap(\.expectedSeconds)
    hasExpectations = !known.isEmpty
    usualSeconds = known.isEmpty ? 1 : known.reduce(0, +) / Double(known.count)
    for step in steps {
      let entry = left[step.label] ?? (0, 0)
      left[step.label] = (entry.seconds + expectation(of: step), entry.count + 1)
    }
  }

  /// The step now at work or next; `nil` at the end.
  public var current: ProgressStep? { finished < steps.count ? steps[finished] : nil }

  /// The time still needed; `nil` while there is nothing to estimate it from.
  public var secondsLeft: Double? {
    guard current != nil else { return 0 }
    return hasExpectations || !measured.isEmpty ? correctedLeft : nil
  }

  /// Ends the current step, which took a time; a time that is none counts as 0.
  public mutating func finish(seconds: Double) {
    guard let step = current else { return }
    let seconds = seconds.isFinite ? max(0, seconds) : 0
    let entry = measured[step.label] ?? (0, 0)
    measured[step.label] = (entry.seconds + seconds, entry.count + 1)
    expectedSoFar += expectation(of: step)
    spentSeconds += seconds
    advance(past: step)
  }

  /// Ends the current step without work, as when it would not fit the memory.
  public mutating func skip() {
    guard let step = current else { return }
    advance(past: step)
  }

  private mutating func advance(past step: ProgressStep) {
    finished += 1
    if let entry = left.removeValue(forKey: step.label), entry.count > 1 {
      left[step.label] = (max(0, entry.seconds - expectation(of: step)), entry.count - 1)
    }
    let total = spentSeconds + correctedLeft
    let share = total > 0 ? spentSeconds / total : 0
    fraction = current == nil ? 1 : min(1, max(fraction, share))
  }

  private func expectation(of step: ProgressStep) -> Double {
    step.expectedSeconds ?? usualSeconds
  }

  private var correctedLeft: Double {
    let correction = expectedSoFar > 0 && spentSeconds > 0 ? spentSeconds / expectedSoFar : 1
    return left.reduce(0) { sum, entry in
      guard let known = measured[entry.key] else { return sum + entry.value.seconds * correction }
      return sum + known.seconds / Double(known.count) * Double(entry.value.count)
    }
  }
}
