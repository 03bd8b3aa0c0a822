import ArgumentParser

/// The option of every command that compares a run's architectures.
enum AgainstOption {
  static let help = ArgumentHelp(
    "The architecture that the others are compared with, as the run names it. (default: the first)",
    valueName: "name")
}
