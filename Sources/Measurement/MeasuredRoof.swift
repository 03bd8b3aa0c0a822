import Foundation

/// What `bench roof` found this machine to reach, as it is stored and read back.
public struct MeasuredRoof: Codable, Equatable, Sendable {
  /// The version of the format.
  public static let schema = "contextcost.roof/1"

  public var schema = MeasuredRoof.schema
  public var fingerprint: String
  public var processor: String
  public var threads: Int
  public var memoryBytes: Int
  /// FLOPs a second of independent fused multiply-adds in registers, f32.
  public var peakFlopsPerSecond: Double
  /// Bytes a second that a copy of much more than the caches hold reads and writes.
  public var bandwidthBytesPerSecond: Double
  /// What products with weights reach of the peak, at one segment of one model.
  public var productShare: Double
  /// What attention reaches of the peak, at one segment of one model.
  public var attentionShare: Double
  /// What norms and copies reach of the bandwidth; above 1, since a segment stays in caches.
  public var bandwidthShare: Double
  /// The commit, the time (ISO 8601) and the command of the measurement.
  public var commit: String
  public var measured: String
  public var command: [String]

  public init(
    fingerprint: String, processor: String, threads: Int, memoryBytes: Int,
    peakFlopsPerSecond: Double, bandwidthBytesPerSecond: Double, productShare: Double,
    attentionShare: Double, bandwidthShare: Double, commit: String, measured: String,
    command: [String]
  ) {
    self.fingerprint = fingerprint
    self.processor = processor
    self.threads = threads
    self.memoryBytes = memoryBytes
    self.peakFlopsPerSecond = peakFlopsPerSecond
    self.bandwidthBytesPerSecond = bandwidthBytesPerSecond
    self.productShare = productShare
    self.attentionShare = attentionShare
    self.bandwidthShare = bandwidthShare
    self.commit = commit
    self.measured = measured
    self.command = command
  }
}

/// Why a stored roof can't be had, in a sentence for the user.
public struct MeasuredRoofError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension MeasuredRoof {
  /// Where the roof of a machine is kept below a folder of results.
  public static func path(fingerprint: String, in results: String) -> String {
    "\(results)/roofs/\(fingerprint).json"
  }

  /// A roof is a few lines; what is longer is something else.
  private static let largestFile = 64 << 10

  /// The roof that was measured on the machine of that fingerprint.
  ///
  /// - Parameter results: The folder of results, `Results` unless told otherwise.
  public static func load(
    fingerprint: String, from results: String
  ) throws(MeasuredRoofError) -> MeasuredRoof {
    let path = path(fingerprint: fingerprint, in: results)
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw MeasuredRoofError(
        "this machine has not been measured: there is no \(path); run `swift run bench roof` here")
    }
    defer { try? file.close() }
    guard let data = try? file.read(upToCount: largestFile + 1), data.count <= largestFile else {
      throw MeasuredRoofError("\(path) can't be read, or is longer than a roof is; measure again")
    }
    guard let roof = try? JSONDecoder().decode(MeasuredRoof.self, from: data),
      roof.schema == schema, roof.fingerprint == fingerprint, roof.isPlausible
    else {
      throw MeasuredRoofError(
        "\(path) holds no roof of this machine; run `swift run bench roof` to measure it again")
    }
    return roof
  }

  /// The text of the file that ``load(fingerprint:from:)`` reads.
  ///
  /// - Throws: When a figure isn't finite.
  public func fileContents() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// Whether every figure is one that a machine could have.
  private var isPlausible: Bool {
    let rates = [peakFlopsPerSecond, bandwidthBytesPerSecond]
    let shares = [productShare, attentionShare, bandwidthShare]
    return rates.allSatisfy { $0.isFinite && $0 > 1e6 && $0 < 1e18 }
      && shares.allSatisfy { $0.isFinite && $0 > 1e-4 && $0 < 1e4 }
      && memoryBytes > 0 && threads > 0
  }
}
