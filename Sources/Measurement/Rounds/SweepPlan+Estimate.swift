extension SweepPlan {
  /// What is expected of a cell.
  public struct Estimate: Codable, Equatable, Sendable {
    /// Calibrations and the reading of counters around a block, and what a visit takes besides.
    public static let sentinelSeconds = 0.035

    public var cell: CellName
    /// ``Cell/digest`` of the cell.
    public var digest: String
    public var positions: Int
    public var usefulFlops: UInt128
    /// Seconds of one pass.
    public var seconds: Double
    /// Whether an untimed pass goes before the timed ones.
    public var isWarmedUp: Bool
    /// Resident memory at most.
    public var bytes: Int
    /// Seconds of one pass by the machine's stored roof; `nil` when there is none.
    public var rooflineSeconds: Double?
    /// Why the cell can't be run at all; `nil` when it can.
    public var obstacle: String?

    /// Seconds of a visit.
    public var visitSeconds: Double {
      guard isWarmedUp else { return seconds + Self.sentinelSeconds }
      // What a short block repeats, and the pass that tells how often.
      let block = max(seconds, TimedBlock.shortest)
      let first = seconds < TimedBlock.shortest ? 2 * seconds : seconds
      return first + block + Self.sentinelSeconds
    }

    public init(
      _ cell: Cell, usefulFlops: UInt128, seconds: Double, isWarmedUp: Bool = false,
      bytes: Int, rooflineSeconds: Double? = nil, obstacle: String? = nil
    ) {
      self.cell = cell.name
      digest = cell.digest
      positions = cell.positions
      self.usefulFlops = usefulFlops
      self.seconds = seconds
      self.isWarmedUp = isWarmedUp
      self.bytes = bytes
      self.rooflineSeconds = rooflineSeconds
      self.obstacle = obstacle
    }

    private enum CodingKeys: String, CodingKey {
      case cell, digest, positions
      case usefulFlops = "useful_flops"
      case seconds = "expected_seconds"
      case isWarmedUp = "warmed_up"
      case bytes = "expected_bytes"
      case rooflineSeconds = "roofline_seconds"
      case obstacle
    }

    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      cell = try values.decode(CellName.self, forKey: .cell)
      digest = try values.decode(String.self, forKey: .digest)
      positions = try values.decode(Int.self, forKey: .positions)
      seconds = try values.decode(Double.self, forKey: .seconds)
      isWarmedUp = try values.decode(Bool.self, forKey: .isWarmedUp)
      bytes = try values.decode(Int.self, forKey: .bytes)
      rooflineSeconds = try values.decodeIfPresent(Double.self, forKey: .rooflineSeconds)
      obstacle = try values.decodeIfPresent(String.self, forKey: .obstacle)
      let text = try values.decode(String.self, forKey: .usefulFlops)
      guard let flops = UInt128(text), positions > 0, seconds.isFinite, seconds > 0, bytes >= 0
      else {
        throw DecodingError.dataCorruptedError(
          forKey: .usefulFlops, in: values, debugDescription: "no estimate of a cell")
      }
      usefulFlops = flops
    }

    public func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(cell, forKey: .cell)
      try values.encode(digest, forKey: .digest)
      try values.encode(positions, forKey: .positions)
      // Beyond 2^53 many readers would round it.
      try values.encode("\(usefulFlops)", forKey: .usefulFlops)
      try values.encode(seconds, forKey: .seconds)
      try values.encode(isWarmedUp, forKey: .isWarmedUp)
      try values.encode(bytes, forKey: .bytes)
      try values.encodeIfPresent(rooflineSeconds, forKey: .rooflineSeconds)
      try values.encodeIfPresent(obstacle, forKey: .obstacle)
    }
  }
}
