import Accounting
import Architectures
import ArgumentParser
import CommandLineKit
import Operations

/// A model at a length under a convention: every architecture's bill, full attention's first.
struct Report {
  /// One architecture's part of the report.
  struct Section {
    let question: Question
    let bill: Bill
    let formulas: PassFormulas
    let slope: Double?
    /// The length from which on attention costs as much as the rest of a layer.
    let attentionOutweighs: Int?

    var candidate: Candidate { question.candidate }
    var entry: ArchitectureEntry { question.candidate.entry }
  }

  let model: ModelConfiguration
  let convention: Convention
  /// What is to be said of the types it is counted in.
  let typeNotes: [String]
  let sections: [Section]

  /// - Throws: A usage error when the convention has no rule for the phase.
  init(_ questions: [Question], convention: Convention, notes: [String] = []) throws {
    self.convention = convention
    typeNotes = notes
    sections = try questions.map { question in
      guard let bill = question.bill(convention) else {
        throw convention.noTrainingRule
      }
      return Section(
        question: question, bill: bill,
        formulas: PassFormulas(of: question.pass, under: convention, bill),
        slope: question.slope(under: convention),
        attentionOutweighs: question.attentionOutweighs(under: convention))
    }
    model = questions[0].candidate.configuration
  }

  var length: Int { pass.packedPositions }
  var precision: Precision { sections[0].question.precision }
  var pass: Pass { sections[0].question.pass }

  /// FLOPs of the first architecture for one of another's, under the report's convention or
  /// another; `nil` when that has no rule for the phase or counts nothing.
  func ratio(_ section: Section, under convention: Convention) -> Double? {
    guard let first = sections[0].question.bill(convention)?.total,
      let other = section.question.bill(convention)?.total, other > 0
    else { return nil }
    return Double(first) / Double(other)
  }

  /// Kinds of work that were done and have no price, in the order of `Work`.
  var uncounted: [Work] {
    Work.all.filter { work in sections.contains { $0.bill.uncounted.contains(work) } }
  }

  /// In any format: a person's text, one JSON object, or a row for each term.
  func rendered(as format: OutputFormat, units: Units) -> String {
    switch format {
    case .table: text(units)
    case .json: json.compact + "\n"
    case .jsonl, .csv, .tsv, .sql, .markdown: terms.render(as: format, units: units)
    }
  }
}

extension Question {
  /// The length from which on attention costs as much as the rest of a layer; `nil` where it
  /// doesn't within 10^9 positions, or isn't counted.
  func attentionOutweighs(under convention: Convention) -> Int? {
    guard segmentation == nil, pass.phase != .decode, pass.cached == 0, lengths.count == 1 else {
      return nil
    }
    // What can't be counted isn't looked at.
    let found = try? Crossover.find(upTo: 1_000_000_000) {
      length -> (first: UInt128, second: UInt128) in
      var other = pass
      other.positions = length
      other.batch = 1
      let ledger = try other.ledger(parameters: candidate.parameters(of: other))
      let items = ledger.priced(by: convention, training: pass.recomputation)?.items ?? []
      func sum(_ isIncluded: (Term) -> Bool) -> UInt128 {
        items.filter { isIncluded($0.term) }.reduce(0) { $0 + $1.flops }
      }
      // One more, so that the length where both are equal is found.
      return (sum(\.isAttention) + 1, sum { $0.isInLayer && !$0.isAttention })
    }
    return found?.cheaper == .second ? found?.length : nil
  }

  /// How fast FLOPs grow with the length, d ln F / d ln n, by a difference around it.
  ///
  /// A step of whole segments, so that a short segment doesn't weigh in; `nil` below one step.
  func slope(under convention: Convention) -> Double? {
    guard pass.phase != .decode, lengths.count == 1 else { return nil }
    let segment = segmentation?.length ?? 1
    let step = max(1, pass.positions / 64 / segment) * segment
    guard pass.positions > step else { return nil }
    func flops(_ positions: Int) throws -> Double? {
      var other = pass
      other.positions = positions
      let ledger = try other.ledger(parameters: candidate.parameters(of: other))
      return ledger.priced(by: convention, training: pass.recomputation)?.total.nearestDouble
    }
    // Beyond what can be counted there is nothing to compare with.
    guard let low = try? flops(pass.positions - step),
      let high = try? flops(pass.positions + step), low > 0
    else { return nil }
    let (below, above) = (Double(pass.positions - step), Double(pass.positions + step))
    return (high / low).logarithm / (above / below).logarithm
  }
}
