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
