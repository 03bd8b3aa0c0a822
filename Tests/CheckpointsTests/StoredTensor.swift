@testable import Checkpoints

/// A tensor to write into a safetensors file.
struct StoredTensor {
  var name: String
  var type: TensorType
  var shape: [Int]
  var bytes: [UInt8]

  init(_ name: String, _ type: TensorType, _ shape: [Int], _ bytes: [UInt8]) {
    self.name = name
    self.type = type
    self.shape = shape
    self.bytes = bytes
  }

  /// A tensor of numbers, little-endian.
  init(_ name: String, _ type: TensorType, _ shape: [Int], of numbers: [some FixedWidthInteger]) {
    self.init(
      name, type, shape, numbers.flatMap { withUnsafeBytes(of: $0.littleEndian) { Array($0) } })
  }

  /// What a file holds, in the order of the names.
  static func all(of file: SafetensorsFile) throws -> [StoredTensor] {
    try file.names.map { name in
      let info = try file.tensor(name)
      return StoredTensor(
        name, info.type, info.shape, file.withBytes(of: info) { Array($0) })
    }
  }

  /// The same values in another type: upper halves of `F32`, which is what `BF16` is.
  var asUpperHalf: StoredTensor {
    StoredTensor(
      name, .bfloat16, shape,
      stride(from: 0, to: bytes.count, by: 4).flatMap { bytes[$0 + 2...$0 + 3] })
  }

  /// The bytes of a file that holds the tensors in the given order.
  ///
  /// - Parameter metadata: Texts without quotes.
  static func file(_ tensors: [StoredTensor], metadata: [String: String] = [:]) -> [UInt8] {
    var end = 0
    let texts = metadata.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
    let entries =
      (metadata.isEmpty ? [] : ["\"__metadata__\":{\(texts)}"])
      + tensors.map { tensor in
        let begin = end
        end += tensor.bytes.count
        return
          "\"\(tensor.name)\":{\"dtype\":\"\(tensor.type.rawValue)\",\"shape\":\(tensor.shape),"
          + "\"data_offsets\":[\(begin),\(end)]}"
      }
    return file(
      header: Array("{\(entries.joined(separator: ","))}".utf8), data: tensors.flatMap(\.bytes))
  }

  /// The bytes of a file with any header.
  static func file(header: [UInt8], data: [UInt8]) -> [UInt8] {
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header + data
  }
}
