import Accounting
import ArgumentParser
import CommandLineKit

/// What two candidates are compared by.
enum Metric: String, ExpressibleByArgument, CaseIterable {
  case flops
  /// Bytes that go between memory and processor.
  case bytes
  /// Bytes that must be held.
  case memory
  /// Predicted seconds; needs hardware.
  case time

  /// What its numbers count.
  var quantity: Quantity {
    switch self {
    case .flops: .flops
    case .bytes, .memory: .bytes
    case .time: .seconds
    }
  }

  /// Refuses a time on no hardware, and bytes that nobody counts.
  func check(_ pass: PassArguments, _ machine: MachineArguments) throws {
    if self == .time, machine.hardware == nil {
      throw ValidationError("--metric time needs --hardware; see `flops list hardware`")
    }
    if self == .bytes, pass.phase == .train {
      throw ValidationError(
        "--metric bytes: the bytes of a backward pass aren't counted; take flops or memory")
    }
  }

  /// The cost of an answer; `nil` where there is none.
  func value(_ answer: Answer) -> Double? {
    switch self {
    case .flops: answer.cost.map { Double($0.total) }
    case .bytes: answer.question.traffic.map { Double($0.total) }
    case .memory: Double(answer.question.memory.total)
    case .time: answer.question.time?.seconds
    }
  }
}
