import ArgumentParser

/// The help of a command and of all that are below it.
public enum HelpText {
  /// The lines of options that say more than once what they are by default.
  public static func repeatedDefaults(of command: any ParsableCommand.Type) -> [String] {
    func below(_ command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
      [command] + command.configuration.subcommands.flatMap(below)
    }
    return below(command).flatMap { each in
      // Wide enough for each option to have one line.
      command.helpMessage(for: each, columns: 2_000).split(separator: "\n").map(String.init)
        .filter { $0.ranges(of: "(default").count + $0.ranges(of: "; default:").count > 1 }
    }
  }
}
