import Architectures
import ArgumentParser
import CommandLineKit
import Kernels
import Measurement
import Operations
import Workloads

/// `bench kernel`: one kernel, timed as other programs' are.
struct KernelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernel",
    abstract: "Times one kernel and prints it as a line of JSON.",
    discussion: """
      The median of single runs on random input, as programs that are compared with it take theirs. \
      FLOPs are useful matrix FLOPs: 4 n² d for attention, half for causal, and 8 n d² + 4 n d f for \
      the products of a layer. roof_share is the median share of the multiply-add peak, which is \
      measured before and after each sample.

      Examples:
        bench kernel attention --positions 4096
        bench kernel layer --positions 512 --budget 2
        bench kernel product --heads 16 --ffn 4096
      """)

  @Argument(help: "What to time.")
  var kernel: KernelBenchmark.Kernel

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Positions of the input. (default: 512)", valueName: "count"),
    transform: Count.parser(upTo: 10_000_000))
  var positions: Count = 512

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Attention heads. (default: 12)", valueName: "count"),
    transform: Count.parser(upTo: 1 << 16))
  var heads: Count = 12

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Columns of a head. (default: 64)", valueName: "count"),
    transform: Count.parser(upTo: 1 << 24))
  var headDim: Count = 64

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Inner width of the feed-forward. (default: 3072)", valueName: "count"),
    transform: Count.parser(upTo: 1 << 24))
  var ffn: Count = 3072

  @Option(
    help: ArgumentHelp(
      "The type of weights and activations: f32 or bf16. (default: f32)", valueName: "name"),
    completion: .list(["f32", "bf16"]),
    transform: CommandLineError.usage(ElementType.named))
  var dtype: ElementType = .f32

  @Option(help: "Which keys a query sees.")
  var mask: AttentionMask = .full

  @OptionGroup var team: ThreadArguments

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Time to sample for. (default: 1s)", valueName: "time"),
    transform: TimeSpan.parse)
  var budget: TimeSpan = .oneSecond

  @Option(parsing: .unconditional, help: Seed.help, transform: Seed.parse)
  var seed: UInt64 = 1

  func validate() throws {
    do {
      let (needed, available) = (try setting.bytes, ResourceLimits.current.availableMemoryBytes)
      guard available == 0 || needed <= UInt128(available) else {
        throw ValidationError(
          "the \(kernel.rawValue) takes \(NumberFormat.bytes(needed)) at these sizes, and "
            + "\(NumberFormat.bytes(available)) of memory are available; choose fewer --positions, or narrower ones"
        )
      }
    } catch let error as ModelConfigurationError {
      throw ValidationError("of so many --heads and so large a --head-dim \(error)")
    }
  }

  func run() throws {
    StandardError.note(team.notes)
    let result = try KernelBenchmark(setting, seed: seed)
    var output = StandardOutput()
    output.write(RecordTable(KernelBenchmark.fields, rows: [result]).render(as: .jsonl))
  }

  private var setting: KernelBenchmark.Setting {
    KernelBenchmark.Setting(
      kernel, positions: positions.value, heads: heads.value, headWidth: headDim.value,
      feedForward: ffn.value, mask: mask, type: dtype, threads: team.threadCount,
      budget: budget.seconds)
  }
}

extension KernelBenchmark.Kernel: ExpressibleByArgument {}

extension KernelBenchmark {
  /// Names and order are those of the lines that other programs' timings are printed as.
  static let fields: [Field<KernelBenchmark>] = [
    Field("peer", .text) { _ in .text("contextcost") },
    Field("kernel", .text) { .text($0.setting.kernel.rawValue) },
    Field("positions", .count) { FieldValue($0.setting.positions) },
    Field("heads", .count) { FieldValue($0.setting.heads) },
    Field("head_dim", .count) { FieldValue($0.setting.headWidth) },
    Field("dtype", .text) { .text($0.setting.type.rawValue) },
    Field("mask", .text) { .text($0.setting.mask.rawValue) },
    Field("threads", .count) { FieldValue($0.setting.threads) },
    Field("median_seconds", .seconds) { FieldValue($0.medianSeconds) },
    Field("gflops_per_second", .number) {
      FieldValue(($0.gigaflopsPerSecond * 10).rounded() / 10)
    },
    Field("roof_share", .share) { FieldValue($0.roofShare) },
  ]
}
