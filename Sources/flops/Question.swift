import Accounting
import Architectures
import CommandLineKit

/// A candidate over a length: everything that doesn't depend on the counting rule.
final class Question: Sendable {
  let candidate: Candidate
  let pass: Pass
  let ledger: Ledger
  let memory: MemoryUse
  let traffic: Traffic
  let precision: Precision
  /// The hardware a time is asked for; `nil` when none was named.
  let hardware: Hardware?
  /// Whether the memory fits into the hardware's; `nil` without hardware.
  let fits: Bool?
  /// The predicted time; `nil` without hardware, and when the memory doesn't fit.
  let time: Roofline.Estimate?

  init(
    _ candidate: Candidate, length: Int, _ arguments: PassArguments, plan: MemoryPlan,
    roofline: Roofline?
  ) throws {
    self.candidate = candidate
    pass = arguments.pass(candidate, length: length)
    do {
      ledger = try pass.ledger(parameters: candidate.parameters)
    } catch {
      throw CommandLineError("\(candidate.title): \(error)").usage
    }
    let memory = try pass.memory(plan, ledger: ledger, parameters: candidate.parameters)
    self.memory = memory
    traffic = ledger.traffic(plan.precision)
    precision = plan.precision
    hardware = roofline?.hardware
    guard let roofline else {
      (fits, time) = (nil, nil)
      return
    }
    let fits = Double(memory.total) <= roofline.hardware.memory.value
    self.fits = fits
    time = fits ? roofline.time(ledger, training: pass.recomputation) : nil
  }

  /// FLOPs under a convention; `nil` when it has no rule for this phase.
  func bill(_ convention: Convention) -> Bill? {
    guard let recomputation = pass.recomputation else { return ledger.priced(by: convention) }
    return ledger.priced(by: convention, training: recomputation)
  }

  var segmentation: Segmentation? {
    candidate.entry.segmentation(pass.positions, candidate.options)
  }

  /// Rows that are carried between segments; `nil` where there are none.
  var memorySlots: Int? {
    segmentation.map { _ in candidate.entry.carried(candidate.options) }
  }

  /// Positions that hold content, not memory or special tokens.
  var contentPositions: Int { content(upTo: pass.range.upperBound) - content(upTo: pass.cached) }

  private func content(upTo positions: Int) -> Int {
    guard let cut = candidate.entry.segmentation(positions, candidate.options) else {
      return positions
    }
    let reserved = candidate.entry.reserved(candidate.options)
    // What is still to come of a begun segment holds its last reserved positions.
    return cut.fullCount * max(0, cut.length - reserved) + max(0, cut.remainder - reserved)
  }
}
