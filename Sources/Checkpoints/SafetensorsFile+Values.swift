extension SafetensorsFile {
  /// The values of a tensor of `F32`, `F16` or `BF16`, in the order of the file.
  ///
  /// - Throws: When there is no tensor of that name, or it has another type.
  public func floats(of name: String) throws(CheckpointError) -> [Float] {
    let info = try checkFloats(of: name)
    return [Float](unsafeUninitializedCapacity: info.count) { values, count in
      copyFloats(of: info, to: values)
      count = info.count
    }
  }

  /// The values of a tensor of whole numbers, such as tokens, in the order of the file.
  ///
  /// - Throws: When there is no tensor of that name, it has another type, or a `U64` is beyond
  ///   2⁶³ - 1.
  public func integers(of name: String) throws(CheckpointError) -> [Int] {
    let info = try tensor(name)
    let values =
      switch info.type {
      case .unsigned8: integers(info, UInt8.self)
      case .signed8: integers(info, Int8.self)
      case .unsigned16: integers(info, UInt16.self)
      case .signed16: integers(info, Int16.self)
      case .unsigned32: integers(info, UInt32.self)
      case .signed32: integers(info, Int32.self)
      case .signed64: integers(info, Int64.self)
      case .unsigned64: integers(info, UInt64.self)
      default:
        throw CheckpointError(
          path, tensor: name, "is of \(info.type.rawValue), not whole numbers; use another one")
      }
    guard let values else {
      throw CheckpointError(path, tensor: name, "has a number beyond 2^63; use another one")
    }
    return values
  }

  /// A tensor that `copyFloats` can read.
  func checkFloats(of name: String) throws(CheckpointError) -> TensorInfo {
    let info = try tensor(name)
    switch info.type {
    case .float32, .float16, .bfloat16: return info
    default:
      throw CheckpointError(
        path, tensor: name,
        "is of \(info.type.rawValue); only F32, F16 and BF16 can be read as weights, so use a "
          + "model saved in one of them")
    }
  }

  /// Converts a tensor that has been checked into memory for as many values, or more.
  func copyFloats(of info: TensorInfo, to values: UnsafeMutableBufferPointer<Float>) {
    withBytes(of: info) { bytes in
      switch info.type {
      case .float16:
        convert(bytes, UInt16.self, to: values) { Float(Float16(bitPattern: $0)) }
      case .bfloat16:
        convert(bytes, UInt16.self, to: values) { Float(bitPattern: UInt32($0) << 16) }
      default:
        convert(bytes, UInt32.self, to: values) { Float(bitPattern: $0) }
      }
    }
  }

  private func convert<Bits: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer, _: Bits.Type, to values: UnsafeMutableBufferPointer<Float>,
    _ value: (Bits) -> Float
  ) {
    let width = MemoryLayout<Bits>.size
    for index in 0..<bytes.count / width {
      let bits = bytes.loadUnaligned(fromByteOffset: index * width, as: Bits.self)
      values.initializeElement(at: index, to: value(Bits(littleEndian: bits)))
    }
  }

  /// `nil` when a number isn't an `Int`.
  private func integers<Stored: FixedWidthInteger>(
    _ info: TensorInfo, _: Stored.Type
  ) -> [Int]? {
    withBytes(of: info) { bytes in
      var values: [Int] = []
      values.reserveCapacity(info.count)
      for index in 0..<info.count {
        let offset = index * MemoryLayout<Stored>.size
        let stored = bytes.loadUnaligned(fromByteOffset: offset, as: Stored.self)
        guard let value = Int(exactly: Stored(littleEndian: stored)) else { return nil }
        values.append(value)
      }
      return values
    }
  }
}
