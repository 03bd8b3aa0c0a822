import Architectures
import Text

/// The header of a safetensors file: a JSON object of tensors by name.
///
/// Checked as strictly as by the format's own library: every byte after the header belongs to
/// exactly one tensor, and each tensor has as many bytes as its type and shape take.
struct SafetensorsHeader: Sendable {
  /// The most bytes of a header, as the format's own library has it.
  static let mostBytes = 100_000_000
  /// The most tensors of a file; a published model has fewer than a tenth of that in all its files.
  private static let mostTensors = 1 << 20
  /// A tensor is an object with two lists in it; one level more lets what is wrong name the tensor.
  private static let limits = JSONLimits(depth: 4, values: 1 << 16)

  let tensors: [String: TensorInfo]
  /// The texts under `__metadata__`.
  let metadata: [String: String]

  /// - Parameters:
  ///   - json: The header without the length before it.
  ///   - dataBytes: How many bytes the file has after the header.
  init(json: [UInt8], dataBytes: Int, file: String) throws(CheckpointError) {
    var tensors: [String: TensorInfo] = [:]
    var metadata: [String: String] = [:]
    var members = try Self.members(of: json, file)
    while let (name, value) = try Self.next(&members, file) {
      if name == "__metadata__" {
        metadata = try Self.texts(value, file)
        continue
      }
      guard tensors.count < Self.mostTensors else {
        throw CheckpointError(
          file, "has more than \(Self.mostTensors.grouped) tensors; use another model")
      }
      tensors[name] = try TensorInfo(value, dataBytes: dataBytes) { sentence in
        CheckpointError(file, tensor: name, sentence)
      }
    }
    try Self.checkThatTensorsFill(dataBytes, tensors, file)
    self.tensors = tensors
    self.metadata = metadata
  }

  private static func members(
    of json: [UInt8], _ file: String
  ) throws(CheckpointError) -> JSONMembers {
    do throws(JSONProblem) {
      return try JSONMembers(of: json, limits: limits)
    } catch {
      throw CheckpointError(file, "the header", isNotJSON: error)
    }
  }

  private static func next(
    _ members: inout JSONMembers, _ file: String
  ) throws(CheckpointError) -> (name: String, value: ParsedJSON)? {
    do throws(JSONProblem) {
      return try members.next()
    } catch {
      throw CheckpointError(file, "the header", isNotJSON: error)
    }
  }

  private static func texts(
    _ value: ParsedJSON, _ file: String
  ) throws(CheckpointError) -> [String: String] {
    guard case .object(let members) = value else {
      throw CheckpointError(
        file, "__metadata__ is \(value.described), not an object; download the file again")
    }
    var texts: [String: String] = [:]
    for (name, value) in members {
      guard case .string(let text) = value else {
        throw CheckpointError(
          file,
          "\(QuotedText(name)) in __metadata__ is \(value.described), not a text; download the "
            + "file again")
      }
      texts[name] = text
    }
    return texts
  }

  /// One tensor after the other, from the first byte to the last.
  private static func checkThatTensorsFill(
    _ dataBytes: Int, _ tensors: [String: TensorInfo], _ file: String
  ) throws(CheckpointError) {
    let inOrder = tensors.sorted {
      ($0.value.bytes.lowerBound, $0.value.bytes.upperBound, $0.key)
        < ($1.value.bytes.lowerBound, $1.value.bytes.upperBound, $1.key)
    }
    var end = 0
    for (name, info) in inOrder {
      guard info.bytes.lowerBound >= end else {
        throw CheckpointError(
          file, tensor: name,
          "begins at byte \(info.bytes.lowerBound.grouped) after the header, where another one "
            + "ends at \(end.grouped); download the file again")
      }
      guard info.bytes.lowerBound == end else {
        throw CheckpointError(
          file, tensor: name,
          "begins at byte \(info.bytes.lowerBound.grouped) after the header, and the "
            + "\((info.bytes.lowerBound - end).grouped) before it belong to none; download the file "
            + "again")
      }
      end = info.bytes.upperBound
    }
    guard end == dataBytes else {
      throw CheckpointError(
        file,
        "its last \(Plural.text(dataBytes - end, "byte")) "
          + "\(Plural.word(dataBytes - end, "belongs", "belong")) to no tensor; download it again")
    }
  }
}
