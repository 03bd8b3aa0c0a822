import CommandLineKit
import Measurement
import Statistics

extension RunReport {
  var machineSection: ReportSection {
    let setting = run.setting
    let subject = [
      ReportFact("Model", setting.model),
      ReportFact("Timed", subject.timedName),
      ReportFact("Weights", setting.weights),
      ReportFact("Numbers", setting.dtype),
      ReportFact("Mask", setting.mask),
      ReportFact("Threads", "\(setting.threads)"),
    ]
    return ReportSection(
      id: "machine", title: "Machine and setting",
      facts: subject + (run.machine.map(Self.facts) ?? []))
  }

  private static func facts(_ machine: StoredMachine) -> [ReportFact] {
    let caches = machine.cacheBytes.sorted { $0.key < $1.key }
      .map { "\($0.key) \(NumberFormat.bytes($0.value))" }
    let peak = machine.peakGigaflopsPerSecond.map {
      "\(NumberFormat.fixed($0, decimals: 0)) GFLOP/s, measured before the run"
    }
    return [
      ReportFact("Command", machine.command.joined(separator: " ")),
      ReportFact("Seed", machine.seed),
      ReportFact("Started", machine.started),
      ReportFact("Commit", machine.commit),
      ReportFact("Processor", machine.processor),
      ReportFact("Processors", "\(machine.cores)"),
      ReportFact("Instruction sets", machine.instructionSets.joined(separator: ", ")),
      ReportFact("Memory", NumberFormat.bytes(machine.memoryBytes)),
      ReportFact("Caches", caches.joined(separator: ", ")),
      peak.map { ReportFact("Multiply-add peak", $0) },
      ReportFact("System", machine.system),
      ReportFact("Compiler", machine.compiler),
      ReportFact("oneDNN", machine.oneDNN),
      ReportFact("Build", machine.configuration),
      ReportFact("Fingerprint", machine.fingerprint),
    ].compactMap { $0 }
  }

  var methodSection: ReportSection {
    return ReportSection(
      id: "method", title: "Method",
      paragraphs: [
        "The unit of replication is the round, which visits every cell that is still measured once, in "
          + "an order drawn from the seed, in a fresh process. A visit is one forward pass, after an untimed one where that "
          + "is cheap; it is timed from its start to the end of all its threads, on the monotonic "
          + "clock. Each cell's kernels are checked against a reference in Double on a small shape in "
          + "the same run, and a result that fails isn't stored as measured.",
        "A time is the median of its rounds. From \(Median.fewestForInterval) rounds on it has an "
          + "interval of at least 95% between two order statistics, which assumes no distribution; with "
          + "fewer the range is given, and called that. Rounds have to be independent for it: a machine "
          + "that slows down for minutes makes intervals too narrow.",
        "A ratio's interval is made from the ends of both medians' and holds however they depend on "
          + "each other.",
        "Laws are fitted to the medians on relative residuals, without negative coefficients. "
          + forms
          + " Intervals are percentiles of \(NumberFormat.grouped(ScalingFit.defaultResamples)) "
          + "fits to rounds drawn with replacement, the same rounds for all architectures.",
        "FLOPs are counted by running each architecture's program on shapes: exactly, and for any "
          + "length. Full attention takes all positions at once, RMT the same positions in segments, "
          + "memory inside.",
      ])
  }
  /// How the laws' forms came about.
  private var forms: String {
    let counted = laws.all.filter { !$0.isChosen }.map { ReportedRun.title(of: $0.architecture) }
    let choice =
      "The form, a + bN, a + bN + cN² or a + bN^p, is the one with the lowest AICc"
    guard !counted.isEmpty else { return choice + "." }
    return choice + (counted.count < laws.all.count ? "; for " : ", but for ")
      + counted.joined(separator: " and ")
      + " fewer than \(ScalingLaw.fewestToChoose) sizes were measured, too few to choose, and the form is the "
      + "counted one, a + bN where there are segments, else a + bN + cN²."
  }
}
