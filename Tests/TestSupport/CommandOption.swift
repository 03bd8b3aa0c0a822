import ArgumentParser
import Foundation

/// An option of a command that takes a value.
public struct CommandOption: Hashable, Sendable, CustomStringConvertible {
  /// Its subcommands' names, such as `history list`; empty for the command itself.
  public let command: String
  /// Such as `--len`.
  public let name: String
  /// What help says of it; the same words in several commands are one declaration.
  public let summary: String

  public var description: String { "\(command) \(name)" }

  /// Those of all commands that help shows, below one.
  public static func all(of root: any ParsableCommand.Type) throws -> [CommandOption] {
    let help = try JSONDecoder().decode(Help.self, from: Data(root._dumpHelp().utf8))
    return help.command.options(after: [])
  }

  private struct Help: Decodable {
    let command: Command
  }

  private struct Command: Decodable {
    let commandName: String
    let shouldDisplay: Bool
    let arguments: [Argument]?
    let subcommands: [Command]?

    func options(after path: [String]) -> [CommandOption] {
      guard shouldDisplay, commandName != "help" else { return [] }
      let own = (arguments ?? []).filter { $0.kind == "option" && $0.shouldDisplay }.compactMap {
        argument in
        argument.preferredName.map {
          CommandOption(
            command: path.joined(separator: " "), name: "--\($0.name)",
            summary: argument.abstract ?? "")
        }
      }
      return own + (subcommands ?? []).flatMap { $0.options(after: path + [$0.commandName]) }
    }
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      let name: String
    }

    let kind: String
    let shouldDisplay: Bool
    let preferredName: Name?
    let abstract: String?
  }
}

extension CommandOption {
  private var path: [String] { command.split(separator: " ").map(String.init) }

  /// Whether a refusal is of this option; `usual` is the command without a subcommand's name.
  public func isRefused(by refusal: Refusal, usually usual: String) -> Bool {
    let isUsual = command == usual && refusal.words.first?.hasPrefix("-") == true
    return refusal.words.contains(name)
      && (isUsual || Array(refusal.words.prefix(path.count)) == path)
  }

  /// What is wrong with how a value is refused; empty when its command refuses it as it should.
  public func problems(of value: String, below root: any ParsableCommand.Type) -> [String] {
    var type = root
    for word in path {
      let below = type.configuration.subcommands
      guard let next = below.first(where: { $0.configuration.commandName == word }) else {
        return ["\(self): there is no such command"]
      }
      type = next
    }
    return problems(of: value, type)
  }

  private func problems<Command: ParsableCommand>(
    of value: String, _ type: Command.Type
  ) -> [String] {
    do {
      _ = try type.parse([name, value])
      return ["\(self) takes \(value)"]
    } catch {
      let message = type.message(for: error)
      // The parser's own sentence ends with what is wrong, and doesn't say what to do.
      let isRight =
        type.exitCode(for: error) == .validationFailure && message.contains("for '\(name) ")
        && !message.hasSuffix(">'")
      return isRight ? [] : ["\(self): \(message)"]
    }
  }
}
