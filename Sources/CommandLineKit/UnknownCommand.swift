import ArgumentParser

extension ParsableCommand {
  /// What is wrong with words whose first names no subcommand; `nil` when nothing is.
  ///
  /// A default subcommand would take the word for an argument of its own, and say what that lacks.
  static func unknownSubcommand(in words: [String]) -> CommandLineError? {
    guard let word = words.first, !word.hasPrefix("-"), word != "help" else { return nil }
    // By closures: a key path through a type crashes the compiler (Swift 6.3).
    if let command = configuration.subcommands.first(where: { $0.configuration.commandName == word }
    ) {
      return command.configuration.subcommands.isEmpty
        ? nil : command.unknownSubcommand(in: Array(words.dropFirst()))
    }
    let known = configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }
      .compactMap { $0.commandName }
    return Suggestion.unknown("command", word, among: known)
  }

  /// Runs the command as `main()` does; a mistyped subcommand is met with the nearest ones.
  public static func start(_ words: [String] = Array(CommandLine.arguments.dropFirst())) {
    if let error = unknownSubcommand(in: words) { exit(withError: error.usage) }
    main(words)
  }
}
