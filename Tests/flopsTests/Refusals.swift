import TestSupport

/// Command lines that `flops` refuses, run in the folder that ``RefusalTests`` makes.
enum Refusals {
  static let all = models + lengths + passes + architectures + machines + outputs + commands

  private static let models = [
    Refusal("--model", "opt-175", says: "did you mean opt-175b?"),
    Refusal("--model", "", says: "known: opt-125m"),
    Refusal(
      "--model", "nowhere/config.json", says: "name a config.json or a folder that holds one"),
    Refusal("--model", "folder", says: "name a config.json or a folder that holds one"),
    Refusal("--model", "fifo.json", says: "this isn't a regular file; name a config.json"),
    Refusal("--model", "broken.json", says: "line 1, column 22; correct it or download it again"),
    Refusal(
      "--model", "list.json", says: "holds a list where an object is expected; name a model's"),
    Refusal("--model", "noise.json", says: "isn't UTF-8, which JSON must be; save it as UTF-8"),
    Refusal("--model", "short.json", says: "aren't in the file, and the count depends on them"),
    Refusal("--model", "opt-125m,opt-1.3b", says: "`flops compare` takes several"),
    Refusal("--set", "layers=0", says: "--set: layers: '0' is zero; write a number from 1 up"),
    Refusal("--set", "colour=blue", says: "no field is called 'colour'; the fields are layers"),
    Refusal("--set", "layers", says: "write field=value, with commas between"),
    Refusal("--set", "layers=1,layers=2", says: "layers is given twice; leave one out"),
    Refusal("--set", "hidden=1e15", says: "it must be 1 to 16,777,216"),
    Refusal("sweep", "--set", "layers=0", says: "write a number from 1 up"),
    Refusal("compare", "--set", "layers=0", says: "write a number from 1 up"),
    Refusal("crossover", "--set", "layers=0", says: "write a number from 1 up"),
    Refusal("explain", "palm", "--vs", "matmul", "--set", "layers=0", says: "a number from 1 up"),
    Refusal("fit", "80GiB", "--set", "layers=0", says: "write a number from 1 up"),
  ]

  private static let lengths = [
    Refusal("--len", "0", says: "'0' is zero; write a number from 1 up"),
    Refusal("--len", "-1", says: "'-1' is negative; write a number from 1 up"),
    Refusal("--len", "1.5", says: "write a whole number such as 512 or 1.5k"),
    Refusal("--len", "", says: "'' is empty; write a number such as 512, 2e6 or 128k"),
    Refusal("--len", "1e30", says: "'1e30' is too large; the largest is 1_000_000_000_000_000"),
    Refusal("--len", "9223372036854775808", says: "too large; the largest is"),
    Refusal("--len", "ten", says: "write a number such as 512, 2e6 or 128k"),
    Refusal("--len", says: "Missing value for '--len"),
    Refusal("--len", "512,1024", says: "--packed counts them as sequences of one batch"),
    Refusal("--model", "opt-175b", "--len", "1e15", "--batch", "1000000", says: "take fewer"),
    Refusal("sweep", "--len", "4096...1", says: "did you mean 1...4096?"),
    Refusal("sweep", "--packed", says: "as in `flops --len 512,1024 --packed`"),
    Refusal("crossover", "--packed", says: "as in `flops --len 512,1024 --packed`"),
    Refusal("crossover", "--limit", "1e13", says: "the largest is 1_000_000_000_000"),
    Refusal(
      "sweep", "--model", "all", "--len", "1...1e15:1000", "--convention", "all",
      says: "rows are too many; take fewer lengths"),
  ]

  private static let passes = [
    Refusal("--convention", "hofmann", says: "did you mean hoffmann?"),
    Refusal("--convention", "matmul,palm", says: "`flops compare` takes several"),
    Refusal("--convention", "rmt-paper", "--phase", "train", says: "such as matmul"),
    Refusal(
      "crossover", "--model", "opt-125m,opt-1.3b", "--convention", "rmt-paper", "--phase", "train",
      says: "has no rule for training: its source gives none; name another convention"),
    Refusal(
      "explain", "hoffmann", "--vs", "rmt-paper", "--phase", "train",
      says: "name another convention"
    ),
    Refusal(
      "--model", "bert-base", "--phase", "decode", "--len", "4", says: "all positions at once"),
    Refusal("--phase", "decode", "--len", "1e9", says: "decoding is counted up to 1048576 tokens"),
    Refusal("--train", "half", says: "write full or lora:rank=16,targets=q+v"),
    Refusal("--train", "lora:rank=0", says: "'0' is zero; write a number from 1 up"),
    Refusal("--train", "lora:targets=x", says: "did you mean k, o or q?"),
    Refusal("--train", "lora:depth=2", says: "it has rank=8 and targets=q+v"),
    Refusal("--train", "lora", "--phase", "prefill", says: "--train needs --phase train"),
    Refusal("--cached", "4", "--phase", "train", says: "training has no cache to go on from"),
    Refusal("--recompute", "full", says: "--recompute full needs --phase train"),
    Refusal("--batch", "2e9", says: "the largest is 1_073_741_824"),
  ]

  private static let architectures =
    [
      ("linformer:rank=0", "write linformer:rank=usual"),
      ("rmt:rank=4", "unknown setting of rmt 'rank'; known: segment, memory"),
      ("linformer:rank=4:rank=5", "'rank' of linformer is set twice; set it once"),
      ("s4d:states=15", "write s4d:states=64"),
      ("vit:image=100", "multiples of 16, such as 96 × 96"),
      ("full:scores=kept", "unknown value of scores 'kept'; known: fused, stored"),
      ("full:", "unknown setting of full ''; known: scores"),
    ].map { name, sentence in
      Refusal("--model", "bert-base", "--arch", name, "--len", "197", says: sentence)
    } + [
      Refusal("--arch", "ful", says: "unknown architecture 'ful'; did you mean full?"),
      Refusal("--arch", "segment=4", says: "begins with a setting; name an architecture"),
      Refusal("--model", "opt-125m", "--arch", "linformer", says: "take a model with a full mask"),
      Refusal("--segment", "20", says: "choose a segment of at least 21 or less --memory"),
      Refusal("--arch", "full,rmt", "--segment", "20", says: "leaves no room for content"),
      Refusal("--memory", "256", says: "choose a segment of at least 513 or less --memory"),
      Refusal("compare", "--arch", "rmt:segment=5", says: "leaves no room for content"),
      Refusal("--stack", "stack.json", says: "no stack has it; there are full, linformer, s4d"),
      Refusal("--stack", "nowhere", says: "'nowhere': there is no such file"),
      Refusal("--stack", "folder", says: "'folder': it is no plain file"),
      Refusal("--stack", "fifo.json", says: "'fifo.json': it is no plain file"),
      Refusal("--stack", "broken.json", says: "is missing at line 1, column 22"),
      Refusal("--stack", "noise.json", says: "a value is missing at line 1, column 1"),
      Refusal("--stack", "list.json", says: "a stack is an object with a name and layers"),
    ]

  private static let machines = [
    Refusal("--dtype", "w5a16", says: "write w with 2, 3, 4, 6, 8, 16 or 32 bits"),
    Refusal("--optimizer", "adam", says: "--optimizer needs --phase train"),
    Refusal("--bptt", "2", says: "--bptt needs --phase train"),
    Refusal("--hardware", "h100", says: "did you mean h100-sxm or h100-pcie?"),
    Refusal("sweep", "--hardware", "h100", says: "did you mean h100-sxm or h100-pcie?"),
    Refusal("compare", "--hardware", "h100", says: "did you mean h100-sxm or h100-pcie?"),
    Refusal("crossover", "--hardware", "h100", says: "did you mean h100-sxm or h100-pcie?"),
    Refusal("fit", "80GiB", "--hardware", "h100-sxm", says: "leave out --hardware"),
    Refusal("--hardware", "h100-sxm", "--efficiency", "2,1", says: "as in 0.7,0.9"),
    Refusal("--hardware", "h100-sxm", "--efficiency", "0.5", says: "write compute and memory"),
    Refusal("--hardware", "h100-sxm", "--efficiency", "nan,1", says: "write compute and memory"),
    Refusal("--efficiency", "1,1", says: "--efficiency needs --hardware; see"),
    Refusal("--results", "nothing", says: "--hardware local is looked for; add that"),
    Refusal("fit", "80GiB", "--results", "nothing", says: "--hardware local is looked for"),
    Refusal(
      "--hardware", "local", "--results", "nothing", status: 1, says: "has not been measured"),
    Refusal("--hardware", "local", "--results", "file", status: 1, says: "has not been measured"),
    Refusal(
      "sweep", "--hardware", "local", "--results", "nothing", status: 1, says: "bench roof` here"),
    Refusal(
      "compare", "--hardware", "local", "--results", "nothing", status: 1, says: "bench roof` here"),
    Refusal(
      "crossover", "--hardware", "local", "--results", "nothing", status: 1,
      says: "bench roof` here"),
    Refusal("crossover", "--metric", "time", says: "--metric time needs --hardware; see"),
    Refusal("sweep", "--chart", "--metric", "time", says: "--metric time needs --hardware; see"),
    Refusal("sweep", "--metric", "memory", says: "--metric says what --chart shows; add --chart"),
    Refusal(
      "crossover", "--metric", "bytes", "--phase", "train",
      says: "aren't counted; take flops or memory"
    ),
    Refusal(
      "sweep", "--chart", "--metric", "bytes", "--phase", "train", says: "take flops or memory"),
  ]

  private static let outputs = [
    Refusal("--chart", "--plots", "file", status: 73, says: "choose another place with --plots"),
    Refusal("--chart", "--plots", "", status: 73, says: "the name is empty; choose another place"),
    Refusal("sweep", "--chart", "--plots", "file", status: 73, says: "choose another place"),
    Refusal("compare", "--chart", "--plots", "file", status: 73, says: "choose another place"),
    Refusal("crossover", "--chart", "--plots", "file", status: 73, says: "choose another place"),
    Refusal("--chart-format", "pdf", says: "unknown chart format 'pdf'; known: svg, png"),
    Refusal("--format", "yaml", says: "Please provide one of the following"),
    Refusal("--units", "metric", says: "Please provide one of 'si', 'iec' or 'raw'"),
  ]

  private static let commands = [
    Refusal("repotr", says: "unknown command 'repotr'; did you mean report?"),
    Refusal("words", says: "known: report, sweep, compare, crossover, explain, fit, verify, list"),
    Refusal("report", "words", says: "Unexpected argument 'words'"),
    Refusal("--frobnicate", says: "Unknown option '--frobnicate'"),
    Refusal("crossover", "--arch", "full", says: "one model as --arch full,rmt, or two models"),
    Refusal(
      "crossover", "--arch", "rmt:segment=512,rmt:segment=1024",
      says: "`flops sweep --chart` shows it"
    ),
    Refusal("explain", "hoffmann", says: "Missing expected argument '--vs"),
    Refusal("explain", "hoffmann", "--vs", "plam", says: "did you mean palm?"),
    Refusal("explain", "hofmann", "--vs", "palm", says: "did you mean hoffmann?"),
    Refusal("fit", says: "Missing expected argument '<memory>'"),
    Refusal("fit", "80XB", says: "write it as in 80GiB, 24GB or 1.5TiB"),
    Refusal("fit", "0", says: "write it as in 80GiB, 24GB or 1.5TiB"),
    Refusal("fit", "1e30GB", says: "write it as in 80GiB, 24GB or 1.5TiB"),
    Refusal("fit", "80GiB", "--packed", "--len", "1,2", says: "--packed needs --largest batch"),
    Refusal("list", says: "Missing expected argument '<kind>'"),
    Refusal("list", "modles", says: "Please provide one of 'models'"),
  ]
}
