import Foundation
import TestSupport
import Testing

/// What the README shows is what the programs print.
@Suite struct ReadmeTests {
  /// A block of output, and the command before it.
  struct Block: CustomStringConvertible, Sendable {
    let command: [String]
    let lines: [String]
    var description: String { command.joined(separator: " ") }
  }

  private static let lines =
    ((try? String(contentsOfFile: Repository.path + "/README.md", encoding: .utf8)) ?? "")
    .components(separatedBy: "\n")

  /// Every fenced block stands below the indented command that prints it.
  static let blocks: [Block] = {
    var blocks: [Block] = []
    var command: [String] = []
    var open: [String]?
    for line in lines {
      if line.hasPrefix("```") {
        if let lines = open { blocks.append(Block(command: command, lines: lines)) }
        open = open == nil ? [] : nil
      } else if open != nil {
        open?.append(line)
      } else if line.hasPrefix("    swift run ") {
        command = line.split(separator: " ").dropFirst(2).map(String.init)
      }
    }
    return blocks
  }()

  @Test func thereAreBlocks() {
    #expect(Self.blocks.count >= 2)
    #expect(Self.lines.count <= 151)
  }

  /// Its lines are the output's, in this order; `…` stands for any number of others.
  @Test(arguments: blocks) func aBlockIsWhatTheCommandPrints(_ block: Block) throws {
    let program = BuiltProgram(try #require(block.command.first))
    // As wide as a page.
    let result = program.run(
      Array(block.command.dropFirst()), in: Repository.path, adding: ["COLUMNS": "100"])
    #expect(result.status == 0)
    var rest = result.outputText.components(separatedBy: "\n")[...]
    var isAnywhere = false
    for line in block.lines {
      guard line != "…" else {
        isAnywhere = true
        continue
      }
      let place =
        isAnywhere ? rest.firstIndex(of: line) : rest.first == line ? rest.startIndex : nil
      guard let place else {
        Issue.record("'\(line)' isn't printed there; next is '\(rest.first ?? "")'")
        return
      }
      rest = rest[(place + 1)...]
      isAnywhere = false
    }
  }
}
