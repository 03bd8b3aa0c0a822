import CommandLineKit
import Foundation

extension ComparisonReport {
  /// JUnit's XML: a test for each row, which fails when it regressed.
  ///
  /// What is inconclusive or has nothing to be compared with counts as skipped, which it was. Valid
  /// against both schemas in use, Windy Road's (JUnit.xsd) and Jenkins' (junit-10.xsd of its xunit plugin):
  /// every attribute and element that one of them requires, and none that the other doesn't know.
  ///
  /// - Parameter finished: When it was measured.
  func junit(suite name: String, finished: Date = .now) -> String {
    func count(_ outcomes: ComparisonRow.Outcome...) -> Int {
      rows.count { outcomes.contains($0.outcome) }
    }
    let attributes = [
      ("name", name), ("package", name), ("id", "0"), ("hostname", Self.host),
      // Without a time zone, as the schema wants it.
      ("timestamp", String(finished.formatted(.iso8601).prefix(19))),
      ("tests", "\(rows.count)"), ("failures", "\(count(.regressed))"),
      ("errors", "\(count(.failed))"), ("skipped", "\(count(.inconclusive, .missing))"),
      ("time", NumberFormat.decimal(seconds ?? 0)),
    ]
    let properties = [
      ("baseline", baseline), ("candidate", candidate), ("verdict", verdict.rawValue),
    ]
    let notes = ([methodSentence, controlSentence].compactMap { $0 } + notes)
      .joined(separator: "\n")
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites>
        <testsuite \(Self.attributes(attributes))>
          <properties>
      \(properties.map { "      <property \(Self.attributes([("name", $0), ("value", $1)]))/>\n" }.joined())\
          </properties>
      \(rows.map { Self.testCase($0, suite: name) }.joined())\
          <system-out>\(notes.xmlEscaped)</system-out>
          <system-err></system-err>
        </testsuite>
      </testsuites>

      """
  }

  private static func testCase(_ row: ComparisonRow, suite: String) -> String {
    let seconds = row.measure == "seconds" ? row.candidate : nil
    let head =
      "    <testcase "
      + attributes([
        ("classname", "\(suite).\(row.measure)"), ("name", row.cell),
        ("time", NumberFormat.decimal(seconds ?? 0)),
      ])
    guard let (element, kind) = element(of: row.outcome) else { return head + "/>\n" }
    let message = "\(row.outcome.rawValue): \(row.sentence)"
    let type = kind.map { [("type", $0)] } ?? []
    return "\(head)>\n      <\(element) \(attributes(type + [("message", message)]))>"
      + "\(message.xmlEscaped)</\(element)>\n    </testcase>\n"
  }

  private static func attributes(_ attributes: [(String, String)]) -> String {
    attributes.map { "\($0)=\"\($1.xmlEscaped)\"" }.joined(separator: " ")
  }

  private static func element(
    of outcome: ComparisonRow.Outcome
  ) -> (name: String, type: String?)? {
    switch outcome {
    case .improved, .unchanged: nil
    case .regressed: ("failure", "regressed")
    case .failed: ("error", "failed")
    case .inconclusive, .missing: ("skipped", nil)
    }
  }

  /// The machine's name; as the schema says, `localhost` where there is none.
  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    let text = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.isEmpty ? "localhost" : text
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
