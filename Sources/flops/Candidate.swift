import Accounting
import Architectures

/// A model as an architecture: one of those that are compared.
struct Candidate: Sendable {
  let model: Transformer
  let entry: ArchitectureEntry
  let options: ArchitectureEntry.Options
  /// Of a sequence as long as the model's positions.
  let program: any Architecture
  let parameters: ParameterCounts
  /// What the user should know about where the model comes from, a sentence each.
  let notes: [String]
  /// How its numbers are stored, where a file says it.
  let storedTypes: StoredTypes?

  init(
    _ model: Transformer, _ entry: ArchitectureEntry, options: ArchitectureEntry.Options,
    notes: [String] = [], storedTypes: StoredTypes? = nil
  ) {
    self.model = model
    self.notes = notes
    self.storedTypes = storedTypes
    self.entry = entry
    self.options = options
    program = entry.make(model, options)
    parameters = ParameterCounts(program)
  }

  var configuration: ModelConfiguration { model.configuration }

  /// The program of a sequence of so many positions.
  func architecture(over positions: Int) -> any Architecture {
    guard entry.isSizedByLength else { return program }
    var options = options
    options.length = options.length ?? positions
    return entry.make(model, options)
  }

  /// The parameters for a pass, which some architectures have for each position.
  func parameters(of pass: Pass) -> ParameterCounts {
    entry.isSizedByLength ? ParameterCounts(pass.program) : parameters
  }

  /// Such as `opt-125m, RMT of 512`.
  var title: String { "\(configuration.name), \(shortTitle)" }

  /// Such as `RMT of 512`.
  var shortTitle: String {
    entry.title + (program.segmentation(of: 1).map { " of \($0.length)" } ?? "")
  }
}
