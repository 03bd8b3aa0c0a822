import Architectures
import Foundation
import Text

/// A safetensors file: named tensors behind a header, mapped read-only and never copied as a whole.
///
/// Eight bytes of length, little-endian; a header in JSON; the tensors' bytes, little-endian too.
/// The format: github.com/huggingface/safetensors.
public struct SafetensorsFile: Sendable {
  public let path: String
  /// The texts under `__metadata__` in the header.
  public let metadata: [String: String]
  private let tensors: [String: TensorInfo]
  private let mapped: MappedFile
  /// Where the tensors' bytes begin.
  private let start: Int

  /// Bytes before the header, which hold its length.
  private static let lengthBytes = 8

  /// Opens a file and checks its header.
  ///
  /// - Throws: What is wrong, naming the tensor, when the path leads to no readable regular file, or
  ///   the header isn't true of the file.
  public init(path: String) throws(CheckpointError) {
    let mapped = try MappedFile(path, remedy: "name a safetensors file")
    let length = try Self.headerLength(of: mapped)
    let start = Self.lengthBytes + length
    let header = try SafetensorsHeader(
      json: Array(mapped.bytes[Self.lengthBytes..<start]), dataBytes: mapped.bytes.count - start,
      file: path)
    self.path = path
    self.mapped = mapped
    self.start = start
    tensors = header.tensors
    metadata = header.metadata
  }

  private static func headerLength(of mapped: MappedFile) throws(CheckpointError) -> Int {
    let bytes = mapped.bytes
    if bytes.starts(with: "version https://git-lfs".utf8) {
      throw CheckpointError(
        mapped.path, "this is a pointer of Git LFS in place of the file; fetch it: git lfs pull")
    }
    guard bytes.count >= lengthBytes else {
      throw CheckpointError(
        mapped.path,
        "has \(Plural.text(bytes.count, "byte")), too few for a safetensors file; download it again"
      )
    }
    let length = bytes.prefix(lengthBytes).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= SafetensorsHeader.mostBytes else {
      throw CheckpointError(
        mapped.path,
        "asks for a header of \(Plural.text(length, "byte")), where \(SafetensorsHeader.mostBytes.grouped) are "
          + "the most; this isn't a safetensors file")
    }
    guard length <= bytes.count - lengthBytes else {
      throw CheckpointError(
        mapped.path,
        "ends before its header of \(Plural.text(length, "byte")) does; it is cut short, download it again"
      )
    }
    return Int(length)
  }

  /// The tensors' names, sorted.
  public var names: [String] { tensors.keys.sorted() }

  /// What the header says about a tensor; `nil` when the file has none of that name.
  public subscript(name: String) -> TensorInfo? { tensors[name] }

  /// A tensor in the file.
  ///
  /// - Throws: When there is none of that name.
  public func tensor(_ name: String) throws(CheckpointError) -> TensorInfo {
    guard let info = tensors[name] else {
      throw CheckpointError(path, tensor: name, "is missing; use another file")
    }
    return info
  }

  /// Hands out a tensor's bytes as they stand in the file, aligned to nothing.
  func withBytes<Result>(
    of info: TensorInfo, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    mapped.bytes.withUnsafeBytes { bytes in
      let first = start + info.bytes.lowerBound
      return body(UnsafeRawBufferPointer(rebasing: bytes[first..<first + info.bytes.count]))
    }
  }
}
