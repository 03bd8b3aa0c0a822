/// Has a plan measured round by round, each in a fresh process, within the budget.
///
/// It does nothing but decide, start processes and hand on their samples: whoever prints, stores or
/// draws listens to its events.
public struct SweepRunner {
  public enum Event: Sendable {
    /// A cell is at work, by its place in the plan.
    case starting(place: Int, round: Int)
    /// A sample came; it isn't part of the state yet when this is called.
    case sample(Sample, place: Int)
    /// All of a round's visits are over.
    case roundEnded
  }

  /// What a sweep needs of the world.
  public struct World {
    /// Starts a process for a round's visits.
    public var start: (SweepState.Round) throws -> any RoundProcess
    /// Seconds of the budget that are spent.
    public var elapsed: () -> Double
    /// The planned cells of a round in the order of its visits.
    public var order: (_ round: Int) -> [Int]

    public init(
      start: @escaping (SweepState.Round) throws -> any RoundProcess,
      elapsed: @escaping () -> Double, order: @escaping (_ round: Int) -> [Int]
    ) {
      self.start = start
      self.elapsed = elapsed
      self.order = order
    }
  }

  /// Part of the budget that no visit is planned into: the results have to be written.
  private static let reserveShare = 0.02
  /// A visit that takes so many times as long as expected, and some seconds more, is stopped.
  private static let patience = 4.0
  private static let patienceSeconds = 10.0

  public private(set) var state: SweepState
  private let limits: SampleLimits?
  private let world: World
  private let onEvent: (Event) throws -> Void

  /// - Parameters:
  ///   - limits: What a sample can be; what it can't be is stored as a failure.
  ///   - onEvent: Stores and shows; what it throws ends the run.
  public init(
    _ state: SweepState, limits: SampleLimits? = nil, world: World,
    onEvent: @escaping (Event) throws -> Void
  ) {
    self.state = state
    self.limits = limits
    self.world = world
    self.onEvent = onEvent
  }

  private var budget: Double { state.plan.limits.budget }
  private var secondsLeft: Double { budget * (1 - Self.reserveShare) - world.elapsed() }

  /// Two clocks needn't agree to the last hundredth.
  private var isTimeUp: Bool { world.elapsed() >= budget - 0.05 }

  /// Measures until the plan is done or the time is up.
  public mutating func run() throws {
    while true {
      let step = state.next(secondsLeft: secondsLeft, order: world.order)
      for sample in step.givenUp {
        if let place = state.place(of: sample) { try hand(sample, place: place) }
      }
      guard let round = step.round else { return }
      try run(round)
      try onEvent(.roundEnded)
      if isTimeUp { return }
    }
  }

  /// Runs a round, in as many processes as it takes: one more for each that ended too early.
  private mutating func run(_ round: SweepState.Round) throws {
    var waiting = round.visits[...]
    while !waiting.isEmpty, !isTimeUp {
      let rest = SweepState.Round(
        number: round.number, visits: Array(waiting), isChecked: round.isChecked)
      let process = try world.start(rest)
      defer { process.end() }
      var isFirst = true
      while let visit = waiting.first {
        try onEvent(.starting(place: visit.place, round: round.number))
        let isOver = try follow(visit, round.number, process, isFirst: isFirst)
        waiting.removeFirst()
        isFirst = false
        if isOver { break }
      }
    }
  }

  /// Takes one visit's samples; whether the process is of no more use.
  private mutating func follow(
    _ visit: SweepState.Visit, _ round: Int, _ process: any RoundProcess, isFirst: Bool
  ) throws -> Bool {
    let estimate = state.plan.entries[visit.place].estimate
    while true {
      let patience =
        Self.patience * (visit.seconds + (isFirst ? state.plan.limits.setupSeconds : 0))
        + Self.patienceSeconds
      let event = process.next(within: min(patience, budget - world.elapsed()))
      switch event {
      case .line(let line):
        guard var sample = try? Sample(line: line[...]), sample.cell == estimate.cell,
          sample.digest == estimate.digest, sample.round == round
        else {
          try fail(visit, round, "its process printed something else than its samples")
          return true
        }
        if let problem = limits?.problem(with: sample) {
          try fail(visit, round, problem)
          return true
        }
        sample.order = state.visited(inRound: round)
        try hand(sample, place: visit.place)
        if sample.status != .discarded { return false }
      case .timedOut:
        // At the end of the budget the visit just didn't take place.
        guard !isTimeUp else { return true }
        try end(
          visit, round, .skipped,
          "budget: a visit was expected to take \(SweepPlan.rounded(visit.seconds)) s and was "
            + "stopped after \(SweepPlan.rounded(patience)) s")
        return true
      case .exited(let status):
        try fail(visit, round, "its process ended with status \(status) before its result")
        return true
      case .signalled(let signal):
        let hint = signal == 9 ? ", as when memory runs out" : ""
        try fail(visit, round, "its process was ended by signal \(signal)\(hint)")
        return true
      }
    }
  }

  private mutating func fail(_ visit: SweepState.Visit, _ round: Int, _ reason: String) throws {
    try end(visit, round, .failed, reason)
  }

  private mutating func end(
    _ visit: SweepState.Visit, _ round: Int, _ status: Sample.Status, _ reason: String
  ) throws {
    let estimate = state.plan.entries[visit.place].estimate
    let sample = Sample(
      cell: estimate.cell, digest: estimate.digest, round: round,
      order: state.visited(inRound: round), status: status,
      reason: reason)
    try hand(sample, place: visit.place)
  }

  private mutating func hand(_ sample: Sample, place: Int) throws {
    var sample = sample
    sample.spentSeconds = world.elapsed()
    // First stored, then believed.
    try onEvent(.sample(sample, place: place))
    state.take(sample)
  }
}
