import Architectures
import Charts
import CommandLineKit
import Measurement
import Operations
import Statistics
import TestSupport
import Testing

@testable import Reports

/// A run of any architectures is reported over a baseline and the others.
@Suite struct BaselineTests {
  /// Seconds by segments N: full attention 0.03 N + 0.004 N², the others in proportion to N.
  private static let slopes = ["rmt": 0.04, "linformer": 0.05, "linformer:rank=64": 0.02]

  private static func timing(_ seconds: Double, memory: Int = 100 << 20) -> CellRecord.Outcome {
    var generator = Seeded(UInt64(seconds * 1e6))
    let times = (1...9).map { round in
      (round, seconds * (1 + Double.random(in: -0.01...0.01, using: &generator)))
    }
    return .measured(
      CellRecord.Timing(
        secondsByRound: Dictionary(uniqueKeysWithValues: times), peakResidentBytes: memory,
        checkedError: 3e-7))
  }

  private static func records(
    _ names: [String], sizes: [Int] = [1, 2, 4, 8, 16, 32, 64], mask: AttentionMask = .full
  ) throws -> [CellRecord] {
    try sizes.flatMap { size in
      try names.map { name in
        let n = Double(size)
        let seconds = slopes[name].map { $0 * n } ?? 0.03 * n + 0.004 * n * n
        return try SampleRun.record(
          try #require(ArchitectureEntry.named(name)), size, timing(seconds), mask: mask)
      }
    }
  }

  private static func report(_ names: [String], against: String? = nil) throws -> RunReport {
    try RunReport(
      SampleRun.run(records: records(names), architectures: names, against: against),
      model: SampleRun.model())
  }

  @Test func theFirstIsTheBaselineUnlessAnotherIsNamed() throws {
    let names = ["full", "rmt", "linformer:rank=64"]
    #expect(try ReportedRun.baseline(nil, among: names) == "full")
    #expect(try ReportedRun.baseline("linformer:rank=64", among: names) == "linformer:rank=64")
    let error = #expect(throws: CommandLineError.self) {
      try ReportedRun.baseline("linformer", among: names)
    }
    #expect(
      error?.description
        == "--against: 'linformer' isn't in the run; name one of full, rmt, linformer:rank=64")
    let report = try Self.report(names, against: "rmt")
    #expect(report.run.baseline == "rmt" && report.run.others == ["full", "linformer:rank=64"])
  }

  /// 0.03 N + 0.004 N² > s N from N = (s - 0.03) / 0.004 on, of which a segment has 512 positions.
  @Test func aBreakEvenForEachOther() throws {
    let laws = try Self.report(["full", "rmt", "linformer", "linformer:rank=64"]).laws
    #expect(laws.comparisons.map(\.other) == ["rmt", "linformer", "linformer:rank=64"])
    for (comparison, segments) in zip(laws.comparisons, [2.5, 5]) {
      let found = Double(try #require(comparison.breakEven).positions) / 512
      #expect(comparison.cheaper == comparison.other && abs(found - segments) < 0.6)
    }
    // Cheaper from the first segment on.
    #expect(laws.comparisons[2].breakEven?.positions == 512)
    let sentences = laws.breakEvenSentences
    #expect(sentences.count == 3)
    #expect(sentences[0].hasPrefix("By the laws RMT takes less time than full attention from 1,"))
    #expect(
      sentences[2] == "By the laws Linformer, rank 64 takes less time than full attention at every "
        + "length from 512 positions, the shortest measured, to 1,073,741,824 positions.")
  }

  /// The same crossing, seen from RMT: beyond it, RMT is the one that takes less.
  @Test func seenFromTheOther() throws {
    let (forth, back) = (
      try Self.report(["full", "rmt"]).laws, try Self.report(["full", "rmt"], against: "rmt").laws
    )
    let (one, other) = (try #require(forth.comparisons.first), try #require(back.comparisons.first))
    #expect(other.other == "full" && other.cheaper == "rmt" && one.cheaper == "rmt")
    #expect(one.breakEven == other.breakEven)
    #expect(forth.breakEvenSentences == back.breakEvenSentences)
    // Where the other is dearer at every length there is none.
    let none = try Self.report(["linformer:rank=64", "rmt"]).laws.breakEvenSentences
    #expect(
      none == [
        "By the laws there is no break-even: RMT takes no less time than Linformer, rank 64 at any "
          + "length from 512 positions, the shortest measured, to 1,073,741,824 positions."
      ])
  }

  @Test func lawsAreStoredOverPositions() throws {
    let report = try Self.report(["full", "rmt", "linformer"])
    let json = report.laws.json.compact
    #expect(json.contains(#""schema":"contextcost.laws/3","against":"full""#))
    #expect(json.contains(#""fitted_positions":[512,1024,2048,4096,8192,16384,32768]"#))
    #expect(json.contains(#""form":"a + b n + c n^2""#))
    #expect(json.components(separatedBy: #""from_positions":"#).count == 3)
    #expect(!json.contains("segments"))
    // 0.004 s / 512² and 0.03 s / 512.
    let fit = try #require(report.laws.fit(of: "full"))
    #expect(abs(fit.law.coefficients[2] / (0.004 / 512 / 512) - 1) < 0.1)
    let terms = fit.law.formula.split(separator: " + ")
    #expect(terms.last?.hasSuffix(" ns·n²") == true && terms.contains { $0.hasSuffix(" µs·n") })
  }

  /// The finding is about what was run: each other against the baseline, measured and counted.
  @Test func findingsOfAnyPair() throws {
    // 0.05 / 0.02.
    let pair = try Self.report(["linformer", "linformer:rank=64"])
    #expect(pair.paper == nil)
    #expect(
      pair.finding.hasPrefix(
        "At 32,768 positions, the most that both were measured at, Linformer took 2.5"))
    #expect(pair.finding.contains("times as long as Linformer, rank 64 (2.4"))
    #expect(pair.finding.contains("; FLOPs ×1."))
    let text = pair.model.text
    #expect(!text.contains("RMT took") && !text.contains("full attention"))
    // Nothing is cut into segments, so that nothing says how long they are.
    #expect(!text.contains("segments of") && !text.contains("  segments"))
    let charts = ReportCharts(pair).all.map(\.chart)
    #expect(charts[0].title.hasPrefix("At 32,768 positions Linformer takes 2.5"))
    #expect(charts.allSatisfy { !$0.subtitle.joined().contains("segments") })
    let many = try Self.report(["full", "rmt", "linformer", "linformer:rank=64"])
    #expect(many.finding.contains("the most that all were measured at, full attention took 7.1"))
    #expect(many.finding.hasSuffix("."))
    let alone = try Self.report(["linformer"])
    #expect(alone.finding.hasPrefix("At the most that was measured, Linformer took 3.2"))
  }

  /// Positions stand in every row, segments only where there are some.
  @Test func segmentsOfWhatIsCut() throws {
    let report = try Self.report(["full", "rmt"])
    let table = try #require(
      report.model.sections.flatMap(\.tables).first { $0.id == "resources" })
    let rows = table.groups.flatMap(\.rows)
    #expect(rows[0].prefix(3).map(\.text) == ["full attention", "512", "—"])
    #expect(rows[3].prefix(3).map(\.text) == ["RMT", "1,024", "2"])
    let ratios = try #require(
      report.model.sections.flatMap(\.tables).first { $0.id == "ratios" })
    #expect(
      ratios.columns.map(\.title) == [
        "positions", "segments", "full attention / RMT", "FLOPs, RMT",
      ])
  }

  /// A hue and a marker for each, the same in every chart; full attention's and RMT's are the registry's
  /// first whatever is the baseline.
  @Test func oneLookInAllCharts() throws {
    let names = ["linformer", "full", "rmt", "linformer:rank=64"]
    func hues(_ report: RunReport) -> [String: Hue] {
      let series = ReportCharts(report).all.flatMap { $0.chart.panels }.flatMap(\.series)
      return Dictionary(
        series.compactMap { series in series.label.first.map { ($0, series.hue) } },
        uniquingKeysWith: { one, other in one == other ? one : .grey })
    }
    let hues = hues(try Self.report(names))
    #expect(hues["full attention"] == .blue && hues["RMT"] == .vermilion)
    #expect(hues["Linformer"] == .green)
    #expect(Set(hues.values).count == 4 && !hues.values.contains(.grey))
    let looks = try Self.report(names, against: "rmt").run.looks
    #expect(
      names.map { looks[ReportedRun.title(of: $0)].hue }
        == names.map { hues[ReportedRun.title(of: $0)] })
  }

  /// On a phone there is no room beside the lines for more than three names: they stand above.
  @Test func namesOnAPhone() throws {
    let many = try Self.report(["full", "rmt", "linformer", "linformer:rank=64"])
    let titles = many.run.architectures.map { ReportedRun.title(of: $0) }
    for (chart, _) in ReportCharts(many).all.prefix(3) {
      let phone = chart.forPhone
      #expect(phone.panels.flatMap(\.series).flatMap(\.label).isEmpty)
      #expect(Set(titles).isSubset(of: phone.key.map(\.text)))
      #expect(chart.panels[0].series.compactMap(\.label.first) == titles)
    }
    for (chart, _) in ReportCharts(try Self.report(["full", "rmt"])).all.prefix(3) {
      #expect(chart.forPhone.key == chart.key)
    }
  }

  /// The counted form is that of the run's mask and architecture.
  @Test func countedForms() throws {
    let names = ["full", "rmt", "linformer:rank=64"]
    let few = try SampleRun.run(
      records: Self.records(names, sizes: [1, 2, 4, 8]), architectures: names)
    #expect(RunLaws(few).all.map { $0.fit?.law.form } == [.quadratic, .linear, .linear])
    #expect(RunLaws(few).all.allSatisfy { !$0.isChosen })
    let causal = try SampleRun.run(
      records: Self.records(["full", "rmt", "s4d"], sizes: [1, 2, 4, 8], mask: .causal),
      architectures: ["full", "rmt", "s4d"], mask: "causal")
    #expect(causal.options.mask == .causal && causal.isCut("rmt") && !causal.isCut("s4d"))
    let laws = RunLaws(causal)
    #expect(laws.all.prefix(2).map { $0.fit?.law.form } == [.quadratic, .linear])
    // Counted under the same mask: what is seen of full attention is half.
    let report = try RunReport(causal, model: SampleRun.model())
    #expect(report.subject.options.mask == .causal)
  }

  /// The paper's length is 2,048,000 positions, however long a segment is.
  @Test(arguments: [64, 512])
  func thePapersLengthIsInPositions(segment: Int) throws {
    let run = try SampleRun.run(memory: RecurrentMemory(segmentLength: segment))
    let section = LawSection(run: run, laws: RunLaws(run)).section
    let table = try #require(section.tables.first { $0.id == "predictions" })
    let names = table.groups.flatMap(\.rows).map { $0[0].text }
    #expect(
      names == [
        "full attention, 32,768", "full attention, 2,048,000", "RMT, 32,768", "RMT, 2,048,000",
      ])
    #expect(table.caption.contains("the RMT paper's 2,048,000 positions"))
  }

  /// Any record tells another model, not the first ones alone.
  @Test func everyRecordIsChecked() throws {
    var records = try SampleRun.records()
    let last = records[records.count - 1]
    records[records.count - 1] = CellRecord(
      cell: last.cell, usefulFlops: last.usefulFlops + 1, outcome: last.outcome)
    let run = try SampleRun.run(records: records)
    #expect { try ReportSubject(run, model: SampleRun.model()) } throws: {
      "\($0)".contains("opt-125m isn't the model that was timed: rmt over 32,768 positions")
    }
  }

  /// Peak memory has neither medians nor bars, and its chart doesn't speak of them.
  @Test func memoryIsNoMedian() throws {
    let all = ReportCharts(try Self.report(["full", "rmt"])).all
    let memory = try #require(all.first { $0.chart.name == "resident-memory" })
    for word in ["round", "bars", "median", "interval"] {
      #expect(!(memory.chart.subtitle + [memory.caption]).joined().contains(word))
    }
  }

  /// What a later program measured of an architecture that this one doesn't have: shown, not counted.
  @Test func anArchitectureThatIsNotKnown() throws {
    let known = try Self.records(["full", "rmt"])
    let later = known.filter { $0.cell.architecture == "rmt" }.map { record in
      var cell = record.cell
      cell.architecture = "later:width=3"
      return CellRecord(
        cell: cell, usefulFlops: record.usefulFlops, outcome: record.outcome,
        predictedSeconds: record.predictedSeconds)
    }
    let run = try SampleRun.run(
      records: known + later, architectures: ["full", "rmt", "later:width=3"])
    #expect(run.warnings.contains { $0.contains("doesn't know the architecture 'later:width=3'") })
    let report = try RunReport(run, model: SampleRun.model())
    #expect(report.laws.fit(of: "later:width=3") != nil)
    #expect(report.summary.contains("later:width=3"))
    #expect(!ReportCharts(report).all.isEmpty)
    // As the baseline too.
    let other = try SampleRun.run(
      records: known + later, architectures: ["full", "rmt", "later:width=3"],
      against: "later:width=3")
    #expect(try !RunReport(other, model: SampleRun.model()).summary.isEmpty)
  }

  /// Executed FLOPs are those of the instruction set and type that were timed.
  @Test func executedIsOfTheRunsOwnKernel() throws {
    func kernel(_ sets: [String], _ dtype: String) throws -> TimedKernel {
      var machine = SampleRun.machine
      machine.instructionSets = sets
      var setting = SampleRun.setting()
      setting.dtype = dtype
      return TimedKernel(
        of: try ReportedRun(
          folder: "run", setting: setting, architectures: ["full"], records: [], machine: machine))
    }
    let sets = ["portable", "AVX2", "AVX-512"]
    #expect(try kernel(sets, "f32").tiling == .avx512)
    #expect(try kernel(sets, "bf16").tiling == .avx512BrainFloat)
    #expect(try kernel(Array(sets.prefix(2)), "f32").tiling == .avx2)
    #expect(try kernel(Array(sets.prefix(1)), "f32").tiling == .portable)
    #expect(try kernel(Array(sets.prefix(2)), "f32").name == "AVX2")
  }
}
