import Architectures
import Foundation

/// A model as users name it: a preset, or a configuration file.
public struct NamedModel: Sendable {
  public var configuration: ModelConfiguration
  /// What the user should know about where it comes from, a sentence each.
  public var notes: [String] = []

  init(_ configuration: ModelConfiguration, notes: [String] = []) {
    self.configuration = configuration
    self.notes = notes
  }

  /// The one model of that name or path.
  public static func one(_ text: String) throws(CommandLineError) -> NamedModel {
    if let preset = ModelConfiguration.preset(named: text) { return NamedModel(preset) }
    guard isPath(text) else {
      throw Suggestion.unknown("model", text, among: ModelConfiguration.presets.map(\.name))
    }
    return try read(text)
  }

  /// Models with commas between; the name of a family is all of its presets, `all` every preset.
  public static func list(_ text: String) throws(CommandLineError) -> [NamedModel] {
    var models: [NamedModel] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
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

  private static func isPath(_ text: String) -> Bool {
    text.contains("/") || text.hasSuffix(".json") || FileManager.default.fileExists(atPath: text)
  }

  private static func read(_ path: String) throws(CommandLineError) -> NamedModel {
    do {
      let file = try HuggingFaceConfiguration(path: path)
      var notes = file.notes
      if !file.ignoredFields.isEmpty {
        let fields = file.ignoredFields.map { "\(Quotation($0))" }.joined(separator: ", ")
        notes.append("\(Quotation(path)): these fields change no count and were ignored: \(fields)")
      }
      return NamedModel(file.model, notes: notes)
    } catch {
      throw CommandLineError("\(error)")
    }
  }
}
