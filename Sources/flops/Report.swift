import Accounting
import Architectures
import CommandLineKit

/// A model at a length under a convention: every architecture's bill, full attention's first.
struct Report {
  /// One architecture's part of the report.
  struct Section {
    let architecture: ArchitectureEntry
    /// How the length is cut; `nil` when it isn't.
    let segmentation: Segmentation?
    let ledger: Ledger
    let bill: Bill
  }

  let model: ModelConfiguration
  let length: Int
  let options: ArchitectureEntry.Options
  let convention: Convention
  let sections: [Section]

  init(
    model: ModelConfiguration, length: Int, options: ArchitectureEntry.Options,
    convention: Convention
  ) throws {
    self.model = model
    self.length = length
    self.options = options
    self.convention = convention
    let transformer = Transformer(model)
    sections = try ArchitectureEntry.all.map { entry in
      let ledger = try Ledger(of: entry.make(transformer, options), positions: length)
      return Section(
        architecture: entry, segmentation: entry.segmentation(length, options), ledger: ledger,
        bill: ledger.priced(by: convention))
    }
  }

  /// FLOPs of full attention for one of RMT's, under the report's convention or another.
  func ratio(under convention: Convention) -> Double {
    let totals = sections.map { Double($0.ledger.priced(by: convention).total) }
    return totals[0] / totals[1]
  }

  /// What a careful colleague would add.
  var notes: [String] {
    var notes: [String] = []
    if length > model.maximumPositions {
      notes.append(
        "\(model.name) has \(NumberFormat.grouped(model.maximumPositions)) positions; full "
          + "attention over \(NumberFormat.grouped(length)) is hypothetical")
    }
    for section in sections {
      guard let segmentation = section.segmentation else { continue }
      let reserved = section.architecture.reserved(options)
      let content = max(0, segmentation.length - reserved)
      notes.append(
        "a segment's \(segmentation.length) positions hold \(content) of content; memory and "
          + "special tokens take \(segmentation.length - content)")
    }
    if model.embeddingWidth != model.hidden {
      notes.append(
        "\(model.name) embeds in width \(model.embeddingWidth): its projections in and out are "
          + "counted, and the vocabulary product is taken at that width")
    }
    return notes
  }
}
