import Architectures
import ArgumentParser

/// Fields of a model that are set by hand: `--set layers=24,hidden=2048`.
public enum ModelOverrides {
  public static let help = ArgumentHelp(
    "Fields to change, with commas between, such as layers=24,hidden=2048: "
      + ModelConfiguration.overridableFields.joined(separator: ", ") + ".",
    valueName: "field=value,…")

  /// The model with the fields changed, and a note that says so.
  ///
  /// - Throws: A usage error that names the field at fault.
  public static func apply(_ fields: [String], to model: NamedModel) throws -> NamedModel {
    var model = model
    for text in fields {
      do {
        try model.configuration.apply(overrides: text) { try Count(parsing: $0).value }
      } catch {
        throw CommandLineError("--set: \(error)").usage
      }
      model.notes.append("\(model.configuration.name) with \(Quotation(text))")
    }
    return model
  }
}
