import Accounting
import ArgumentParser
import CommandLineKit

/// By which rules FLOPs are counted.
struct ConventionArguments: ParsableArguments {
  @Option(
    name: .customLong("convention"),
    help: ArgumentHelp(
      "What is counted and at which price; several with commas between, or all. See "
        + "`flops list conventions`. (default: rmt-paper; matmul for training, for which the paper "
        + "has no rule)",
      valueName: "name,…"),
    completion: .conventions,
    transform: CommandLineError.usage(ConventionArguments.list))
  private var named: [Convention]?

  /// The conventions that were named, or the one that stands in for them.
  func conventions(for phase: PassArguments.Phase) -> [Convention] {
    named ?? [phase == .train ? .matmul : .rmtPaper]
  }

  /// The convention of that name.
  static func one(_ name: String) throws(CommandLineError) -> Convention {
    guard let convention = Convention.named(name.lowercased()) else {
      throw Suggestion.unknown("convention", name, among: Convention.all.map(\.name))
    }
    return convention
  }

  /// Conventions with commas between, each once; `all` is every one.
  static func list(_ text: String) throws(CommandLineError) -> [Convention] {
    if text.lowercased() == "all" { return Convention.all }
    var conventions: [Convention] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      let convention = try one(String(name))
      if !conventions.contains(convention) { conventions.append(convention) }
    }
    return conventions
  }
}

extension Convention {
  /// What is said where one without a rule for training is to count it.
  var noTrainingRule: ValidationError {
    ValidationError(
      "\(name) has no rule for training: its source gives none; name another convention, such as "
        + "matmul")
  }
}
