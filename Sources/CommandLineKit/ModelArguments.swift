import Architectures
import ArgumentParser

/// Which model.
public struct ModelArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "opt-125m, opt-350m, opt-1.3b, opt-2.7b, opt-6.7b, opt-13b, opt-30b, opt-66b, opt-175b, "
        + "bert-base or bert-large. (default: opt-125m)",
      valueName: "name"),
    transform: ModelArguments.configuration)
  public var model: ModelConfiguration = .optFamily[0]

  public init() {}

  private static func configuration(named name: String) throws -> ModelConfiguration {
    guard let preset = ModelConfiguration.preset(named: name) else {
      let known = ModelConfiguration.presets.map(\.name)
      throw Suggestion.unknown("model", name, among: known).usage
    }
    return preset
  }
}
