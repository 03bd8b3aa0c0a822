import Accounting
import Architectures
import CommandLineKit
import Operations

extension Report {
  /// A term of an architecture: a row of the formats that have rows.
  struct TermRow {
    let section: Section
    let item: Bill.Item
    let traffic: UInt128
    let formula: Formula?

    /// Nothing where the term has no multiply-adds, or its bytes stand with another term.
    var macs: FieldValue { item.multiplyAdds == 0 ? .none : .integer(item.multiplyAdds) }
    var bytes: FieldValue { traffic == 0 ? .none : .integer(traffic) }
  }

  /// Every term of every architecture.
  var terms: RecordTable<TermRow> {
    RecordTable(Self.fields(convention), rows: sections.flatMap(rows), name: "flops_terms")
  }

  func rows(of section: Section) -> [TermRow] {
    section.bill.items.map { item in
      TermRow(
        section: section, item: item,
        traffic: section.question.ledger.traffic(of: item.term, precision).total,
        formula: section.formulas.terms[item.term])
    }
  }

  private static func fields(_ convention: Convention) -> [Field<TermRow>] {
    [
      Field("model", .text, isInTable: false) { .text($0.section.candidate.configuration.name) },
      Field("architecture", .text) { .text($0.section.entry.name) },
      Field("positions", .count, isInTable: false) {
        FieldValue($0.section.question.pass.packedPositions)
      },
      Field("term", .text) { .text($0.item.term.name) },
      Field("flops", title: "FLOPs", .flops, isStringInJSON: true) { FieldValue($0.item.flops) },
      Field("macs", title: "MACs", .macs, isStringInJSON: true) {
        $0.macs
      },
      Field("share", .share) { FieldValue($0.section.bill.share(of: $0.item)) },
      Field("traffic_bytes", title: "bytes moved", .bytes, isStringInJSON: true) {
        $0.bytes
      },
      Field("formula", .text) { FieldValue($0.formula?.description) },
      Field("convention", .text, isInTable: false) { _ in .text(convention.name) },
      Field("unit", .text, isInTable: false) { _ in .text(convention.unit.rawValue) },
    ]
  }
}
