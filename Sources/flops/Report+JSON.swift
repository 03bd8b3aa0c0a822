import Accounting
import Architectures
import CommandLineKit

extension Report {
  /// The report as one object, `contextcost.flops/1`; FLOPs are strings, since they exceed 2^53.
  var json: JSONValue {
    [
      "schema": "contextcost.flops/1",
      "model": [
        "name": .string(model.name), "layers": .int(model.layers), "hidden": .int(model.hidden),
        "heads": .int(model.heads), "feedForward": .int(model.feedForward),
        "vocabulary": .int(model.vocabulary),
      ],
      "length": .string("\(length)"),
      "segment": .int(options.memory.segmentLength),
      "memory": .int(options.memory.slots),
      "convention": .string(convention.name),
      "architectures": .array(sections.map(json)),
      "ratio": .number(ratio(under: convention)),
    ]
  }

  private func json(of section: Section) -> JSONValue {
    var members: [(String, JSONValue)] = [("name", .string(section.architecture.name))]
    if let cut = section.segmentation {
      members.append(("segments", .string("\(cut.count)")))
      if cut.remainder > 0 { members.append(("shortSegment", .int(cut.remainder))) }
    }
    members.append(("flops", .string("\(section.bill.total)")))
    let terms = section.bill.items.map { item -> JSONValue in
      [
        "name": .string(item.term.rawValue), "flops": .string("\(item.flops)"),
        "share": .number(section.bill.share(of: item)),
      ]
    }
    members.append(("terms", .array(terms)))
    return .object(members)
  }
}
