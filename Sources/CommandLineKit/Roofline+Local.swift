import Accounting
import Measurement

extension Roofline {
  /// The roof of this machine as `bench roof` stored it.
  ///
  /// - Parameters:
  ///   - results: The folder of results.
  ///   - efficiency: What kernels reach, in place of what was measured.
  ///   - threads: What it has to have been measured on; `nil` takes it as it is.
  /// - Throws: A sentence when nothing, or nothing that makes sense, is stored.
  public static func local(
    results: String, precision: Precision = .single, efficiency: Efficiency? = nil,
    threads: Int? = nil
  ) throws(CommandLineError) -> Roofline {
    let roof: MeasuredRoof
    do throws(MeasuredRoofError) {
      roof = try MeasuredRoof.load(
        fingerprint: MachineProfile.currentFingerprint, from: results)
    } catch {
      throw CommandLineError("\(error)")
    }
    guard threads ?? roof.threads == roof.threads else {
      throw CommandLineError(
        "the stored roof is of \(roof.threads) threads; run `bench roof` with as many as here")
    }
    return Roofline(
      Hardware(roof), precision: precision, efficiency: efficiency ?? Efficiency(roof))
  }
}

extension Hardware {
  /// This machine, as it was measured.
  init(_ roof: MeasuredRoof) {
    let source = "measured by `bench roof` at \(roof.measured), commit \(roof.commit)"
    self.init(
      name: "local", title: "\(roof.processor), \(roof.threads) threads",
      peaks: [32: Figure(roof.peakFlopsPerSecond, source: source)],
      bandwidth: Figure(roof.bandwidthBytesPerSecond, source: source),
      memory: Figure(Double(roof.memoryBytes), source: "the operating system"))
  }
}

extension Efficiency {
  /// What this machine's kernels reach, as it was measured.
  init(_ roof: MeasuredRoof) {
    self.init(
      products: roof.productShare, attention: roof.attentionShare,
      bandwidth: roof.bandwidthShare)
  }
}
