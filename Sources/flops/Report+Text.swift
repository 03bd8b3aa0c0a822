import Accounting
import Architectures
import CommandLineKit

extension Report {
  /// The report for a person: the model, a table for each architecture, the ratio.
  var text: String {
    var text = """
      \(model.name)   \(shape)
      \(NumberFormat.grouped(length)) positions · convention \(convention.name): \
      \(convention.summary)


      """
    for section in sections {
      text += heading(of: section) + "\n" + table(of: section).render() + "\n"
    }
    let others = Convention.all.filter { $0 != convention }.map {
      "\($0.name) ×\(NumberFormat.ratio(ratio(under: $0)))"
    }
    text += "full / rmt   ×\(NumberFormat.ratio(ratio(under: convention)))"
    text += "   under \(convention.name)\n"
    text += "             \(others.joined(separator: " · "))\n"
    text += "not counted  \(uncounted)\n"
    return text
  }

  private var shape: String {
    let parts = [
      "\(model.layers) layers", "hidden \(NumberFormat.grouped(model.hidden))",
      "\(model.heads) heads of \(model.headWidth)",
      "feed-forward \(NumberFormat.grouped(model.feedForward))",
      "vocabulary \(NumberFormat.grouped(model.vocabulary))",
    ]
    let embedding = "embedding \(NumberFormat.grouped(model.embeddingWidth))"
    return (parts + (model.embeddingWidth == model.hidden ? [] : [embedding]))
      .joined(separator: " · ")
  }

  private func heading(of section: Section) -> String {
    let title = section.architecture.title
    guard let cut = section.segmentation else {
      return "\(title)   n = \(NumberFormat.grouped(length))"
    }
    var parts: [String] = []
    if cut.fullCount > 0 {
      let plural = cut.fullCount == 1 ? "segment" : "segments"
      parts.append("\(NumberFormat.grouped(cut.fullCount)) \(plural) of n = \(cut.length)")
    }
    if cut.remainder > 0 {
      let place = cut.fullCount == 0 ? "one" : cut.alignment == .left ? "a last" : "a first"
      parts.append("\(place) segment of n = \(cut.remainder)")
    }
    return "\(title)   \(parts.joined(separator: " and ")), \(options.memory.slots) memory rows"
  }

  private func table(of section: Section) -> Table {
    let perSegment = section.segmentation == nil ? "formula" : "formula, a segment"
    var table = Table(
      [
        .init("term"), .init("FLOPs", .right), .init("share", .right), .init(perSegment),
      ], endsInTotal: true, indent: 2)
    for item in section.bill.items {
      table.append([
        item.term.rawValue, NumberFormat.grouped(item.flops),
        NumberFormat.percent(section.bill.share(of: item)),
        Formula(item.term, of: model, under: convention)?.description ?? "",
      ])
    }
    table.append([
      "total", NumberFormat.grouped(section.bill.total), NumberFormat.percent(1),
      NumberFormat.scaled(Double(section.bill.total), unit: "FLOPs"),
    ])
    return table
  }

  private var uncounted: String {
    let works = Work.allCases.filter { work in
      sections.contains { $0.bill.uncounted.contains(work) }
    }
    return works.map(\.rawValue).joined(separator: ", ")
  }
}
