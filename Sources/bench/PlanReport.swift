import Architectures
import CommandLineKit
import Kernels
import Measurement
import Text
import Workloads

/// What a sweep is going to do, before it does it.
struct PlanReport {
  let bench: Workbench
  let architectures: [ArchitectureEntry]
  let sweep: Sweep
  let plan: SweepPlan
  let resources: ResourceLimits

  var text: String {
    let setting = bench.cell(.full, segments: 1).setting
    let model = bench.model
    let segment = bench.options.memory
    return """
      \(model.name)   \(setting.program) · hidden \(NumberFormat.grouped(model.hidden)) · \
      \(Plural.text(model.heads, "head")) of \(model.headWidth) · \(setting.dtype) · mask \(setting.mask) · \
      \(Plural.text(setting.threads, "thread")) · \(weights)
      segments   \(sweep.abridged(to: 16))
      positions  \(segment.segmentLength) a segment, \(Plural.text(segment.slots, "memory row")) inside
      \(limits)
      \(table.render())
      expected   \(plan.limits.rounds.precision == nil ? "" : "at most ")\(NumberFormat.duration(seconds: plan.expectedSeconds)) of a budget of \
      \(NumberFormat.duration(seconds: plan.limits.budget)), \
      \(NumberFormat.bytes(plan.expectedBytes)) of a memory limit of \
      \(NumberFormat.bytes(plan.limits.memoryBytes))\(plan.limits.memorySource.map { ", of \($0)" } ?? "")
      \(skipped)

      """
  }

  /// A line about processors that can't be used, and nothing where all can.
  private var limits: String {
    guard let reason = resources.processorReason else { return "" }
    let note = resources.quotaNote.map { "; \($0)" } ?? ""
    return
      "processors \(resources.processors) of \(resources.machineProcessors), since \(reason)\(note)\n"
  }

  private var weights: String {
    bench.weightsName == "random"
      ? "weights and input from seed \(bench.seed)"
      : "weights of \(Quotation(bench.weightsName)), input from seed \(bench.seed)"
  }

  private var table: Table {
    // Cells that are precise earlier stop earlier.
    let rounds = plan.limits.rounds.precision == nil ? "rounds" : "rounds ≤"
    var columns: [Table.Column] = [.init("segments", .right), .init("positions", .right)]
    for entry in architectures {
      columns += [
        .init("\(entry.name) pass", .right), .init(rounds, .right), .init("memory", .right),
      ]
    }
    var table = Table(columns, indent: 2)
    let entries = Dictionary(
      plan.entries.map { ($0.estimate.cell, $0) }, uniquingKeysWith: { first, _ in first })
    for segments in sweep.values {
      let plans = architectures.flatMap { entry in
        cells(of: entries[CellName(architecture: entry.name, segments: segments)])
      }
      let positions = bench.cell(.full, segments: segments).positions
      table.append(
        [NumberFormat.grouped(segments), NumberFormat.grouped(positions)] + plans)
    }
    return table
  }

  private func cells(of entry: SweepPlan.Entry?) -> [String] {
    guard let entry else { return ["", "", ""] }
    return [
      NumberFormat.duration(seconds: entry.estimate.seconds),
      entry.rounds == 0 ? "skipped" : "\(entry.rounds)",
      NumberFormat.bytes(entry.estimate.bytes),
    ]
  }

  private var skipped: String {
    let skipped = plan.entries.filter { !$0.isRun }
    guard !skipped.isEmpty else { return "" }
    return
      "skipped    \(skipped.count) of \(Plural.text(plan.entries.count, "cell")), beyond the budget, the "
      + "memory limit or the model's positions\n"
  }
}
