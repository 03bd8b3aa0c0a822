import ArgumentParser

/// `bench history`: how fast each commit was.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Keeps how fast each commit was, and shows where that changed.",
    discussion: """
      A line for each commit and cell: how many times longer the cell took than its useful FLOPs take \
      the machine's multiply-add peak, measured in the same run. Lines are only ever appended; of \
      several of the same commit, cell, machine and build, the newest counts.

      Examples:
        bench history add Results/20261125T012954Z-3ee3a054e6b4-d1c679f9
        bench history list --cell rmt:4 --format csv
        bench history chart --cell rmt:4,full:4
        bench history changes --last 20
      """,
    subcommands: [
      HistoryAddCommand.self, HistoryListCommand.self, HistoryChartCommand.self,
      HistoryChangesCommand.self,
    ],
    defaultSubcommand: HistoryListCommand.self)
}
