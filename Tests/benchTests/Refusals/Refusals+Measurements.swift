import TestSupport

extension Refusals {
  /// `bench kernel` and `bench roof`.
  static let measurements =
    ["", "conv"].map {
      Refusal("kernel", $0, says: "Please provide one of 'attention', 'layer' or 'product'")
    }
    + [
      ("0", "'0' is zero; write a number from 1 up"),
      ("-1", "'-1' is negative; write a number from 1 up"),
      ("1.5", "write a whole number such as 512 or 1.5k"),
      ("1e8", "the largest is 10_000_000"),
    ].map { Refusal("kernel", "attention", "--positions", $0, says: $1) }
    + [
      Refusal("kernel", says: "Missing expected argument '<kernel>'"),
      Refusal(
        "kernel", "layer", "--heads", "65536", "--head-dim", "16777216",
        says: "hidden is 1,099,511,627,776; it must be 1 to 16,777,216"),
      Refusal(
        "kernel", "layer", "--heads", "1", "--head-dim", "16777216", "--ffn", "16777216",
        says: "choose fewer --positions, or narrower ones"),
      Refusal("kernel", "attention", "--heads", "1e6", says: "the largest is 65_536"),
      Refusal("kernel", "product", "--budget", "0", says: "write 90s, 10m or 1.5h"),
      Refusal("kernel", "product", "--threads", "1000", says: "choose no more"),
      Refusal("roof", "--segment", "4096", says: "is too long here; the longest is 2048"),
      Refusal("roof", "--segment", "13", says: "choose a segment of at least 14 or less --memory"),
      Refusal("roof", "--threads", "1000", says: "choose no more"),
      Refusal("roof", "--model", "nowhere", says: "unknown model 'nowhere'; known: opt-125m"),
      Refusal("roof", "--set", "colour=blue", says: "the fields are layers"),
      Refusal("roof", "--results", "file", status: 73, says: "choose another place with --results"),
      Refusal("roof", "--results", "", status: 73, says: "the name is empty; choose another place"),
      Refusal("roof", "--plots", "file", status: 73, says: "choose another place with --plots"),
    ]

  /// `bench verify-model` and `bench verify-case`.
  static let verifications =
    checkpoints
    + ["0", "-1", "1", "nan", "ten"].map {
      verify("--tolerance", $0, says: "is no number above 0 and below 1; write 2e-5")
    } + [
      verify("--instruction-set", "avx1024", says: "known: avx512, avx2, portable"),
      verify(
        "--dtype", "bf16", "--instruction-set", "portable", says: "leave out --instruction-set"),
      verify("--threads", "1000", says: "choose no more"),
      Refusal("verify-model", "checkpoint", says: "Missing expected argument '--expected <file>'"),
      expecting("nowhere", says: "'nowhere': can't be read"),
      expecting("fifo.json", says: "this isn't a regular file; name a safetensors file"),
      expecting("folder", says: "this isn't a regular file; name a safetensors file"),
      expecting("checkpoint/model.safetensors", says: "name a file with full.hidden_last"),
      Refusal(
        "verify-model", "bert", "--expected", "checkpoint/expected.safetensors",
        says: "the metadata says no cls, which outputs with memory need; add it"),
      Refusal("verify-case", says: "Missing expected argument '<file> ...'"),
      Refusal("verify-case", "nowhere", says: "name a safetensors file"),
      Refusal(
        "verify-case", "fifo.json", says: "this isn't a regular file; name a safetensors file"),
      Refusal("verify-case", "folder", says: "this isn't a regular file; name a safetensors file"),
      Refusal(
        "verify-case", "noise.json", says: "too few for a safetensors file; download it again"),
      Refusal("verify-case", "checkpoint/model.safetensors", says: "write {\"architecture\": …"),
      Refusal("verify-case", "cut.safetensors", says: "the file is cut short, download it again"),
      Refusal("verify-case", "case.safetensors", "--engine", "gpu", says: "did you mean cpu?"),
      Refusal(
        "verify-case", "case.safetensors", "--engine", "reference", "--dtype", "bf16",
        says: "leave out --dtype and --instruction-set"),
    ]

  /// Checkpoints that can't be used, verified and timed.
  static let checkpoints = [
    ("nowhere", "name a config.json or a folder that holds one"),
    ("cut", "the file is cut short, download it again"),
    ("short", "too few for a safetensors file; download it again"),
    ("endless", "this isn't a safetensors file"),
    ("other", "which config.json asks for; use files of one model"),
    ("empty", "save the model as safetensors"),
    ("pipe", "this isn't a regular file"),
    ("shapes", "use files of one model"),
    ("bare", "which are weights, but no config.json; add that of their model"),
  ].flatMap { folder, sentence in
    [
      Refusal(
        "verify-model", folder, "--expected", "checkpoint/expected.safetensors", says: sentence),
      Refusal("--segments", "1", "--weights", folder, says: sentence),
    ]
  }

  private static func verify(_ words: String..., says sentence: String) -> Refusal {
    Refusal(
      ["verify-model", "checkpoint", "--expected", "checkpoint/expected.safetensors"] + words,
      says: sentence)
  }

  private static func expecting(_ file: String, says sentence: String) -> Refusal {
    Refusal("verify-model", "checkpoint", "--expected", file, says: sentence)
  }
}
