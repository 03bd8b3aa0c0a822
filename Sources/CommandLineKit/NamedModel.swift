import Architectures
import Foundation

/// A model as users name it: a preset, or a configuration file.
public struct NamedModel: Sendable {
  public var configuration: ModelConfiguration
  /// What the user should know about where it comes from, a sentence each.
  public var notes: [String] = []
  /// What the user named it with; `nil` when it was chosen for the user.
  public private(set) var text: String?

  init(_ configuration: ModelConfiguration, notes: [String] = []) {
    self.configuration = configuration
    self.notes = notes
  }

  /// The model of a configuration file, read from a path.
  public init(_ file: HuggingFaceConfiguration, path: String) {
    self.init(file.model, notes: file.notes)
    guard !file.ignoredFields.isEmpty else { return }
    let fields = file.ignoredFields.map { "\(Quotation($0))" }.joined(separator: ", ")
    notes.append("\(Quotation(path)): these fields change no count and were ignored: \(fields)")
  }

  /// The one model of that name or path.
  public static func one(_ text: String) throws(CommandLineError) -> NamedModel {
    var model: NamedModel
    if let preset = ModelConfiguration.preset(named: text) {
      model = NamedModel(preset)
    } else {
      guard isPath(text) else {
        throw Suggestion.unknown("model", text, among: ModelConfiguration.presets.map(\.name))
      }
      model = try read(text)
    }
    model.text = text
    return model
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
      return NamedModel(try HuggingFaceConfiguration(path: path), path: path)
    } catch {
      throw CommandLineError("\(error)")
    }
  }
}
