import Accounting
import Architectures
import CommandLineKit

extension Report {
  /// The notes beside a format; one that has rows has no place of its own for what isn't counted.
  func notes(for format: OutputFormat) -> [String] {
    let isSaid = format == .table || format == .json
    return isSaid
      ? notes : notes + ["not counted: \(uncounted.map(\.title).joined(separator: ", "))"]
  }

  /// What a careful colleague would add.
  var notes: [String] {
    let candidates = sections.map(\.candidate)
    return Notes.distinct(candidates.flatMap(\.notes) + typeNotes + Notes.experts(of: candidates))
      + Notes.positions(of: candidates, longest: pass.range.upperBound) + embeddingNotes
      + growthNotes + frozenNotes + Notes.segments(of: candidates, longest: length) + contentNotes
      + Notes.mistakes(of: [convention]) + conventionNotes + fitNotes
  }

  private var embeddingNotes: [String] {
    model.embeddingWidth == model.hidden
      ? []
      : [
        "\(model.name) embeds in width \(model.embeddingWidth): its projections in and out are "
          + "counted, and the vocabulary product is taken at that width"
      ]
  }

  private var growthNotes: [String] {
    sections.compactMap { section in
      guard section.bill.attentionShare > 0.5, let slope = section.slope else { return nil }
      return "\(section.entry.title): attention is "
        + "\(NumberFormat.percent(section.bill.attentionShare, decimals: 0)) of the FLOPs, which "
        + "grow as the length to the power \(NumberFormat.fixed(slope, decimals: 2)) here"
    }
  }

  private var frozenNotes: [String] {
    guard let adapters = pass.adapters else { return [] }
    let trained = adapters.parameters(of: model)
    return [
      "\(NumberFormat.grouped(trained)) parameters of adapters are trained, in "
        + "\(precision.activations) bits; of the backward pass of frozen products half is counted, "
        + "whatever the source of \(convention.name) trains"
    ]
  }

  private var contentNotes: [String] {
    sections.filter { $0.question.segmentation != nil }.map { section in
      "\(Plural.text(length, "position")) \(Plural.word(length, "is", "are")) "
        + "\(NumberFormat.grouped(section.question.contentPositions)) of content for "
        + section.candidate.shortTitle
    }
  }

  private var conventionNotes: [String] {
    var notes: [String] = []
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
