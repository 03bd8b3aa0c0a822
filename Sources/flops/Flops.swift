import ArgumentParser
import CommandLineKit
import Files
import Processes

/// `flops`: what a length costs, counted.
@main
struct Flops: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flops",
    abstract: "What a length costs: FLOPs, memory and time, full attention beside RMT.",
    discussion: """
      Without a subcommand it reports on one model at one length.

      Examples:
        flops --model opt-175b --len 2e6
        flops compare --model opt-125m --convention rmt-paper,matmul,palm
        flops fit 80GiB --model llama-2-7b
      """,
    version: ProgramVersion.text(of: "flops", commit: BuiltFrom.commit),
    subcommands: [
      ReportCommand.self, SweepCommand.self, CompareCommand.self, CrossoverCommand.self,
      ExplainCommand.self, FitCommand.self, VerifyCommand.self, ListCommand.self,
    ],
    defaultSubcommand: ReportCommand.self)

  static func main() {
    FileDescriptor.reserveStandardFiles()
    Interruption.catchSignals()
    typealias Completed = CompletedCommand<Flops, ReportCommand>
    if Completed.isAsked { Completed.main(nil) } else { start() }
  }
}
