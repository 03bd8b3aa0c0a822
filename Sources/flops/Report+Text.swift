import Accounting
import Architectures
import CommandLineKit

extension Report {
  /// The report for a person: the model, a table for each architecture, and one beside the other.
  func text(_ units: Units) -> String {
    let width = Terminal.width(1)
    var text =
      "\(model.name)   \(model.shape)".wrapped(to: width, hanging: model.name.count + 3) + "\n"
      + "\(what) · convention \(convention.name): \(convention.summary)"
      .wrapped(to: width, hanging: 2) + "\n\n"
    for section in sections {
      text +=
        heading(of: section) + "\n" + table(of: section, units).render() + "\n"
        + total(of: section)
    }
    text += comparison(units).render() + "\n"
    for section in sections.dropFirst() { text += ratios(section) }
    if let legend { text += legend.wrapped(to: width, hanging: 13) + "\n" }
    text +=
      "not counted  \(uncounted.map(\.title).joined(separator: ", "))"
      .wrapped(to: width, hanging: 13) + "\n"
    return text
  }

  /// Positions, batch and phase.
  private var what: String {
    var parts = [Plural.text(length, "position")]
    if let packed = sections[0].question.packed { parts.append(packed) }
    if pass.cached > 0 { parts.append("after \(NumberFormat.grouped(pass.cached)) in the cache") }
    if pass.batch > 1 { parts.append("batch \(NumberFormat.grouped(pass.batch))") }
    switch pass.phase {
    case .prefill: break
    case .decode: parts.append("decoded one by one")
    case .training(let recomputation):
      let what = pass.adapters.map { "training \($0.text)" } ?? "training"
      parts.append(
        recomputation == .none
          ? "\(what), nothing recomputed" : "\(what), \(recomputation.rawValue) recomputation")
    }
    return parts.joined(separator: " · ")
  }

  private func heading(of section: Section) -> String {
    let title = section.entry.title
    guard let cut = section.question.segmentation else {
      return "\(title)   n = \(NumberFormat.grouped(length))"
    }
    let slots = section.question.memorySlots ?? 0
    guard pass.cached == 0, pass.packed.isEmpty else {
      return "\(title)   n = \(NumberFormat.grouped(length)) in segments of \(cut.length), "
        + Plural.text(slots, "memory row")
    }
    var parts: [String] = []
    if cut.fullCount > 0 {
      parts.append("\(Plural.text(cut.fullCount, "segment")) of n = \(cut.length)")
    }
    if cut.remainder > 0 {
      let place = cut.fullCount == 0 ? "one" : cut.alignment == .left ? "a last" : "a first"
      parts.append("\(place) segment of n = \(cut.remainder)")
    }
    return "\(title)   \(parts.joined(separator: " and ")), \(Plural.text(slots, "memory row"))"
  }

  private func table(of section: Section, _ units: Units) -> Table {
    let rows = rows(of: section)
    let hasFormulas = rows.contains { $0.formula != nil }
    let perSegment =
      !hasFormulas ? "" : section.question.segmentation == nil ? "formula" : "formula, a segment"
    let unit = convention.unit == .flops ? "FLOPs" : "FLOPs (the source's: MACs)"
    var table = Table(
      [
        .init("term"), .init(unit, .right), .init("share", .right), .init("MACs", .right),
        .init(pass.recomputation == nil ? "bytes moved" : "bytes moved forward", .right),
        .init(perSegment),
      ], endsInTotal: true, indent: 2)
    for row in rows {
      table.append([
        row.item.term.name, NumberFormat.grouped(row.item.flops),
        NumberFormat.percent(section.bill.share(of: row.item)),
        Quantity.macs.cell(row.macs, in: units), Quantity.bytes.cell(row.bytes, in: units),
        row.formula?.text { NumberFormat.grouped($0) } ?? "",
      ])
    }
    table.append([
      "total", NumberFormat.grouped(section.bill.total), NumberFormat.percent(1),
      Quantity.macs.cell(.integer(section.bill.multiplyAdds), in: units),
      Quantity.bytes.cell(.integer(section.question.forwardTraffic.total), in: units),
      NumberFormat.scaled(Double(section.bill.total), unit: convention.unit.rawValue),
    ])
    return table
  }

  /// The total as a polynomial in the length; nothing where it isn't one.
  private func total(of section: Section) -> String {
    guard let formula = section.formulas.total else { return "" }
    let what = section.question.segmentation == nil ? "total" : "total, a segment"
    let text = formula.text { NumberFormat.grouped($0) }
    return "\(what) = \(text)".wrapped(to: Terminal.width(1), indent: 2) + "\n\n"
  }

  /// What one architecture takes beside the others, apart from FLOPs.
  private func comparison(_ units: Units) -> Table {
    var table = Table(
      [.init("")] + sections.map { .init($0.entry.title, .right) }, indent: 2)
    func row(_ title: String, _ quantity: Quantity, _ value: (Section) -> FieldValue) {
      let cells = sections.map { quantity.cell(value($0), in: units) }
      table.append([title] + cells)
    }
    row("attention's share of the FLOPs", .share) { .real($0.bill.attentionShare) }
    row("growth, d ln FLOPs / d ln n", .number) { FieldValue($0.slope) }
    row("attention outweighs the rest of a layer from", .count) {
      FieldValue($0.attentionOutweighs)
    }
    row("sequential depth, layers", .count) {
      .integer($0.question.sequentialDepth)
    }
    for experts in ExpertsTouched.allCases where sections[0].question.traffic(experts) != nil {
      row("bytes moved, \(experts.rawValue) experts", .bytes) {
        FieldValue($0.question.traffic(experts)?.total)
      }
    }
    for part in MemoryPart.all {
      let isUsed = sections.contains { part.bytes($0.question.memory) > 0 }
      if isUsed { row(part.title, .bytes) { .integer(part.bytes($0.question.memory)) } }
    }
    row("memory in all, \(precision)", .bytes) { .integer($0.question.memory.total) }
    if let hardware = sections[0].question.hardware {
      row("fits \(hardware.title)", .flag) { FieldValue($0.question.fits) }
      let isBest = sections[0].question.efficiency == .perfect
      row(isBest ? "time at best, predicted" : "time, predicted", .seconds) {
        FieldValue($0.question.time?.seconds)
      }
      row("of it waiting for the processor", .share) { section in
        FieldValue(section.question.time.map { $0.computeBoundSeconds / $0.seconds })
      }
    }
    return table
  }

  /// What the letters of the formulas mean, those that occur.
  private var legend: String? {
    let formulas = sections.flatMap { section in
      section.formulas.terms.values + [section.formulas.total].compactMap(\.self)
    }
    let words = Formula.Symbol.inOrder(Set(formulas.flatMap(\.symbols))).compactMap { symbol in
      symbol.meaning.map { "\(symbol.letter) \($0)" }
    }
    return words.isEmpty ? nil : "formulas     " + words.joined(separator: " · ")
  }

  private func ratios(_ section: Section) -> String {
    func text(_ convention: Convention) -> String? {
      ratio(section, under: convention).map { "×\(NumberFormat.ratio($0))" }
    }
    let others = [Convention.rmtPaper, .hoffmann, .matmul, .matmulCausal, .executed]
      .filter { $0 != convention }
      .compactMap { other in text(other).map { "\(other.name) \($0)" } }
    let title = "\(sections[0].entry.name) / \(section.entry.name)"
    return "\(title)   \(text(convention) ?? "—")   under \(convention.name)\n"
      + others.joined(separator: " · ").wrapped(to: Terminal.width(1), indent: title.count + 3)
      + "\n"
  }
}

extension ModelConfiguration {
  /// The sizes in a line.
  var shape: String {
    var parts = [Plural.text(layers, "layer"), "hidden \(NumberFormat.grouped(hidden))"]
    let grouped = keyValueHeads == heads ? "" : " over \(keyValueHeads) of keys and values"
    parts.append("\(Plural.text(heads, "head")) of \(headWidth)\(grouped)")
    let gated = isGated ? "gated feed-forward" : "feed-forward"
    parts.append("\(gated) \(NumberFormat.grouped(feedForward))")
    if let experts { parts.append("\(experts.active) of \(Plural.text(experts.count, "expert"))") }
    if let window { parts.append("window \(NumberFormat.grouped(window.length))") }
    parts.append("vocabulary \(NumberFormat.grouped(vocabulary))")
    if embeddingWidth != hidden {
      parts.append("embedding \(NumberFormat.grouped(embeddingWidth))")
    }
    switch head {
    case .vocabulary, .pooler: break
    case .maskedVocabulary: parts.append("masked language model")
    case .hiddenStates: parts.append("no head")
    case .classifier(let labels), .positionLabels(let labels, _): parts.append("labels \(labels)")
    }
    return parts.joined(separator: " · ")
  }
}

extension Question {
  /// Such as `3 sequences packed: 512, 1,024, 4,096`; `nil` of a single one.
  fileprivate var packed: String? {
    guard lengths.count > 1 else { return nil }
    let shown = lengths.prefix(8).map { NumberFormat.grouped($0) }.joined(separator: ", ")
    return "\(lengths.count) sequences packed: \(shown)" + (lengths.count > 8 ? ", …" : "")
  }
}
