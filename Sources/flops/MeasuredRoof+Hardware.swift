import Accounting
import Measurement

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
