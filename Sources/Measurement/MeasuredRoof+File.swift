import Foundation

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

  /// A roof is a few pages; what is longer is something else.
  private static let largestFile = 256 << 10

  /// Where the roof of a machine is to be, and whether anything is there.
  ///
  /// - Parameter results: The folder of results; `nil` for one's own, or else those that are committed.
  public static func place(
    fingerprint: String, in results: String?
  ) -> (path: String, isThere: Bool) {
    let places = results.map { [$0] } ?? [ResultsFolder.own, ResultsFolder.committed]
    let paths = places.map { path(fingerprint: fingerprint, in: $0) }
    guard let path = paths.first(where: { access($0, F_OK) == 0 }) else { return (paths[0], false) }
    return (path, true)
  }

  /// The roof that was measured on the machine of that fingerprint.
  ///
  /// - Parameter results: The folder of results; `nil` for one's own, or else those that are committed.
  public static func load(
    fingerprint: String, from results: String?
  ) throws(MeasuredRoofError) -> MeasuredRoof {
    let (path, isThere) = place(fingerprint: fingerprint, in: results)
    guard isThere else {
      throw MeasuredRoofError(
        "this machine has not been measured: there is no \(path); run `swift run bench roof` here")
    }
    let roof = try read(path)
    guard roof.fingerprint == fingerprint else {
      throw MeasuredRoofError(
        "\(path) holds no roof of this machine; run `swift run bench roof` to measure it again")
    }
    return roof
  }

  /// The roof that a file holds, of whatever machine.
  public static func read(_ path: String) throws(MeasuredRoofError) -> MeasuredRoof {
    do throws(StoredFileProblem) {
      return try read(path, atMost: largestFile)
    } catch {
      // The first version is read too.
      guard let first = try? FirstVersion.read(path, atMost: largestFile) else {
        throw MeasuredRoofError(
          "\(path) holds no roof: \(error); run `swift run bench roof` to measure it again")
      }
      let roof = MeasuredRoof(first)
      guard let problem = roof.problem else { return roof }
      throw MeasuredRoofError(
        "\(path) holds no roof: \(problem); run `swift run bench roof` to measure it again")
    }
  }

  public var problem: String? {
    guard isPlausible else { return "a figure of it is none that a machine could have" }
    return kernels.lazy.compactMap { kernel in
      peak(kernel.dtype, threads: kernel.threads).flatMap { peak in
        kernel.flopsPerSecond > MeasuredRate.most * peak
          ? "\(kernel.name) can't reach \(MeasuredRate.text(kernel.flopsPerSecond, peak: peak))"
          : nil
      }
    }.first
  }

  /// Kernel and machine take turns, so that others slow both down alike.
  private static let mostShare = 2.0

  /// Whether every figure is one that a machine could have, and predictions have what they need.
  private var isPlausible: Bool {
    let rates = peaks.map(\.flopsPerSecond) + bandwidths.map(\.bytesPerSecond)
    let parts = shares.flatMap { [$0.products, $0.attention] }
    let threads = peaks.map(\.threads) + bandwidths.map(\.threads) + shares.map(\.threads)
    let drawn = kernels.flatMap {
      [$0.flops, $0.bytes, $0.flopsPerSecond, $0.share, $0.fastestShare]
    }
    return rates.allSatisfy { $0.isFinite && $0 > 1e6 && $0 < 1e18 }
      && parts.allSatisfy { $0 > 1e-4 && $0 <= Self.mostShare }
      // Caches are faster than memory.
      && shares.map(\.bandwidth).allSatisfy { $0 > 1e-4 && $0 < 1e3 }
      && kernels.allSatisfy { $0.low <= $0.flopsPerSecond && $0.flopsPerSecond <= $0.high }
      && drawn.allSatisfy { $0.isFinite && $0 > 0 }
      && memoryBytes > 0 && threads.allSatisfy { $0 > 0 } && !shares.isEmpty
      && shares.allSatisfy {
        peak($0.dtype, threads: $0.threads) != nil && bandwidth(threads: $0.threads) != nil
      }
  }
}

/// `contextcost.roof/1`: f32 on one number of threads, without kernels.
private struct FirstVersion: StoredFile {
  static let schema: String = "contextcost.roof/1"
  var problem: String? { nil }

  let schema: String
  let fingerprint: String
  let processor: String
  let threads: Int
  let memoryBytes: Int
  let peakFlopsPerSecond: Double
  let bandwidthBytesPerSecond: Double
  let productShare: Double
  let attentionShare: Double
  let bandwidthShare: Double
  let commit: String
  let measured: String
  let command: [String]
}

extension MeasuredRoof {
  fileprivate init(_ first: FirstVersion) {
    self.init(
      fingerprint: first.fingerprint, processor: first.processor, memoryBytes: first.memoryBytes,
      model: nil,
      peaks: [
        Peak(dtype: "f32", threads: first.threads, flopsPerSecond: first.peakFlopsPerSecond)
      ],
      bandwidths: [
        Bandwidth(threads: first.threads, bytesPerSecond: first.bandwidthBytesPerSecond)
      ],
      shares: [
        Shares(
          dtype: "f32", threads: first.threads, products: first.productShare,
          attention: first.attentionShare, bandwidth: first.bandwidthShare)
      ],
      kernels: [], commit: first.commit, measured: first.measured, command: first.command)
  }
}
