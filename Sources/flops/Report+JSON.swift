import Accounting
import Architectures
import CommandLineKit

extension Report {
  /// The report as one object, `contextcost.flops/1`; FLOPs are strings, since they exceed 2^53.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("schema", "contextcost.flops/1"),
      ("model", json(of: model)),
      ("length", .string("\(length)")),
      ("batch", .int(pass.batch)),
      ("phase", .string(pass.phase.name)),
      ("cached", .string("\(pass.cached)")),
      ("segment", .int(recurrent.memory.segmentLength)),
      ("memory", .int(recurrent.memory.slots)),
      ("convention", .string(convention.name)),
      ("unit", .string(convention.unit.rawValue)),
      ("dtype", .string(precision.description)),
      ("architectures", .array(sections.map(json))),
    ]
    let question = sections[0].question
    if question.packedLengths != nil {
      members.append(("packedLengths", .array(question.lengths.map { .string("\($0)") })))
    }
    if let trained = question.trained { members.append(("train", .string(trained))) }
    if let last = sections.last, sections.count > 1 {
      members.append(("ratio", ratio(last, under: convention).map { .number($0) } ?? .null))
    }
    members.append(("notCounted", .array(uncounted.map { .string($0.title) })))
    members.append(("notes", .array(notes.map { .string($0) })))
    return .object(members)
  }

  /// The options of the first architecture that has segments.
  private var recurrent: ArchitectureEntry.Options {
    (sections.first { $0.question.segmentation != nil } ?? sections[0]).candidate.options
  }

  private func json(of model: ModelConfiguration) -> JSONValue {
    [
      "name": .string(model.name), "family": .string(model.family), "layers": .int(model.layers),
      "hidden": .int(model.hidden), "heads": .int(model.heads),
      "keyValueHeads": .int(model.keyValueHeads), "headWidth": .int(model.headWidth),
      "feedForward": .int(model.feedForward), "vocabulary": .int(model.vocabulary),
      "parameters": .string("\(ParameterCounts(sections[0].candidate.model).total)"),
    ]
  }

  private func json(of section: Section) -> JSONValue {
    let question = section.question
    var members: [(String, JSONValue)] = [("name", .string(section.entry.name))]
    if let cut = question.segmentation {
      members.append(("segments", .string("\(cut.count)")))
      members.append(("segment", .int(cut.length)))
      members.append(("memory", .int(question.memorySlots ?? 0)))
      if cut.remainder > 0 { members.append(("shortSegment", .int(cut.remainder))) }
    }
    members += [
      ("flops", .string("\(section.bill.total)")),
      ("macs", .string("\(section.bill.multiplyAdds)")),
      ("formula", section.formulas.total.map { .string("\($0)") } ?? .null),
      ("terms", .array(rows(of: section).map(json))),
      ("attentionShare", .number(section.bill.attentionShare)),
      ("slope", section.slope.map { .number($0) } ?? .null),
      ("attentionOutweighsFrom", section.attentionOutweighs.map { .string("\($0)") } ?? .null),
      ("sequentialDepth", .string("\(question.sequentialDepth)")),
      ("trafficBytes", question.traffic.map { .string("\($0.total)") } ?? .null),
      ("memoryBytes", json(of: question.memory)),
    ]
    for experts in ExpertsTouched.allCases {
      guard let traffic = question.traffic(experts) else { break }
      let name = experts.rawValue.capitalized
      members.append(("trafficBytes\(name)Experts", .string("\(traffic.total)")))
    }
    if let hardware = question.hardware {
      members += [
        ("hardware", .string(hardware.name)),
        ("fits", question.fits.map { .bool($0) } ?? .null),
        ("seconds", question.time.map { .number($0.seconds) } ?? .null),
      ]
    }
    return .object(members)
  }

  private func json(of row: TermRow) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("name", .string(row.item.term.name)), ("flops", .string("\(row.item.flops)")),
      ("macs", .string("\(row.item.multiplyAdds)")),
      ("share", .number(row.section.bill.share(of: row.item))),
      ("trafficBytes", .string("\(row.traffic)")),
    ]
    if let formula = row.formula { members.append(("formula", .string("\(formula)"))) }
    return .object(members)
  }

  private func json(of memory: MemoryUse) -> JSONValue {
    [
      "weights": .string("\(memory.weights)"), "scales": .string("\(memory.scales)"),
      "activations": .string("\(memory.activations)"),
      "cache": .string("\(memory.cache)"), "state": .string("\(memory.state)"),
      "gradients": .string("\(memory.gradients)"), "optimizer": .string("\(memory.optimizer)"),
      "total": .string("\(memory.total)"),
    ]
  }
}
