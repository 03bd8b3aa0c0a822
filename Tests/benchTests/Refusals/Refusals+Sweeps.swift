import TestSupport

extension Refusals {
  /// `bench sweep`, the default.
  static let sweeps = segments + subjects + limits + places

  private static let segments =
    [
      ("0", "'0' is zero at column 1; write a number from 1 up"),
      ("-4", "'-4' is negative at column 1; write a number from 1 up"),
      ("1.5", "write a whole number such as 512 or 1.5k"),
      ("", "write a number or a range, such as 512 or 1...4096"),
      ("1e30", "the largest is 1_000_000_000"),
      ("4096...1", "did you mean 1...4096?"),
    ].map { Refusal("--segments", $0, says: $1) } + [
      Refusal("sweep", says: "Missing expected argument '--segments"),
      sweep("--segment", "13", says: "choose a segment of at least 14 or less --memory"),
      sweep("--arch", "full,rmt", "--segment", "13", says: "leaves no room for content"),
      sweep("--segment", "20", "--mask", "causal", says: "choose a segment of at least 21"),
      sweep("--memory", "509", says: "choose a segment of at least 513 or less --memory"),
    ]

  private static let subjects = [
    sweep("--layers", "13", says: "--layers 13 is more than opt-125m has; it has 12"),
    sweep("--layers", "none", says: "write a number such as 512"),
    sweep("--logits", "first", says: "Please provide one of 'all', 'last' or 'none'"),
    sweep("--arch", "ful", says: "unknown architecture 'ful'; did you mean full?"),
    sweep("--against", "linformer", says: "isn't in the run; name one of full, rmt"),
    sweep("--arch", "rmt:segment=4", says: "give --segment in place of rmt:segment=4"),
    sweep("--arch", "linformer", "--mask", "causal", says: "take a model with a full mask"),
    sweep("--stack", "nowhere", says: "'nowhere': there is no such file"),
    sweep("--stack", "stack.json", says: "no stack has it; there are full, linformer, s4d"),
    sweep("--model", "nowhere", says: "unknown model 'nowhere'; known: opt-125m"),
    sweep("--set", "layers=0", says: "--set: layers: '0' is zero; write a number from 1 up"),
    sweep("--weights", "nowhere", says: "name a config.json or a folder that holds one"),
    sweep("--weights", "file", says: "'file': is empty; download the file again"),
    sweep("--weights", "checkpoint", "--model", "opt-125m", says: "leave out --model and --set"),
    sweep("--weights", "checkpoint", "--set", "layers=1", says: "leave out --model and --set"),
    sweep(
      "--weights", "checkpoint", "--layers", "3", says: "is more than checkpoint has; it has 2"),
  ]

  private static let limits = [
    sweep("--threads", "1000", says: "that can be used here"),
    sweep("--seed", "-1", says: "'-1' is no seed; write a whole number from 0 to"),
    sweep("--budget", "0", says: "'0' is not a time above 0; write 90s, 10m or 1.5h"),
    sweep("--budget", "0.001", status: 1, says: "give --budget more"),
    sweep("--memory-limit", "lots", says: "write it as in 80GiB, 24GB or 1.5TiB"),
    sweep("--memory-limit", "1", status: 1, says: "run fewer --layers or a smaller --model"),
    sweep("--rounds", "1001", says: "the largest is 1_000"),
  ]

  private static let places = [
    sweep("--out", "file", status: 73, says: "choose another place with --out"),
    sweep("--out", "file/run", status: 73, says: "choose another place with --out"),
    sweep("--out", "", status: 73, says: "the name is empty; choose another place with --out"),
    sweep(
      "--rounds", "1", "--out", "run", "--format", "jsonl", status: 73,
      says: "it holds the run of another configuration; choose another place with --out"),
    sweep("--results", "file", status: 73, says: "choose another place with --results"),
    sweep("--results", "", status: 73, says: "the name is empty; choose another place"),
    sweep("--results", "", "--dry-run", status: 73, says: "the name is empty; choose another"),
    sweep("--plots", "file", status: 73, says: "choose another place with --plots"),
    sweep("--plots", "", status: 73, says: "the name is empty; choose another place with --plots"),
    sweep("--chart-format", "pdf", says: "unknown chart format 'pdf'; known: svg, png"),
    sweep("--format", "yaml", says: "Please provide one of the following"),
  ]

  private static func sweep(
    _ words: String..., status: Int32 = 64, says sentence: String
  ) -> Refusal {
    Refusal(["--segments", "1"] + words, status: status, says: sentence)
  }

  /// `bench round` and `bench exact`.
  static let rounds =
    ["round", "exact"].flatMap { command in
      [
        Refusal(command, says: "Missing expected argument '--cells"),
        Refusal(
          command, "--cells", "", says: "write an architecture and its segments, such as rmt:4"),
        Refusal(command, "--cells", "foo:1", says: "unknown architecture 'foo'; known: full"),
        Refusal(command, "--cells", "rmt:1", "--segment", "13", says: "of at least 14 or less"),
        Refusal(command, "--cells", "linformer:1", "--mask", "causal", says: "--mask full where"),
        Refusal(
          command, "--cells", "full:1", "--set", "colour=blue", says: "the fields are layers"),
      ]
    } + [
      Refusal("round", "--cells", "full", says: "'full' names no cell; write an architecture"),
      Refusal("exact", "--cells", "full:1,full:1", says: "named twice; name each cell once"),
      Refusal(
        "round", "--cells", "full:1", "--model", "opt-175b", "--set", "layers=9999", "--layers",
        "999",
        status: 1, says: "that are available; run fewer --layers or a smaller --model"),
      Refusal("round", "--cells", "full:1", "--round", "1e7", says: "the largest is 1_000_000"),
      Refusal("round", "--cells", "full:1", "--stack", "nowhere", says: "there is no such file"),
      Refusal("round", "--cells", "full:1", "--weights", "nowhere", says: "name a config.json"),
    ]
}
