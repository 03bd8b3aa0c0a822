import CommandLineKit
import Foundation
import Measurement

extension RoundFailure {
  /// What went wrong with a command, and what to do.
  func sentence(about text: String) -> String {
    let command = "\(Quotation(text))"
    switch self {
    case .notStarted(let reason): return "\(command) can't be started: \(reason)"
    case .ended(let status, let lines):
      return "\(command) ended with status \(status)" + Self.said(lines)
    case .signalled(let signal, let lines):
      return "\(command) was ended by signal \(signal)" + Self.said(lines)
    case .badLine(let line):
      return line.sentence(about: text, wanted: "{\"cell\": text, \"seconds\": number above 0}")
    case .noCells:
      return "\(command) printed no cell; it should print lines such as "
        + "{\"cell\": \"name\", \"seconds\": 0.5}"
    case .timedOut: return "\(command) was still running when the budget was spent"
    case .interrupted: return "\(command) was interrupted"
    }
  }

  private static func said(_ lines: [String]) -> String {
    lines.isEmpty
      ? " and said nothing"
      : ":\n" + lines.map { "  \($0.oneLine)" }.joined(separator: "\n")
  }
}

extension RoundOutput.BadLine {
  /// What a command printed that isn't wanted, and why.
  func sentence(about command: String, wanted: String) -> String {
    let problem = reason.map { ": \($0.oneLine)" } ?? ", which is no \(wanted)"
    return "\(Quotation(command)) printed \(Quotation(text)) in line \(number)\(problem)"
  }
}
