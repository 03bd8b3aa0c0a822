import Architectures
import Text

/// Which files the tensors of a model are in: `model.safetensors.index.json`.
struct SafetensorsIndex: Sendable {
  /// The most bytes that are read: the largest published ones have some ten million.
  private static let mostBytes = 64 << 20
  private static let limits = JSONLimits(depth: 8, values: 1 << 20)
  private static let remedy = "download the file again"

  /// Names of files in the folder, sorted.
  let files: [String]
  /// By tensor, the place of its file in `files`.
  let places: [String: Int]

  init(path: String) throws(CheckpointError) {
    let mapped = try MappedFile(path, remedy: Self.remedy)
    guard mapped.bytes.count <= Self.mostBytes else {
      throw CheckpointError(
        path, "has \(mapped.bytes.count.grouped) bytes, too many for an index; \(Self.remedy)")
    }
    let names = try Self.filesByTensor(Array(mapped.bytes), path)
    files = Set(names.values).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(files, files.indices))
    places = names.compactMapValues { numbers[$0] }
  }

  private static func filesByTensor(
    _ json: [UInt8], _ path: String
  ) throws(CheckpointError) -> [String: String] {
    guard case .object(let members) = try value(json, path),
      case .object(let map) = members["weight_map"]
    else { throw CheckpointError(path, "has no weight_map of tensors and files; \(remedy)") }
    var files: [String: String] = [:]
    for (tensor, value) in map.sorted(by: { $0.key < $1.key }) {
      guard case .string(let file) = value else {
        throw CheckpointError(
          path, tensor: tensor, "is said to be in \(value.described), not a file; \(remedy)")
      }
      // Whatever a name could do elsewhere, without a slash it stays in the folder.
      guard !file.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == 0 }), file != "..",
        file.hasSuffix(".safetensors")
      else {
        throw CheckpointError(
          path, tensor: tensor,
          "is said to be in \(QuotedText(file)), which isn't a safetensors file of this folder; "
            + remedy)
      }
      files[tensor] = file
    }
    return files
  }

  private static func value(
    _ json: [UInt8], _ path: String
  ) throws(CheckpointError) -> ParsedJSON {
    do throws(JSONProblem) {
      return try JSONReader.value(of: json, limits: limits)
    } catch {
      throw CheckpointError(path, "the index", isNotJSON: error)
    }
  }
}
