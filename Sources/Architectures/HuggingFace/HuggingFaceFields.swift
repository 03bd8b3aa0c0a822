import Foundation

/// The fields of one config.json: what they say, which were asked for, and what was assumed.
struct HuggingFaceFields {
  /// The path or name that stands in errors.
  let file: String
  let fields: [String: ParsedJSON]
  var asked: Set<String> = []
  /// Sizes that the file doesn't give, such as `num_hidden_layers 12`.
  var defaults: [String] = []
  var notes: [String] = []

  /// Reads the object that the text consists of.
  init(json: [UInt8], file: String) throws(HuggingFaceConfigurationError) {
    self.file = file
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = json.starts(with: mark) ? Array(json.dropFirst(mark.count)) : json
    let first = text.first { !" \t\r\n".utf8.contains($0) }
    guard let first else {
      throw HuggingFaceConfigurationError(file, "is empty; download the file again")
    }
    guard String(bytes: text, encoding: .utf8) != nil else {
      throw HuggingFaceConfigurationError(file, "isn't UTF-8, which JSON must be; save it as UTF-8")
    }
    let value: ParsedJSON
    do throws(JSONProblem) {
      value = try JSONReader.value(of: text, limits: .configuration)
    } catch {
      let remedy =
        first == UInt8(ascii: "<")
        ? "it looks like a web page, download the raw file" : "correct it or download it again"
      throw HuggingFaceConfigurationError(
        file,
        "isn't JSON: \(error.fact) at line \(error.line), column \(error.column); \(remedy)")
    }
    guard case .object(let fields) = value else {
      throw HuggingFaceConfigurationError(
        file, "holds \(value.described) where an object is expected; name a model's config.json")
    }
    self.fields = fields
  }

  /// Fields that nobody asked for, sorted.
  var unread: [String] { fields.keys.filter { !asked.contains($0) }.sorted() }

  /// What the field says; `nil` when it isn't there.
  mutating func value(_ field: String) -> ParsedJSON? {
    asked.insert(field)
    return fields[field]
  }

  /// What the field says under its name or another one that the library accepts for it.
  mutating func value(
    _ field: String, or alias: String?
  ) throws(HuggingFaceConfigurationError) -> (field: String, value: ParsedJSON)? {
    let value = value(field)
    guard let alias, let other = self.value(alias) else { return value.map { (field, $0) } }
    guard let value else { return (alias, other) }
    guard value == other else {
      throw error(
        "\(field) is \(value.described) but \(alias), another name for it, is \(other.described); "
          + "leave one of them out")
    }
    return (field, value)
  }

  func error(_ sentence: String) -> HuggingFaceConfigurationError {
    HuggingFaceConfigurationError(file, sentence)
  }

  func error(
    _ field: String, is value: ParsedJSON, expected: String
  ) -> HuggingFaceConfigurationError {
    error("\(field) is \(value.described); it must be \(expected)")
  }

  /// ` (not given: num_hidden_layers 12)`, or nothing.
  var defaultsInBrackets: String {
    defaults.isEmpty ? "" : " (not in the file: \(defaults.joined(separator: ", ")))"
  }

  /// A sentence about the sizes that aren't in the file, if there are any.
  func defaultsNote(of configurationClass: String) -> [String] {
    guard !defaults.isEmpty else { return [] }
    return [
      "not in the file, so as \(configurationClass) has it: \(defaults.joined(separator: ", "))"
    ]
  }
}
