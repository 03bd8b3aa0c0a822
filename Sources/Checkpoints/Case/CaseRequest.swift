import Architectures
import Text

/// What a case asks for: the metadata's `contextcost`.
struct CaseRequest {
  let architecture: String
  let part: String
  let settings: [String: CaseValue]

  private static let limits = JSONLimits(depth: 8, values: 1 << 14)
  private static let mostBytes = 1 << 20
  private static let remedy = "write {\"architecture\": …, \"part\": …, \"settings\": {…}}"

  init(_ file: SafetensorsFile) throws(CheckpointError) {
    let members = try Self.members(of: file)
    if let unknown = members.keys.sorted().first(where: {
      !["architecture", "part", "settings"].contains($0)
    }) {
      throw CheckpointError(
        file.path, "contextcost has the unknown member \(QuotedText(unknown)); \(Self.remedy)")
    }
    architecture = try Self.name("architecture", members, file)
    part = try Self.name("part", members, file)
    settings = try Self.settings(members, file)
  }

  private static func members(
    of file: SafetensorsFile
  ) throws(CheckpointError) -> [String: ParsedJSON] {
    guard let text = file.metadata["contextcost"] else {
      throw CheckpointError(
        file.path, "its metadata has no contextcost, so that it isn't a case; \(remedy)")
    }
    guard text.utf8.count <= mostBytes else {
      throw CheckpointError(file.path, "contextcost is longer than 1 MiB; \(remedy)")
    }
    let value: ParsedJSON
    do throws(JSONProblem) {
      value = try JSONReader.value(of: Array(text.utf8), limits: limits)
    } catch {
      throw CheckpointError(file.path, "contextcost", isNotJSON: error)
    }
    guard case .object(let members) = value else {
      throw CheckpointError(
        file.path, "contextcost is \(value.described), not an object; \(remedy)")
    }
    return members
  }

  private static func name(
    _ member: String, _ members: [String: ParsedJSON], _ file: SafetensorsFile
  ) throws(CheckpointError) -> String {
    guard case .string(let name) = members[member], !name.isEmpty else {
      throw CheckpointError(file.path, "contextcost names no \(member); \(remedy)")
    }
    return name
  }

  private static func settings(
    _ members: [String: ParsedJSON], _ file: SafetensorsFile
  ) throws(CheckpointError) -> [String: CaseValue] {
    guard let value = members["settings"] else { return [:] }
    guard case .object(let settings) = value else {
      throw CheckpointError(
        file.path, "the settings in contextcost are \(value.described), not an object; \(remedy)")
    }
    var values: [String: CaseValue] = [:]
    for (name, json) in settings.sorted(by: { $0.key < $1.key }) {
      guard let value = CaseValue(json) else {
        throw CheckpointError(
          file.path,
          "the setting \(QuotedText(name)) is \(json.described); it must be a number, true, false, "
            + "a text, or a list of them")
      }
      values[name] = value
    }
    return values
  }
}
