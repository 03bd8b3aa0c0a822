import Processes

/// A command line that a command refuses, and how.
public struct Refusal: Sendable, CustomStringConvertible {
  public let words: [String]
  public let status: Int32
  public let variables: [String: String]
  /// A part of the sentence: what is wrong, or what to do.
  public let sentence: String

  /// - Parameter status: 64 for a wrong command line, 73 for an output that can't be written.
  public init(
    _ words: String..., status: Int32 = 64, setting variables: [String: String] = [:],
    says sentence: String
  ) {
    self.init(words, status: status, setting: variables, says: sentence)
  }

  public init(
    _ words: [String], status: Int32 = 64, setting variables: [String: String] = [:],
    says sentence: String
  ) {
    self.words = words
    self.status = status
    self.variables = variables
    self.sentence = sentence
  }

  public var description: String {
    (variables.map { "\($0.key)=\($0.value)" } + words.map { $0.isEmpty ? "''" : $0 })
      .joined(separator: " ")
  }

  /// How a run of the command differs from this; empty when it doesn't.
  public func problems(of program: BuiltProgram, in folder: String) -> [String] {
    let result = program.run(words, in: folder, adding: variables)
    let lines = result.errorText.split(separator: "\n", omittingEmptySubsequences: false)
    let sentences = lines.filter { $0.hasPrefix("Error: ") }
    var problems: [String] = []
    if result.ending != .exited(status) { problems.append("\(result.ending), not \(status)") }
    if !result.output.isEmpty { problems.append("on standard output: \(result.outputText)") }
    if sentences.count != 1 { problems.append("\(sentences.count) sentences, not one") }
    if !sentences.contains(where: { $0.contains(sentence) }) { problems.append("said otherwise") }
    if let line = lines.first(where: { !Self.isExpected($0) }) {
      problems.append("an unexpected line: \(line)")
    }
    return problems.isEmpty ? [] : problems + [result.errorText]
  }

  /// Besides the sentence there may be what is good to know, and the parser's usage and choices.
  private static func isExpected(_ line: Substring) -> Bool {
    line.isEmpty
      || ["Error: ", "note: ", "Warning: ", "Help:", "Usage:", "  See '", "  - "].contains {
        line.hasPrefix($0)
      }
  }
}
