import Accounting
import Architectures
import CommandLineKit

extension Report {
  /// What a careful colleague would add.
  var notes: [String] {
    positionNotes + growthNotes + contentNotes + conventionNotes + fitNotes
  }

  private var positionNotes: [String] {
    var notes: [String] = []
    let end = pass.cached + length
    if end > model.maximumPositions {
      notes.append(
        "\(model.name) has \(NumberFormat.grouped(model.maximumPositions)) positions; full "
          + "attention over \(NumberFormat.grouped(end)) is hypothetical")
    }
    if model.embeddingWidth != model.hidden {
      notes.append(
        "\(model.name) embeds in width \(model.embeddingWidth): its projections in and out are "
          + "counted, and the vocabulary product is taken at that width")
    }
    return notes
  }

  private var growthNotes: [String] {
    sections.compactMap { section in
      guard section.bill.attentionShare > 0.5, let slope = section.slope else { return nil }
      return "\(section.entry.title): attention is "
        + "\(NumberFormat.percent(section.bill.attentionShare, decimals: 0)) of the FLOPs, which "
        + "grow as the length to the power \(NumberFormat.fixed(slope, decimals: 2)) here"
    }
  }

  private var contentNotes: [String] {
    sections.compactMap { section in
      guard let cut = section.question.segmentation else { return nil }
      let reserved = section.entry.reserved(section.candidate.options)
      let content = max(0, cut.length - reserved)
      return "a segment's \(cut.length) positions hold \(content) of content; memory and special "
        + "tokens take \(cut.length - content), so \(NumberFormat.grouped(length)) positions are "
        + "\(NumberFormat.grouped(section.question.contentPositions)) of content for RMT"
    }
  }

  private var conventionNotes: [String] {
    var notes = convention.mistakes.map {
      "\(convention.name), as its source has it: \($0.text)"
    }
    if let plain = sections[0].question.bill(.matmul)?.total, plain > 0 {
      let share = Double(sections[0].bill.total) / Double(plain)
      if share < 0.75 || share > 1.34 {
        notes.append(
          "\(convention.name) gives ×\(NumberFormat.ratio(share)) of what matmul counts for "
            + "\(sections[0].entry.title) here; `flops explain \(convention.name) --vs matmul` "
            + "says why")
      }
    }
    if case .parameters = convention.basis {
      notes.append(
        "\(convention.name) is a rule over the number of parameters; products aren't looked at")
    }
    return notes
  }

  private var fitNotes: [String] {
    sections.compactMap { section in
      guard section.question.fits == false, let hardware = section.question.hardware else {
        return nil
      }
      return "\(section.entry.title) needs "
        + "\(NumberFormat.scaled(Double(section.question.memory.total), unit: "B")) and doesn't "
        + "fit the \(NumberFormat.scaled(hardware.memory.value, unit: "B")) of "
        + "\(hardware.title), so no time is given"
    }
  }
}
