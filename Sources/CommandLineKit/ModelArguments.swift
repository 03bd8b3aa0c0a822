import Architectures
import ArgumentParser

/// Which model.
public struct ModelArguments: ParsableArguments {
  @Option(
    name: .customLong("model"),
    help: ArgumentHelp(
      "A preset such as opt-125m or llama-2-7b, also by its name on the Hugging Face hub, or the "
        + "path of a config.json or its folder. "
        + "(default: opt-125m)",
      valueName: "name|path"),
    completion: .models,
    transform: CommandLineError.usage(NamedModel.one))
  var named: NamedModel?

  @Option(name: .customLong("set"), help: ModelOverrides.help)
  var overrides: [String] = []

  public init() {}

  /// Whether the user named a model or changed one.
  public var isGiven: Bool { named != nil || !overrides.isEmpty }

  /// The options that name the same model again.
  public var words: [String] {
    (named?.text.map { ["--model=\($0)"] } ?? []) + overrides.map { "--set=\($0)" }
  }

  /// What the user should know about where the model comes from, a sentence each.
  public var notes: [String] {
    get throws {
      let model = try changed
      let stored = model.storedTypes?.quantization.map {
        "\(model.configuration.name)'s checkpoint is stored as \($0.name) (quantization_config), which "
          + "isn't what is run here"
      }
      return model.notes + [stored].compactMap(\.self)
    }
  }

  /// The model with what was set.
  public var model: ModelConfiguration {
    get throws { try changed.configuration }
  }

  private var changed: NamedModel {
    get throws {
      try ModelOverrides.apply(overrides, to: named ?? NamedModel(.optFamily[0]))
    }
  }
}
