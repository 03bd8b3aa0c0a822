import Accounting
import Architectures
import Measurement
import Operations
import Statistics
import TestSupport
import Testing

@testable import Reports

@Suite struct PaperBesideMachineTests {
  private func headline(
    _ name: String = "opt-125m", mask: AttentionMask = .full, segment: Int = 512,
    records: [CellRecord]? = nil,
    changing: (inout ModelConfiguration) -> Void = { _ in }
  ) throws -> PaperBesideMachine {
    var model = try SampleRun.model(name)
    changing(&model)
    let run = try SampleRun.run(records: records)
    return try #require(
      try PaperBesideMachine(
        ReportSubject(
          timed: Transformer(model, scope: .layers(1)), whole: model,
          options: ArchitectureEntry.Options(
            mask: mask, memory: RecurrentMemory(segmentLength: segment))),
        run: run, laws: RunLaws(run)))
  }

  private func count(
    _ headline: PaperBesideMachine, _ convention: String, whole: Bool, _ positions: Int
  ) throws -> Double {
    let count = try #require(
      headline.counts.first { $0.convention.name == convention && $0.isWholeModel == whole })
    return try #require(count.ratios.first { $0.positions == positions }).value
  }

  /// The paper's abstract: ×295 for OPT-125M and ×29 for OPT-175B, at 2,048,000 tokens.
  @Test(arguments: [("opt-125m", 295.0), ("opt-175b", 29.0)], [AttentionMask.full, .causal])
  func thePapersRatios(model: (name: String, ratio: Double), mask: AttentionMask) throws {
    let headline = try headline(model.name, mask: mask)
    let ratio = try count(headline, "rmt-paper", whole: true, 2_048_000)
    #expect(abs(ratio - model.ratio) < 0.1)
  }

  /// The paper's number stands at its own length, convention, segment and model, and nowhere else.
  @Test func thePaperIsNamedInOneCell() throws {
    func marked(_ headline: PaperBesideMachine) -> [String] {
      let table = headline.table
      let paper = table.notes.firstIndex { $0.contains("2304.11062") }.map { $0 + 1 }
      return table.groups.flatMap(\.rows).flatMap { $0 }
        .filter { $0.note != nil && $0.note == paper }.map(\.text)
    }
    let mine = try headline()
    #expect(marked(mine) == ["×295.07"])
    #expect(mine.sentences.contains { $0.contains("the RMT paper's ×295.07") })
    for other in [
      try headline("opt-350m"), try headline("bert-base"), try headline(segment: 256),
      try headline("llama-7b"), try headline { $0.layers = 2 },
    ] {
      #expect(marked(other).isEmpty)
      #expect(!other.sentences.joined().contains("paper's ×"))
    }
  }

  /// One layer has neither vocabulary nor head: its ratio is larger than the whole model's.
  @Test func oneLayerIsNotTheModel() throws {
    let headline = try headline()
    for convention in ["rmt-paper", "matmul", "executed"] {
      #expect(
        try count(headline, convention, whole: false, 2_048_000)
          > count(headline, convention, whole: true, 2_048_000))
    }
  }

  /// Under a mask the kernels skip what isn't seen; matmul counts it.
  @Test func executedHalvesUnderAMask() throws {
    let (full, causal) = (try headline(), try headline(mask: .causal))
    let ratio =
      try count(causal, "executed", whole: false, 2_097_152)
      / count(full, "executed", whole: false, 2_097_152)
    #expect(ratio > 0.5 && ratio < 0.6)
    #expect(
      try count(causal, "matmul", whole: false, 2_097_152)
        == count(full, "matmul", whole: false, 2_097_152))
  }

  /// Times on 0.03 N + 0.004 N² and 0.04 N, N = n / 512: the law's ratio at N is 0.75 + 0.1 N.
  @Test func lawsFindWhatTheTimesWereMadeFrom() throws {
    let (headline, laws) = (try headline(), RunLaws(try SampleRun.run()))
    #expect(headline.lawTimes.map(\.positions) == [2_048_000, 2_097_152])
    for ratio in headline.lawTimes {
      let truth = 0.75 + 0.1 * Double(ratio.positions) / 512
      #expect(abs(ratio.value / truth - 1) < 0.05)
      let bounds = try #require(ratio.spread.bounds)
      #expect(bounds.contains(ratio.value) && bounds.width < 0.1 * truth)
    }
    // 0.03 N + 0.004 N² > 0.04 N from N = 2.5 on.
    let comparison = try #require(laws.comparisons.first)
    #expect(laws.comparisons.count == 1 && comparison.cheaper == "rmt")
    #expect((2 * 512...3 * 512).contains(try #require(comparison.breakEven).positions))
    #expect(laws.fit(of: "full")?.holdOut?.holds == true)
    #expect(try #require(laws.holdOutSentence).contains("predicts both"))
  }

  @Test func measuredAtTheLargestCommonSize() throws {
    var records = try SampleRun.records()
    // Full attention stopped earlier.
    for index in records.indices
    where records[index].cell.architecture == "full" && records[index].cell.segments > 16 {
      records[index].outcome = .skipped("the budget")
    }
    let headline = try headline(records: records)
    let time = try #require(headline.measuredTime)
    #expect(time.positions == 8_192)
    #expect(abs(time.value / 2.35 - 1) < 0.03)
    #expect(time.spread.bounds?.contains(time.value) == true)
    #expect(headline.columns == [8_192, 2_048_000, 2_097_152])
    #expect(headline.sentences.last?.contains("full attention up to 8,192 positions") == true)
    #expect(headline.sentences.last?.contains("RMT up to 32,768 positions") == true)
  }

  /// Without a measurement nothing is called one.
  @Test func nothingMeasured() throws {
    let records = try SampleRun.records(sizes: [1, 2]).map { record in
      var record = record
      record.outcome = .failed("no reason")
      return record
    }
    let headline = try headline(records: records)
    #expect(headline.measuredTime == nil && headline.measuredMemory == nil)
    #expect(headline.lawTimes.isEmpty)
    #expect(headline.columns == [2_048_000, 2_097_152])
    let report = try RunReport(SampleRun.run(records: records), model: SampleRun.model())
    #expect(report.laws.comparisons.isEmpty)
    #expect(
      report.finding == "Nothing was measured: of 4 planned cells none came to a time.")
  }

  /// The model of records by another name or with other layers is found out.
  @Test func anotherModelIsRefused() throws {
    let run = try SampleRun.run()
    _ = try ReportSubject(run, model: SampleRun.model())
    let other = try SampleRun.model("opt-1.3b")
    #expect { try ReportSubject(run, model: other) } throws: {
      "\($0)".contains("opt-1.3b isn't the model that was timed")
    }
  }

  /// A run of other architectures has no such headline, and its report none either.
  @Test func withoutOneOfThePair() throws {
    let alone = try SampleRun.records().filter { $0.cell.architecture == "rmt" }
    let stored = try [1, 2, 4].map { size in
      try SampleRun.record(
        .fullStoringScores, size,
        .measured(
          CellRecord.Timing(
            secondsByRound: [1: Double(size), 2: Double(size), 3: Double(size)],
            peakResidentBytes: 1, checkedError: 0)))
    }
    let run = try SampleRun.run(
      records: alone + stored, architectures: ["rmt", ArchitectureEntry.fullStoringScores.name])
    let report = try RunReport(run, model: SampleRun.model())
    #expect(report.paper == nil && report.laws.comparisons.count == 1)
    #expect(report.laws.all.map { $0.fit?.law.form } == [.linear, .quadratic])
    #expect(report.summary.contains("law of full attention, scores stored: t = "))
    #expect(ReportCharts(report).all.map(\.chart.name).contains("residuals"))
  }
}
