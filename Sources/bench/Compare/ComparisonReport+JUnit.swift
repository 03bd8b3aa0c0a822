import CommandLineKit
import Foundation

extension ComparisonReport {
  /// JUnit's XML: a test for each row, which fails when it regressed.
  ///
  /// What is inconclusive or has nothing to be compared with counts as skipped, which it was.
  func junit(suite name: String) -> String {
    func count(_ outcomes: ComparisonRow.Outcome...) -> Int {
      rows.count { outcomes.contains($0.outcome) }
    }
    let cases = rows.map { row in
      let seconds = row.measure == "seconds" ? row.candidate : nil
      let time = seconds.map { " time=\"\(NumberFormat.exact($0))\"" } ?? ""
      let head =
        "    <testcase classname=\"\("\(name).\(row.measure)".xmlEscaped)\" "
        + "name=\"\(row.cell.xmlEscaped)\"\(time)"
      guard let (element, type) = Self.element(of: row.outcome) else { return head + "/>\n" }
      let message = "\(row.outcome.rawValue): \(row.sentence)".xmlEscaped
      return "\(head)>\n      <\(element) \(type)message=\"\(message)\"/>\n    </testcase>\n"
    }
    let time = seconds.map { " time=\"\(NumberFormat.exact($0))\"" } ?? ""
    let attributes =
      "tests=\"\(rows.count)\" failures=\"\(count(.regressed))\" errors=\"\(count(.failed))\" "
      + "skipped=\"\(count(.inconclusive, .missing))\"\(time)"
    let notes = ([methodSentence, controlSentence].compactMap { $0 } + notes)
      .joined(separator: "\n")
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites \(attributes)>
        <testsuite name="\(name.xmlEscaped)" \(attributes)>
      \(cases.joined())    <system-out>\(notes.xmlEscaped)</system-out>
        </testsuite>
      </testsuites>

      """
  }

  private static func element(of outcome: ComparisonRow.Outcome) -> (name: String, type: String)? {
    switch outcome {
    case .improved, .unchanged: nil
    case .regressed: ("failure", "type=\"regressed\" ")
    case .failed: ("error", "type=\"failed\" ")
    case .inconclusive, .missing: ("skipped", "")
    }
  }
}

extension ComparisonRow {
  /// The ratio and its interval, or why there is none.
  var sentence: String {
    let ratio =
      resolved.map { "×" + $0.textWithInterval } ?? ratio.map { "×" + NumberFormat.ratio($0) }
    return [ratio, reason].compactMap { $0 }.joined(separator: ", ")
  }
}

extension String {
  /// The text as XML 1.0 takes it in content and in attributes.
  ///
  /// Line ends and tabs are written as references, or an attribute would have spaces in their place;
  /// what XML has no way to say reads `\u{1b}`.
  var xmlEscaped: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&apos;"
      case "\n", "\r", "\t": escaped += "&#\(scalar.value);"
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}":
        escaped += "\\u{\(String(scalar.value, radix: 16))}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
