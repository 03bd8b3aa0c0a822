import CommandLineKit
import Measurement

/// Shows on standard error how far a sweep is.
final class SweepProgress {
  private struct Step: Hashable {
    let place: Int
    let round: Int
  }

  private let plan: SweepPlan
  private var steps: ArraySlice<Step>
  private var progress: CommandLineKit.Progress<StandardError>
  private var hasNamedMissing = false

  init(_ plan: SweepPlan, order: (_ round: Int) -> [Int]) {
    self.plan = plan
    let steps = (1...max(1, plan.mostRounds)).flatMap { round in
      order(round).map { Step(place: $0, round: round) }
    }
    self.steps = steps[...]
    progress = .onStandardError(
      steps.map { step in
        let estimate = plan.entries[step.place].estimate
        return ProgressStep(estimate.cell.label, expectedSeconds: estimate.visitSeconds)
      })
  }

  func take(_ event: SweepRunner.Event) {
    switch event {
    case .starting(let place, let round):
      // Visits there was no need or no time for.
      while let step = steps.first, step != Step(place: place, round: round) { leaveOut() }
      progress.begin()
    case .sample(let sample, _):
      take(sample)
    case .roundEnded: break
    }
  }

  private func take(_ sample: Sample) {
    switch sample.status {
    case .measured:
      nameMissing(sample.sentinels)
      end { $0.finish() }
    case .discarded: nameMissing(sample.sentinels)
    case .failed: end { $0.skip("failed: \(sample.reason ?? "")") }
    case .skipped:
      progress.note("\(sample.cell.label)  skipped, \(sample.reason ?? "")")
      // Stopped in the middle of its visit, or before.
      if let step = steps.first, plan.entries[step.place].estimate.cell == sample.cell {
        leaveOut()
      }
    }
  }

  private func end(_ report: (inout CommandLineKit.Progress<StandardError>) -> Void) {
    report(&progress)
    steps = steps.dropFirst()
  }

  private func leaveOut() {
    progress.leaveOut()
    steps = steps.dropFirst()
  }

  /// Says once what the system doesn't tell.
  private func nameMissing(_ sentinels: Sentinels?) {
    guard !hasNamedMissing, let missing = sentinels?.missing, !missing.isEmpty else { return }
    hasNamedMissing = true
    progress.note("note: this system doesn't tell \(missing.joined(separator: " nor "))")
  }

  func close() { progress.close() }
}

extension CellName {
  /// Such as `rmt, 4,096 segments`.
  var label: String {
    "\(architecture), \(Plural.text(segments, "segment"))"
  }
}
