import CommandLineKit
import Statistics

extension RunReport {
  var machineSection: ReportSection {
    let (machine, setting) = (run.machine, run.setting)
    func fact(_ name: String, _ value: String?) -> ReportFact? {
      value.map { ReportFact(name, $0) }
    }
    let facts = [
      fact("Command", machine.command?.joined(separator: " ")),
      fact("Model", setting.model),
      fact("Timed", headline.subject.timedName),
      fact("Weights", setting.weights),
      fact("Numbers", setting.dtype),
      fact("Mask", setting.mask),
      fact("Threads", "\(setting.threads)"),
      fact("Seed", machine.seed),
      fact("Started", machine.started),
      fact("Commit", machine.commit),
      fact("Processor", machine.processor),
      fact("Processors", machine.cores.map { "\($0)" }),
      fact("Instruction sets", machine.instructionSets?.joined(separator: ", ")),
      fact("Memory", machine.memoryBytes.map { NumberFormat.bytes($0) }),
      fact(
        "Caches",
        machine.cacheBytes.map { caches in
          caches.sorted { $0.key < $1.key }
            .map { "\($0.key) \(NumberFormat.bytes($0.value))" }.joined(separator: ", ")
        }),
      fact(
        "Multiply-add peak",
        machine.multiplyAddPeakGflopsPerSecond.map {
          "\(NumberFormat.fixed($0, decimals: 0)) GFLOP/s, measured before the run"
        }),
      fact("System", machine.system),
      fact("Compiler", machine.compiler),
      fact("oneDNN", machine.onednn),
      fact("Build", machine.configuration),
      fact("Fingerprint", machine.fingerprint),
    ]
    return ReportSection(
      id: "machine", title: "Machine and setting", facts: facts.compactMap { $0 })
  }

  var methodSection: ReportSection {
    let isByRound = run.cells.contains { $0.time?.secondsByRound.isEmpty == false }
    return ReportSection(
      id: "method", title: "Method",
      paragraphs: [
        "The unit of replication is the round, which visits every cell that is still measured once, in "
          + "an order drawn from the seed\(run.samples.isEmpty ? "" : ", in a fresh process"). A visit is one forward pass, after an untimed one where that "
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
          + (laws.areChosen
            ? "The form, a + bN, a + bN + cN² or a + bN^p, is the one with the lowest AICc."
            : "Fewer than \(RunLaws.fewestToChoose) sizes of an architecture were measured, too few to "
              + "choose a form with two held out: it "
              + "is the counted one, a + bN for RMT and a + bN + cN² for full attention.")
          + (isByRound
            ? " Intervals are percentiles of \(NumberFormat.grouped(ScalingFit.defaultResamples)) "
              + "fits to rounds drawn with replacement, the same rounds for both architectures."
            : " This run stored medians and not rounds, so that nothing can be drawn anew and the laws "
              + "have no intervals."),
        "FLOPs are counted by running each architecture's program on shapes: exactly, and for any "
          + "length. Full attention takes all positions at once, RMT the same positions in segments, "
          + "memory inside.",
      ])
  }
}
