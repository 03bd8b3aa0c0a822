import Architectures
import Foundation

/// A model as users name it: a preset, or a configuration file.
public struct NamedModel: Sendable {
  public var configuration: ModelConfiguration
  /// What the user should know about where it comes from, a sentence each.
  public var notes: [String] = []
  /// How its numbers are stored, where a file says it.
  public private(set) var storedTypes: StoredTypes?
  /// What the user named it with; `nil` when it was chosen for the user.
  public private(set) var text: String?

  init(_ configuration: ModelConfiguration, notes: [String] = []) {
    self.configuration = configuration
    self.notes = notes
  }

  /// The model of a configuration file, read from a path.
  public init(_ file: HuggingFaceConfiguration, path: String) {
    self.init(file.model, notes: file.notes)
    storedTypes = file.storedTypes
    if !file.unknownFields.isEmpty {
      notes.append(
        "\(Quotation(path)): not understood, so that the count may be wrong where they change "
          + "something: \(Self.listed(file.unknownFields, atMost: 40))")
    }
    if !file.ignoredFields.isEmpty {
      notes.append(
        "\(Quotation(path)): known to change no count: \(Self.listed(file.ignoredFields, atMost: 8))"
      )
    }
  }

  private static func listed(_ fields: [String], atMost count: Int) -> String {
    let shown = fields.prefix(count).map { "\(Quotation($0))" }.joined(separator: ", ")
    let rest = fields.count - count
    return rest > 0 ? "\(shown) and \(rest) more" : shown
  }

  /// The one model of that name or path, or of a name that the Hugging Face hub has for a preset.
  public static func one(_ text: String) throws(CommandLineError) -> NamedModel {
    var model = try found(text)
    model.text = text
    return model
  }

  private static func found(_ text: String) throws(CommandLineError) -> NamedModel {
    if let preset = ModelConfiguration.preset(named: text) { return NamedModel(preset) }
    if !exists(text), let hub = HubName(text) {
      if let preset = hub.preset {
        return NamedModel(
          preset,
          notes: ["\(Quotation(text)) is taken as the preset \(preset.name); nothing is downloaded"]
        )
      }
      if let problem = hub.problem { throw CommandLineError("\(Quotation(text)): \(problem)") }
    }
    guard isPath(text) else {
      throw Suggestion.unknown("model", text, among: ModelConfiguration.presets.map(\.name))
    }
    return try read(text)
  }

  /// Models with commas between; the name of a family is all of its presets, `all` every preset.
  ///
  /// A comma may also be part of a path that exists.
  public static func list(_ text: String) throws(CommandLineError) -> [NamedModel] {
    var models: [NamedModel] = []
    for name in names(in: text) {
      let family = ModelConfiguration.presets.filter {
        name.lowercased() == "all" || $0.family == name.lowercased()
      }
      if family.isEmpty || ModelConfiguration.preset(named: name) != nil {
        models.append(try one(name))
      } else {
        models += family.map { NamedModel($0) }
      }
    }
    return models
  }

  private static func names(in text: String) -> [String] {
    var rest = text.split(separator: ",", omittingEmptySubsequences: false)[...]
    var names: [String] = []
    while !rest.isEmpty {
      let count =
        (2...16).reversed().first { rest.count >= $0 && exists(joined(rest.prefix($0))) } ?? 1
      names.append(joined(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return names
  }

  private static func joined(_ parts: ArraySlice<Substring>) -> String {
    parts.joined(separator: ",")
  }

  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  private static func isPath(_ text: String) -> Bool {
    text.contains("/") || text.hasSuffix(".json") || exists(text)
  }

  private static func read(_ path: String) throws(CommandLineError) -> NamedModel {
    do {
      return NamedModel(try HuggingFaceConfiguration(path: path), path: path)
    } catch {
      throw CommandLineError("\(error)")
    }
  }
}
