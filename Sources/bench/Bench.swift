import ArgumentParser
import CommandLineKit
import Files
import Kernels
import Processes

/// `bench`: what a length costs, timed on this machine.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Times the forward pass on this machine: full attention beside RMT.",
    version: ProgramVersion.text(
      of: "bench", commit: BuiltFrom.commit, libraries: ["oneDNN \(KernelBuild.oneDNNVersion)"]),
    subcommands: [
      SweepCommand.self, RoundCommand.self, ChartCommand.self, CompareCommand.self,
      GateCommand.self, ExactCommand.self, HistoryCommand.self, ReportCommand.self,
      RoofCommand.self, KernelCommand.self, VerifyModelCommand.self, VerifyCaseCommand.self,
      ListCommand.self, BasisCommand.self,
    ],
    defaultSubcommand: SweepCommand.self)

  static func main() {
    FileDescriptor.reserveStandardFiles()
    Interruption.catchSignals()
    typealias Completed = CompletedCommand<Bench, SweepCommand>
    if Completed.isAsked { Completed.main(nil) } else { start() }
  }
}
