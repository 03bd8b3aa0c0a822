extension Precision {
  /// What a width is given for, in the order written.
  public enum Part: String, Hashable, Sendable, CaseIterable {
    case weights = "w"
    case activations = "a"
    case keyValues = "kv"

    /// The widths it may have, in bits.
    public var widths: [Int] {
      switch self {
      case .weights: [2, 3, 4, 6, 8, 16, 32]
      case .activations: [8, 16, 32]
      case .keyValues: [2, 4, 8, 16, 32]
      }
    }
  }
}

extension Precision.Part {
  /// Throws when the part may not have that many bits.
  func check(_ bits: Int) throws(PrecisionError) {
    guard widths.contains(bits) else { throw .width(self, bits: bits) }
  }

  /// What users call it.
  var noun: String {
    switch self {
    case .weights: "weights"
    case .activations: "activations"
    case .keyValues: "key-value cache"
    }
  }

  /// The widths as a sentence lists them: `8, 16 or 32`.
  var listedWidths: String {
    widths.dropLast().map(String.init).joined(separator: ", ") + " or \(widths[widths.count - 1])"
  }
}
