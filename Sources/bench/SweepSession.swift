import Architectures
import ArgumentParser
import CommandLineKit
import Files
import Foundation
import Kernels
import Measurement
import Processes
import Reports
import Statistics
import Workloads

/// One sweep from plan to charts.
///
/// This process plans, stores and reports; what is timed runs in processes of its own, so that
/// nothing here takes processor time away from it.
struct SweepSession {
  /// What a sweep is asked for.
  struct Request {
    var subject: SubjectArguments
    var sweep: Sweep
    var budget: Double
    var rounds: RoundLimits
    /// As it was asked for; `nil` for a part of what is available.
    var memoryLimit: Int?
    var out: String?
    /// Where runs have folders of their own; `nil` for the usual place.
    var results: String?
    var isFresh: Bool
    /// What the others are compared with; `nil` for the first.
    var against: String?
    var format: OutputFormat
  }

  private let request: Request
  /// What this process may use, as it was when it began.
  private let resources = ResourceLimits.current
  private let start: ContinuousClock.Instant
  /// To count with.
  private let bench: Workbench
  /// The model that the timed layers are a part of.
  private let whole: ModelConfiguration

  init(_ request: Request, _ subject: SweepSubject) throws {
    start = .now
    self.request = request
    whole = subject.whole
    bench = try request.subject.countingBench(subject)
    try bench.checkWeights(
      within: memoryBytes,
      called: "the memory limit of \(NumberFormat.bytes(memoryBytes))"
        + (memorySource.map { ", of \($0)" } ?? ""))
  }

  private var memoryBytes: Int {
    let available = resources.availableMemoryBytes
    let asked = request.memoryLimit ?? (available > 0 ? available / 10 * 8 : Int.max)
    // Beyond a control group's limit a cell isn't slow but killed.
    return resources.isMemoryOfGroup ? min(asked, available) : asked
  }

  private var memorySource: String? {
    let isAskedFor = request.memoryLimit.map { $0 <= memoryBytes } ?? false
    return resources.isMemoryOfGroup && !isAskedFor ? "what the control group leaves" : nil
  }

  /// Prints what would be done.
  func dryRun() throws {
    announce(try plan(basis()))
  }

  /// Measures, or goes on with what was interrupted, and reports.
  func run(_ plots: PlotArguments) throws {
    let identity = try identity()
    StandardError.warn([GitCommit.obstacle].compactMap(\.self))
    let opening = RunOpening(
      identity: identity, out: request.out, isFresh: request.isFresh,
      results: request.results ?? ResultsFolder.own)
    switch try opening.choice() {
    case .resume(let run):
      say(
        "going on with \(run.path): \(Plural.text(run.samples.count, "sample")) "
          + "\(Plural.word(run.samples.count, "is", "are")) there, "
          + "\(NumberFormat.duration(seconds: run.spentSeconds)) of "
          + "\(NumberFormat.duration(seconds: request.budget)) are spent; --fresh starts anew")
      let folder = try OutputFolder(path: run.path, option: "--out")
      let log = try log(in: folder)
      // What came while the folder wasn't ours yet.
      let current = try reading(run.path)
      StandardError.warn(current.warnings)
      var machine = current.machine
      if machine == nil, current.machineProblem == nil {
        let own = StoredMachine(bench, basis: nil)
        try folder.write(own.fileContents(), to: RunFolder.File.machine)
        machine = own
      }
      let recorder = recorder(folder, log, identity, machine, current.state)
      try measure(
        current.state, current.limits, recorder, plots, spent: current.spentSeconds)
    case .begin(let path):
      let basis = try self.basis()
      let plan = plan(basis)
      announce(plan)
      let machine = StoredMachine(bench, basis: basis)
      let folder =
        try path.map { try OutputFolder(path: $0, option: "--out") }
        ?? OutputFolder(new: "\(opening.results)/\(machine.runName)", option: "--results")
      let log = try log(in: folder)
      // Another sweep may have come and gone while this one was planned.
      guard case .begin = try opening.choice() else {
        throw OutputFolder.WriteError(
          path: folder.path, reason: "another process has begun a run in it", option: "--out")
      }
      // Of an earlier run that is started anew.
      try log.clear()
      try folder.remove([
        RunFolder.File.finished, RunFolder.File.records, RunFolder.File.recordsTable,
        RunFolder.File.laws,
      ])
      let configuration = RunConfiguration(
        identity: identity, started: machine.started, command: machine.command, plan: plan)
      try folder.write(
        configuration.fileContents(), to: RunFolder.File.configuration, isDurable: true)
      try folder.write(machine.fileContents(), to: RunFolder.File.machine, isDurable: true)
      let limits = SampleLimits(
        plan, dtype: identity.setting.dtype, peakGigaflopsPerSecond: basis.peakGigaflopsPerSecond)
      let state = SweepState(plan)
      try measure(state, limits, recorder(folder, log, identity, machine, state), plots, spent: 0)
    }
  }

  /// The samples of a folder, which is this process's alone from now on.
  private func log(in folder: OutputFolder) throws -> SampleLog {
    let log = try SampleLog(path: "\(folder.path)/\(RunFolder.File.samples)", option: "--out")
    // The folder is ours, so nobody is writing these.
    folder.removeUnfinished(RunFolder.File.all)
    return log
  }

  private func recorder(
    _ folder: OutputFolder, _ log: SampleLog, _ identity: RunConfiguration.Identity,
    _ machine: StoredMachine?, _ state: SweepState
  ) -> RunRecorder {
    RunRecorder(folder, log: log, identity: identity, machine: machine, progress: state)
  }

  private func reading(_ path: String) throws -> RunFolder {
    do {
      return try RunFolder(reading: path)
    } catch {
      throw CommandLineError("\(error)".oneLine)
    }
  }

  private var elapsed: Double { start.duration(to: .now) / .seconds(1) }

  private func say(_ line: String) {
    var output = StandardError()
    output.write(line + "\n")
  }
}

// MARK: Planning

extension SweepSession {
  private func basis() throws -> PlanBasis {
    try MeasuringProcess.basis(
      of: request.sweep, workload: request.subject.words, results: request.results,
      within: request.budget - elapsed)
  }

  /// Cells of architectures whose time grows in proportion come first: their lines are to reach the end
  /// of the sweep.
  private func plan(_ basis: PlanBasis) -> SweepPlan {
    SweepPlan(
      basis.estimates,
      limits: SweepPlan.Limits(
        budget: request.budget, memoryBytes: memoryBytes, memorySource: memorySource,
        rounds: request.rounds, setupSeconds: basis.setupSeconds, spentSeconds: elapsed),
      favoured: SweepPlan.growingInProportion(among: basis.estimates))
  }

  private func identity() throws -> RunConfiguration.Identity {
    let profile = MachineProfile.current(compiler: KernelBuild.compiler)
    return RunConfiguration.Identity(
      setting: bench.cell(.full, segments: 1).setting, model: whole.json,
      architectures: request.subject.architectures.map(\.name),
      stacks: try request.subject.stacks,
      segmentPositions: bench.options.memory.segmentLength, segments: request.sweep.values,
      seed: bench.seed, rounds: request.rounds, budgetSeconds: request.budget,
      memoryLimitBytes: request.memoryLimit,
      build: "\(profile.configuration), \(profile.compiler), oneDNN \(KernelBuild.oneDNNVersion)",
      commit: profile.commit,
      program: profile.commit.hasSuffix("-dirty") || profile.commit == "unknown"
        ? Self.program : nil,
      fingerprint: profile.fingerprint)
  }

  /// The size and the time of the program's file, where no commit says what it was built from.
  private static var program: String? {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return nil }
    return "\(status.st_size)-\(status.st_mtim.tv_sec)"
  }

  /// Prints what is going to happen: on standard output, or on standard error when records go there.
  private func announce(_ plan: SweepPlan) {
    write(
      PlanReport(
        bench: bench, architectures: request.subject.architectures, sweep: request.sweep,
        plan: plan,
        resources: resources
      ).text)
  }

  private func write(_ text: String) {
    if request.format == .table {
      var output = StandardOutput()
      output.write(text)
    } else {
      var output = StandardError()
      output.write(text)
    }
  }
}

// MARK: Measuring

extension SweepSession {
  private func measure(
    _ state: SweepState, _ limits: SampleLimits, _ recorder: RunRecorder, _ plots: PlotArguments,
    spent: Double
  ) throws {
    let (plan, words, seed) = (state.plan, request.subject.words, bench.seed)
    let interrupt = Interrupt { recorder.interrupted(by: $0) }
    defer { interrupt.stop() }
    func order(_ round: Int) -> [Int] {
      var generator = SplitMix64(seed: seed, stream: "round \(round)")
      return plan.order(ofRound: round, using: &generator)
    }
    func spentSeconds() -> Double { spent + elapsed }
    let progress = SweepProgress(plan, order: order)
    defer { progress.close() }
    let world = SweepRunner.World(
      start: { try MeasuringProcess.round($0, of: plan, workload: words) }, elapsed: spentSeconds,
      order: order)
    var runner = SweepRunner(state, limits: limits, world: world) { event in
      switch event {
      case .starting: break
      case .sample(let sample, _): try recorder.take(sample)
      case .roundEnded: try recorder.roundEnded()
      }
      progress.take(event)
    }
    try runner.run()
    progress.close()
    try recorder.store()
    try report(recorder, plots, spentSeconds: spentSeconds())
  }

  /// Prints the results, writes what follows from them, and draws the charts.
  private func report(
    _ recorder: RunRecorder, _ plots: PlotArguments, spentSeconds: Double
  ) throws {
    let run = try ReportedRun(
      reading(recorder.path), isOver: false, against: request.against)
    let report = try RunReport(run, model: whole)
    let records = report.run.records
    if request.format == .table {
      write("\n\(report.summary)\nresults: \(recorder.path)\n\n")
      if !records.contains(where: { $0.predictedSeconds != nil }) {
        StandardError.note([
          "no times are predicted, since no roof of this machine on as many threads is stored; "
            + "`bench roof` measures it"
        ])
      }
    } else {
      var output = StandardOutput()
      output.write(
        RecordTable(
          CellRecord.fields(configuration: run.machine?.configuration), rows: records,
          name: "bench_cells"
        ).render(as: request.format))
    }
    let isFailed = records.contains { $0.failure != nil }
    try (isFailed ? ExitStatus.cellFailed : .success).ending(after: [
      { try recorder.store(report.laws) },
      { try plots.draw(ReportCharts(report).all.map(\.chart)) },
      { try recorder.finish(spentSeconds: spentSeconds) },
    ])
  }
}

extension Cell {
  /// Such as `rmt, 4,096 segments`.
  var label: String { name.label }
}
