import Accounting
import Architectures
import CommandLineKit
import Operations

/// A candidate over a length: everything that doesn't depend on the counting rule.
final class Question: Sendable {
  let candidate: Candidate
  /// Positions of the sequence, or of those that are packed together, as they were asked for.
  let lengths: [Int]
  let pass: Pass
  let ledger: Ledger
  let memory: MemoryUse
  /// Bytes that the forward pass has to move at least, on hardware as ``time`` has it.
  let forwardTraffic: Traffic
  /// The same with so many of a mixture's experts read; empty without one, and in training.
  private let expertTraffic: [ExpertsTouched: Traffic]
  let sequentialDepth: UInt128
  let precision: Precision
  // What stands in every row of results, made once for all rules.
  let model: String
  let dtype: String
  let positions: Int
  /// The hardware a time is asked for; `nil` when none was named.
  let hardware: Hardware?
  /// What kernels are taken to reach of it.
  let efficiency: Efficiency?
  /// Whether the memory fits into the hardware's; `nil` without hardware.
  let fits: Bool?
  /// The predicted time; `nil` without hardware, and when the memory doesn't fit.
  let time: Roofline.Estimate?

  convenience init(
    _ candidate: Candidate, length: Int, _ arguments: PassArguments, plan: MemoryPlan,
    roofline: Roofline?
  ) throws {
    try self.init(candidate, lengths: [length], arguments, plan: plan, roofline: roofline)
  }

  /// - Parameter lengths: Of one sequence, or of those that are packed together.
  init(
    _ candidate: Candidate, lengths: [Int], _ arguments: PassArguments, plan: MemoryPlan,
    roofline: Roofline?
  ) throws {
    self.candidate = candidate
    self.lengths = lengths
    pass = arguments.pass(candidate, lengths: lengths)
    let (memory, moved): (MemoryUse, Ledger)
    do {
      let parameters = candidate.parameters(of: pass)
      ledger = try pass.ledger(parameters: parameters)
      memory = try pass.memory(plan, ledger: ledger, parameters: parameters)
      moved =
        try roofline.map { [pass, ledger] in try pass.ledger(on: $0, inChunks: ledger) } ?? ledger
    } catch {
      throw CommandLineError("\(candidate.title): \(error)").usage
    }
    self.memory = memory
    forwardTraffic = moved.traffic(plan.precision)
    let hasExperts = candidate.configuration.experts != nil && pass.recomputation == nil
    expertTraffic = Dictionary(
      uniqueKeysWithValues: (hasExperts ? ExpertsTouched.allCases : []).map {
        ($0, moved.traffic(plan.precision, experts: $0))
      })
    sequentialDepth = ledger.sequentialDepth
    precision = plan.precision
    model = candidate.configuration.name
    dtype = plan.precision.description
    positions = pass.packedPositions
    hardware = roofline?.hardware
    efficiency = roofline?.efficiency
    guard let roofline else {
      (fits, time) = (nil, nil)
      return
    }
    let fits = Double(memory.total) <= roofline.hardware.memory.value
    self.fits = fits
    time = fits ? roofline.time(moved, training: pass.recomputation) : nil
  }

  /// FLOPs under a convention; `nil` when it has no rule for this phase.
  func bill(_ convention: Convention) -> Bill? {
    ledger.priced(by: convention, training: pass.recomputation)
  }

  /// Bytes that the pass has to move at least; `nil` in training, whose backward pass isn't counted.
  var traffic: Traffic? { pass.recomputation == nil ? forwardTraffic : nil }

  /// The same with so many experts read; `nil` without a mixture.
  func traffic(_ experts: ExpertsTouched) -> Traffic? { expertTraffic[experts] }

  var segmentation: Segmentation? {
    candidate.program.segmentation(of: pass.positions)
  }

  /// Rows that are carried between segments; `nil` where there are none.
  var memorySlots: Int? {
    segmentation.map { _ in candidate.options.memory.slots }
  }

  /// Positions that hold content, not memory or special tokens.
  var contentPositions: Int {
    lengths.reduce(0) { $0 + content(upTo: pass.cached + $1) - content(upTo: pass.cached) }
  }

  private func content(upTo positions: Int) -> Int {
    let program = candidate.program
    guard let cut = program.segmentation(of: positions) else { return positions }
    let content = max(0, cut.length - program.reserved)
    // A last segment that is processed at once has both its ends; one that may still grow has begun
    // with the memory it reads, and will end with what it writes.
    let isBegun = pass.cached > 0 || pass.phase == .decode
    let reserved = isBegun ? candidate.options.memory.slots : program.reserved
    return cut.fullCount * content + min(content, max(0, cut.remainder - reserved))
  }
}
