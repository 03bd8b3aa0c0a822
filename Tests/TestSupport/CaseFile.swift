import Foundation

/// A small safetensors file that holds a case, to be made wrong by a test.
public struct CaseFile: Sendable {
  public struct Tensor: Sendable {
    public var name: String
    public var type: String
    public var shape: [Int]
    public var bytes: [UInt8]

    public init(_ name: String, _ shape: [Int], floats: [Float]) {
      self.init(name, "F32", shape, of: floats.map(\.bitPattern))
    }

    public init(_ name: String, _ shape: [Int], integers: [Int64]) {
      self.init(name, "I64", shape, of: integers)
    }

    /// Any type, little-endian.
    public init(
      _ name: String, _ type: String, _ shape: [Int], of numbers: [some FixedWidthInteger]
    ) {
      self.name = name
      self.type = type
      self.shape = shape
      bytes = numbers.flatMap { withUnsafeBytes(of: $0.littleEndian) { Array($0) } }
    }
  }

  public var tensors: [Tensor]
  public var metadata: [String: String]

  public init(_ tensors: [Tensor], metadata: [String: String]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// Puts a tensor in place of the one of its name, or beside the others.
  public mutating func put(_ tensor: Tensor) {
    remove(tensor.name)
    tensors.append(tensor)
  }

  public mutating func remove(_ name: String) { tensors.removeAll { $0.name == name } }

  /// The file's bytes, tensors in order.
  public var bytes: [UInt8] {
    var end = 0
    let texts = metadata.map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
    let entries =
      ["\"__metadata__\":{\(texts.joined(separator: ","))}"]
      + tensors.map { tensor in
        let begin = end
        end += tensor.bytes.count
        return
          "\(Self.quoted(tensor.name)):{\"dtype\":\"\(tensor.type)\",\"shape\":\(tensor.shape),"
          + "\"data_offsets\":[\(begin),\(end)]}"
      }
    let header = Array("{\(entries.joined(separator: ","))}".utf8)
    return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header
      + tensors.flatMap(\.bytes)
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }

  /// Runs `body` with the path of this file, which exists as long.
  public func written<Result>(
    as name: String = "case.safetensors", _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try withExtendedLifetime(folder) { try body(path) }
  }
}

extension CaseFile {
  /// `y = x Wᵀ + b` of 2 samples: x [3, 2], W [4, 2], b [4], in small whole numbers; with a key bias
  /// whose gradient is rounding alone, and a mask that is given.
  public static var affine: CaseFile {
    let x: [Float] = [1, 2, 3, -1, 0, 2, -2, 1, 4, 0, 1, 1]
    let w: [Float] = [1, 0, 2, -1, 0, 3, -1, 1]
    let b: [Float] = [1, 0, -1, 2]
    let cotangent: [Float] = (0..<24).map { Float($0 % 5 - 2) }
    var (y, gradX) = ([Float](repeating: 0, count: 24), [Float](repeating: 0, count: 12))
    var (gradW, gradB) = ([Float](repeating: 0, count: 8), [Float](repeating: 0, count: 4))
    for row in 0..<6 {
      for out in 0..<4 {
        let factor = cotangent[row * 4 + out]
        y[row * 4 + out] = b[out]
        gradB[out] += factor
        for column in 0..<2 {
          y[row * 4 + out] += x[row * 2 + column] * w[out * 2 + column]
          gradX[row * 2 + column] += factor * w[out * 2 + column]
          gradW[out * 2 + column] += factor * x[row * 2 + column]
        }
      }
    }
    return CaseFile(
      [
        Tensor("input.x", [2, 3, 2], floats: x), Tensor("weight.w.weight", [4, 2], floats: w),
        Tensor("weight.w.bias", [4], floats: b), Tensor("weight.key.bias", [2], floats: [1, 2]),
        Tensor("weight.mask", [2, 3], integers: [0, 1, 1, 1, 0, 1]),
        Tensor("output", [2, 3, 4], floats: y), Tensor("cotangent", [2, 3, 4], floats: cotangent),
        Tensor("intermediate.twice", [2, 3, 2], floats: x.map { 2 * $0 }),
        Tensor("intermediate.first", [3, 2], floats: Array(x.prefix(6))),
        Tensor("intermediate.buckets", [2, 3], integers: [0, 1, 2, 2, 1, 90]),
        Tensor("grad.x", [2, 3, 2], floats: gradX), Tensor("grad.w.weight", [4, 2], floats: gradW),
        Tensor("grad.w.bias", [4], floats: gradB),
        Tensor("grad.key.bias", [2], floats: [1e-15, -2e-15]),
      ],
      metadata: [
        "batch": "2",
        "contextcost": #"{"architecture":"affine","part":"mixer","settings":{"rank":7}}"#,
      ])
  }
}
