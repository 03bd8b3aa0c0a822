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
      ReportFact("Device", setting.device),
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
      ReportFact("Processors", machine.processorsText),
      ReportFact("Instruction sets", machine.instructionSets.joined(separator: ", ")),
      ReportFact("Memory", machine.memoryText),
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
    ReportSection(
      id: "method", title: "Method",
      paragraphs: [
        "The unit of replication is the round, which visits every cell that is still measured once, in "
          + "a fresh process: first from large to small, then in an order drawn from the seed. A visit "
          + "times one forward pass, or as many short ones as take 40 ms, after untimed ones where "
          + "these are cheap, from the start to the end of all threads on the monotonic clock. Each "
          + "cell's kernels are checked against a reference in Double on a small shape in the same "
          + "run, and a result that fails isn't stored as measured.",
        "A time is the median of its rounds. From \(Median.fewestForInterval) rounds on it has an "
          + "interval of at least 95% between two order statistics, which assumes no distribution; with "
          + "fewer the range is given, and called that. Rounds have to be independent for it: a machine "
          + "that slows down for minutes makes intervals too narrow.",
        "A ratio's interval is made from the ends of both medians' and holds however they depend on "
          + "each other.",
        lawMethod,
        "FLOPs are counted by running each architecture's program on shapes: exactly, and for any "
          + "length.\(cutting)",
      ].compactMap { $0 })
  }

  /// Who takes the positions in segments.
  private var cutting: String {
    let cut = run.cutTitles
    guard !cut.isEmpty else { return "" }
    let others = cut.count < run.architectures.count ? "; the others take all at once" : ""
    return " \(cut.listed) \(Plural.word(cut.count, "takes", "take")) the positions in segments, "
      + "memory inside\(others)."
  }

  /// How the laws came about; `nil` where there are none.
  private var lawMethod: String? {
    let fitted = laws.all.filter { $0.fit != nil }
    guard !fitted.isEmpty else { return nil }
    let counted = fitted.filter { !$0.isChosen }.map { ReportedRun.title(of: $0.architecture) }
    var text =
      "Laws are fitted to the medians on relative residuals, without negative coefficients. The form, "
      + "a + bn, a + bn + cn² or a + bn^p for n positions, is the one with the lowest AICc"
    if !counted.isEmpty {
      text += "; with fewer than \(ScalingLaw.fewestToChoose) sizes, as for "
      text += counted.listed
      text += ", it is the counted one, a + bn where FLOPs grow so, else a + bn + cn²"
    }
    return text + ". Intervals are percentiles of "
      + "\(NumberFormat.grouped(ScalingFit.defaultResamples)) fits to rounds drawn with replacement, "
      + "the same rounds for all architectures."
  }
}
