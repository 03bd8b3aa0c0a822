import ArgumentParser

/// A command as shells complete it: with its default subcommand's options beside the subcommands.
///
/// The parser's scripts know no default subcommand, and would offer no option without one.
public struct CompletedCommand<Root: ParsableCommand, Standard: ParsableCommand>: ParsableCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Root.configuration.commandName, abstract: Root.configuration.abstract,
      version: Root.configuration.version, subcommands: Root.configuration.subcommands)
  }

  @OptionGroup public var standard: Standard

  public init() {}

  /// Whether a shell asks for completions, or a person for the script that makes it ask.
  public static var isAsked: Bool {
    let arguments = CommandLine.arguments.dropFirst()
    return arguments.first == "---completion"
      || arguments.contains { $0.hasPrefix("--generate-completion-script") }
  }
}
