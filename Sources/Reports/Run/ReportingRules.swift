import CommandLineKit
import Measurement
import Statistics
import Text

/// The twelve rules for reporting measurements by Hoefler and Belli ("Scientific benchmarking of
/// parallel computing systems", SC15), in our words, and how a run stands to each.
struct ReportingRules {
  let run: ReportedRun
  let laws: RunLaws

  var all: [ReportRule] {
    [
      rule(
        1, "With a speed-up, say what the base case is and how long it takes by itself.", .met,
        "Every ratio is of two architectures on as many threads, whose absolute times stand beside it "
          + "in “What was measured”. No speed-up over one thread is claimed."),
      subset,
      rule(
        3, "Average costs arithmetically and rates harmonically, never the other way round.", .met,
        "Nothing is averaged: times are summed up by medians, and a rate is FLOPs over the median."),
      rule(
        4, "Don't average ratios; summarise the costs they are made of.", .met,
        "Each ratio is one median over another at the same length; ratios aren't "
          + "summarised over sizes."),
      intervals,
      rule(
        6, "Don't take data for normally distributed without having looked.", .met,
        "No method here assumes it: order statistics, bootstrap over rounds, relative least squares "
          + "(“Method”)."),
      comparison,
      rule(
        8, "Ask whether the median or mean is what matters; otherwise give other percentiles.",
        .met,
        "The question is what a length costs, so the median; where there are too few rounds the "
          + "range is given. Tails, which matter to a service's latency, aren't reported."),
      setup,
      rule(
        10, "For parallel times, say how they were taken, synchronised and summed up.", .met,
        "A pass begins and ends with all threads joined, on the monotonic clock, and a cell's rounds "
          + "are summed up by their median (“Method”). Nothing runs on several processes at once."),
      bounds,
      rule(
        12, "Plot what is needed, and join points only where values between them mean something.",
        .partly,
        "Points are measurements with their intervals; the dotted lines are the laws, drawn as "
          + "models, and times are never joined. The points of memory are, only to lead the eye."),
    ]
  }

  private func rule(
    _ number: Int, _ demand: String, _ standing: ReportRule.Standing, _ answer: String
  ) -> ReportRule {
    ReportRule(number: number, demand: demand, standing: standing, answer: answer)
  }

  private var times: [CellRecord.Timing] { run.records.compactMap(\.timing) }
  private var unmeasured: Int { run.records.count - times.count }

  private var subset: ReportRule {
    let threads = run.machine?.usage(ofThreads: run.setting.threads)
    let cells =
      unmeasured == 0
      ? "every planned cell was measured"
      : "\(unmeasured) of \(Plural.text(run.records.count, "planned cell")) "
        + "\(Plural.word(unmeasured, "wasn't", "weren't")) measured, each with its reason"
    return rule(
      2, "Say why, if only a part of a benchmark or of the machine is used.",
      threads == nil ? .partly : .met,
      "\(threads ?? "How many processors the machine has isn't stored.") The program is "
        + "\(Plural.text(run.setting.layers, "layer")) of the model, since layers are alike; "
        + "\(cells).")
  }

  private var intervals: ReportRule {
    let few = times.filter { $0.rounds < Median.fewestForInterval }.count
    let demand = "Say which numbers vary, and give those intervals."
    guard few > 0 else {
      return rule(
        5, demand, times.isEmpty ? .notApplicable : .met,
        "FLOPs are exact. Every time has an interval of at least 95% for its median.")
    }
    return rule(
      5, demand, few == times.count ? .notMet : .partly,
      "FLOPs are exact. \(few) of \(Plural.text(times.count, "time")) "
        + "\(Plural.word(few, "has", "have")) fewer than "
        + "\(Median.fewestForInterval) rounds, hence a range or nothing in place of an interval.")
  }

  private var comparison: ReportRule {
    let demand = "Compare what varies by a sound test or by intervals that don't overlap."
    let paired = Dictionary(grouping: run.records.filter { $0.timing != nil }, by: \.cell.positions)
      .filter { $0.value.count > 1 }
    guard !paired.isEmpty else {
      return rule(
        7, demand, .notApplicable, "No length was measured for two architectures.")
    }
    let without = paired.filter { pair in
      !pair.value.compactMap(\.timing).allSatisfy { $0.rounds >= Median.fewestForInterval }
    }.count
    return rule(
      7, demand, without == 0 ? .met : without == paired.count ? .notMet : .partly,
      without == 0
        ? "Each measured ratio has an interval from both medians', and differs from 1 only where that "
          + "excludes it."
        : "\(without) of \(Plural.text(paired.count, "measured ratio")) "
          + "\(Plural.word(without, "rests", "rest")) on too few rounds for an interval and "
          + "\(Plural.word(without, "proves nothing by itself", "prove nothing by themselves")).")
  }

  private var setup: ReportRule {
    let demand = "Write down everything that varies and the whole setup, so that it can be redone."
    guard let machine = run.machine else {
      return rule(9, demand, .notMet, "The run's folder doesn't say what machine it was made on.")
    }
    let dirty = machine.commit.hasSuffix("-dirty")
    return rule(
      9, demand, dirty ? .partly : .met,
      "Command, seed, commit, compiler, libraries and machine are under “Machine and setting”; what "
        + "varies is the architecture and the length."
        + (dirty ? " The commit is marked dirty: the source that ran isn't stored." : ""))
  }

  private var bounds: ReportRule {
    let demand = "Show an upper bound of performance beside what was reached."
    let predicted = run.records.contains { $0.timing != nil && $0.predictedSeconds != nil }
    if predicted {
      return rule(
        11, demand, .met,
        "The machine's measured peak stands under “Machine and setting”, each cell's rate and the "
          + "time that the stored roof predicts under “What was measured”.")
    }
    let hasPeak = run.machine?.peakGigaflopsPerSecond != nil
    return rule(
      11, demand, hasPeak ? .partly : .notMet,
      hasPeak
        ? "The measured multiply-add peak stands under “Machine and setting”, to be held against the "
          + "rates; no roof was stored, so that no time is predicted (bench roof measures one)."
        : "Neither a peak nor a roof of this machine was stored.")
  }
}
