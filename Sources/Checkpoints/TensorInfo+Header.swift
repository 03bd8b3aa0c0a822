import Architectures
import Operations
import Text

extension TensorInfo {
  /// The most sizes in a shape.
  private static let mostSizes = 32

  /// Reads what stands behind a tensor's name in a header.
  ///
  /// - Parameters:
  ///   - dataBytes: How many bytes the file has after the header.
  ///   - error: Makes an error of a sentence about the tensor.
  init(
    _ value: ParsedJSON, dataBytes: Int, error: (String) -> CheckpointError
  ) throws(CheckpointError) {
    guard case .object(let fields) = value else {
      throw error("is described by \(value.described) where an object is expected; \(Self.remedy)")
    }
    type = try Self.type(fields["dtype"], error: error)
    shape = try Self.sizes("shape", fields["shape"], error: error)
    let offsets = try Self.sizes("data_offsets", fields["data_offsets"], error: error)
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw error(
        "has data_offsets \(offsets.prefix(3)), which aren't a begin and an end; \(Self.remedy)")
    }
    bytes = offsets[0]..<offsets[1]
    guard bytes.upperBound <= dataBytes else {
      throw error(
        "ends at byte \(bytes.upperBound.grouped) after the header, where the file has "
          + "\(dataBytes.grouped); the file is cut short, download it again")
    }
    guard Self.bytes(of: shape, type) == bytes.count else {
      throw error(
        "has \(Plural.text(bytes.count, "byte")), which isn't what \(type.rawValue) of shape \(shape) "
          + "takes; \(Self.remedy)")
    }
  }

  private static let remedy = "download the file again"

  private static func type(
    _ value: ParsedJSON?, error: (String) -> CheckpointError
  ) throws(CheckpointError) -> TensorType {
    guard case .string(let name) = value else {
      throw error("has no dtype; \(remedy)")
    }
    guard let type = TensorType(rawValue: name) else {
      let known = TensorType.allCases.map(\.rawValue).joined(separator: ", ")
      throw error("has the unknown dtype \(QuotedText(name)); known: \(known)")
    }
    return type
  }

  /// A list of whole numbers that aren't negative.
  private static func sizes(
    _ field: String, _ value: ParsedJSON?, error: (String) -> CheckpointError
  ) throws(CheckpointError) -> [Int] {
    guard case .array(let elements) = value, elements.count <= mostSizes else {
      throw error("needs a \(field) of up to \(mostSizes) whole numbers; \(remedy)")
    }
    var sizes: [Int] = []
    for element in elements {
      guard case .number(let literal) = element, let size = Int(literal), size >= 0 else {
        throw error("has \(element.described) in its \(field), not a whole number; \(remedy)")
      }
      sizes.append(size)
    }
    return sizes
  }

  /// What a shape takes; `nil` when that is more than can be said.
  private static func bytes(of shape: [Int], _ type: TensorType) -> Int? {
    // No size is negative, so that a zero anywhere makes it nothing, however large the others are.
    if shape.contains(0) { return 0 }
    var bytes = type.bytes
    for size in shape {
      let (product, overflows) = bytes.multipliedReportingOverflow(by: size)
      if overflows { return nil }
      bytes = product
    }
    return bytes
  }
}
