import Accounting
import Architectures
import ArgumentParser
import Charts
import CommandLineKit
import Kernels
import Measurement
import Workloads

/// One sweep from plan to charts.
struct SweepSession {
  private let bench: Workbench
  private let whole: ModelConfiguration
  private let sweep: Sweep
  private let format: SweepCommand.Format
  private let plan: SweepPlan
  private let start: ContinuousClock.Instant
  private var results: SweepResults?
  /// Whether this machine's roof is stored, so that times can be predicted from it.
  private let hasRoof: Bool

  /// Calibrates on this machine and plans within the limits.
  ///
  /// - Throws: A sentence when the weights alone exceed the memory.
  init(
    _ bench: Workbench, whole: ModelConfiguration, sweep: Sweep, limits: SweepPlan.Limits,
    format: SweepCommand.Format
  ) throws {
    guard bench.weightBytes <= UInt128(limits.memoryBytes) else {
      throw CommandLineError(
        "the weights of \(bench.layers) of \(bench.model.name)'s layers take "
          + "\(NumberFormat.bytes(bench.weightBytes)), more than the memory limit of "
          + "\(NumberFormat.bytes(limits.memoryBytes)); run fewer --layers or a smaller --model")
    }
    start = .now
    self.bench = bench
    self.whole = whole
    self.sweep = sweep
    self.format = format
    let cost = try bench.calibrate()
    let roofline = try? Roofline.local(results: "Results", threads: bench.threads)
    hasRoof = roofline != nil
    let estimates = try sweep.values.flatMap { segments in
      try ArchitectureEntry.all.map { entry in
        try bench.estimate(
          bench.cell(entry, segments: segments), by: cost, roofline: roofline)
      }
    }
    // RMT's cells come first: its line is to reach the end of the sweep.
    plan = SweepPlan(
      estimates, limits: limits, favoured: [ArchitectureEntry.recurrentMemory.name])
  }

  /// Prints what is going to happen: on standard output, or on standard error when records go there.
  func announce() {
    let text = PlanReport(bench: bench, sweep: sweep, plan: plan).text
    write(text)
  }

  private func write(_ text: String) {
    switch format {
    case .table:
      var output = StandardOutput()
      output.write(text)
    case .jsonl:
      var output = StandardError()
      output.write(text)
    }
  }

  /// Times every cell, keeping what is finished in the run's folder as it comes.
  mutating func run(folder: String?) throws {
    let machine = RunMachine(bench)
    let (bench, start) = (bench, start)
    let subject = SweepRunner.Subject(
      check: bench.check, tolerance: bench.tolerance, visit: bench.visit)
    var runner = SweepRunner(plan, subject: subject) { start.duration(to: .now) / .seconds(1) }
    let results = try SweepResults(
      folder: folder ?? "Results/\(machine.runName)", machine: machine, records: runner.records)
    self.results = results
    let interrupt = Interrupt { results.interrupted(by: $0) }
    defer { interrupt.stop() }

    var generator = SplitMix64(seed: bench.seed, stream: "schedule")
    let schedule = plan.schedule(using: &generator)
    var progress = CommandLineKit.Progress.onStandardError(
      schedule.map { visit in
        let estimate = plan.entries[visit.entry].estimate
        return ProgressStep(estimate.cell.label, expectedSeconds: estimate.visitSeconds)
      })
    defer { progress.close() }

    runner.run(schedule) { event in
      switch event {
      case .starting: progress.begin()
      case .visited(_, let record):
        progress.finish()
        results.update(record)
      case .dropped(_, let record, let reason):
        progress.skip("skipped: \(reason)")
        results.update(record)
      }
    }
    results.store()
  }

  /// Prints the results, writes what follows from them, and draws the charts.
  func report(_ plots: PlotArguments) throws {
    guard let results else { return }
    let summary = SweepSummary(bench, whole: whole, records: results.records)
    results.finish(summary)
    switch format {
    case .jsonl: write(records: results.records)
    case .table:
      write(try SweepReport(summary: summary, folder: results.path).text())
      if !hasRoof {
        var output = StandardError()
        output.write(
          "note: no times are predicted, since no roof of this machine on as many threads is stored; `bench roof` "
            + "measures it\n")
      }
    }
    let charts = SweepCharts(summary, machine: results.machine)
    try plots.draw(charts.all)
    if let error = results.writeError { throw error }
    if results.records.contains(where: \.isFailed) { throw ExitStatus.cellFailed.exitCode }
  }

  private func write(records: [CellRecord]) {
    var output = StandardOutput()
    output.write(RecordTable(CellRecord.fields, rows: records).render(as: .jsonl))
  }
}

extension Cell {
  /// Such as `rmt, 4,096 segments`.
  var label: String {
    "\(architecture), \(NumberFormat.grouped(segments)) segment\(segments == 1 ? "" : "s")"
  }
}

extension CellRecord {
  var isFailed: Bool {
    if case .failed = outcome { true } else { false }
  }
}
