import ArgumentParser

/// How a command's records are printed: `--format csv`, `--units iec`.
public struct OutputArguments: ParsableArguments {
  @Option(help: "How results are printed.")
  public var format: OutputFormat = .table

  @Option(
    help: ArgumentHelp(
      "How a table shows amounts: si (PFLOPs, MB), iec (MiB) or raw (every digit).",
      discussion: "The formats for programs (json, jsonl, csv, tsv) always hold every digit."))
  public var units: Units = .si

  public init() {}
}
