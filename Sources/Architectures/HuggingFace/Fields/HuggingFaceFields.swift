import Foundation
import Text

/// The fields of one config.json: what they say, which were asked for, and what was assumed.
struct HuggingFaceFields {
  /// The path or name that stands in errors.
  let file: String
  /// What stands before the names in sentences, such as `text_config.`.
  let prefix: String
  let fields: [String: ParsedJSON]
  /// What the file calls a field, by the library's name, where it is in another program's format.
  var spelling: [String: String] = [:]
  /// What follows from other fields, by the library's name.
  var supplied: [String: ParsedJSON] = [:]
  var asked: Set<String> = []
  /// Fields that have no influence on the model at hand.
  var accepted: Set<String> = []
  /// Sizes that the file doesn't give, such as `max_position_embeddings 2048`.
  var defaults: [String] = []
  var notes: [String] = []
  /// Members of objects that were read, such as `rope_scaling.twist`.
  var strangeMembers: Set<String> = []

  /// Reads the object that the text consists of.
  init(json: [UInt8], file: String) throws(HuggingFaceConfigurationError) {
    self.file = file
    prefix = ""
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = json.starts(with: mark) ? Array(json.dropFirst(mark.count)) : json
    let first = text.first { !" \t\r\n".utf8.contains($0) }
    guard let first else {
      throw HuggingFaceConfigurationError(file, "is empty; download the file again")
    }
    if let kind = OtherFile(text) { throw HuggingFaceConfigurationError(file, kind.sentence) }
    guard String(bytes: text, encoding: .utf8) != nil else {
      throw HuggingFaceConfigurationError(file, "isn't UTF-8, which JSON must be; save it as UTF-8")
    }
    let value: ParsedJSON
    do throws(JSONProblem) {
      value = try JSONReader.value(of: text, limits: .configuration)
    } catch {
      if let line = OtherFile.conflict(in: text) {
        throw HuggingFaceConfigurationError(
          file, "holds a merge conflict, from line \(line.grouped) on; resolve it")
      }
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

  /// The fields of an object within a file.
  init(_ fields: [String: ParsedJSON], file: String, prefix: String) {
    self.file = file
    self.prefix = prefix
    self.fields = fields
  }

  /// What the field says; `nil` when it isn't there.
  mutating func value(_ field: String) -> ParsedJSON? {
    if let value = supplied[field] { return value }
    let name = spelling[field] ?? field
    asked.insert(name)
    return fields[name]
  }

  /// Whether the file says something about a field.
  func has(_ field: String) -> Bool {
    supplied[field] != nil || fields[spelling[field] ?? field] != nil
  }

  /// The field as the file calls it, from its top.
  func shown(_ field: String) -> String { prefix + (spelling[field] ?? field) }

  /// What the field says under its name or another one that the library accepts for it.
  mutating func value(
    _ field: String, or alias: String?
  ) throws(HuggingFaceConfigurationError) -> (field: String, value: ParsedJSON)? {
    let value = value(field)
    guard let alias, let other = self.value(alias) else { return value.map { (field, $0) } }
    guard let value else { return (alias, other) }
    guard value == other else {
      throw error(
        "\(shown(field)) is \(value.described) but \(shown(alias)), another name for it, is "
          + "\(other.described); leave one of them out")
    }
    return (field, value)
  }

  func error(_ sentence: String) -> HuggingFaceConfigurationError {
    HuggingFaceConfigurationError(file, sentence)
  }

  func error(
    _ field: String, is value: ParsedJSON, expected: String
  ) -> HuggingFaceConfigurationError {
    error("\(shown(field)) is \(value.described); it must be \(expected)")
  }

  /// Refuses a file that lacks sizes without which there is no count, all of them named.
  ///
  /// - Parameter sizes: Such as `vocab_size`, or `n_embd|hidden_size` where there are two names.
  func requireSizes(_ sizes: [String]) throws(HuggingFaceConfigurationError) {
    let missing = sizes.compactMap { size in
      let names = size.split(separator: "|").map(String.init)
      return names.contains(where: has) ? nil : names.first.map(shown)
    }
    guard let last = missing.last else { return }
    guard missing.count > 1 else {
      throw error("\(last) isn't in the file, and the count depends on it; write it into the file")
    }
    throw error(
      "\(missing.dropLast().joined(separator: ", ")) and \(last) aren't in the file, and the count "
        + "depends on them; write them into the file")
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
