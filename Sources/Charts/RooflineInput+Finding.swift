extension RooflineInput {
  private static func isPositive(_ values: Double...) -> Bool {
    values.allSatisfy(Scale.log10.accepts)
  }

  var usableCeilings: [Ceiling] { ceilings.filter { Self.isPositive($0.flopsPerSecond) } }
  var usableBandwidths: [Bandwidth] { bandwidths.filter { Self.isPositive($0.bytesPerSecond) } }
  var usableKernels: [Kernel] {
    kernels.filter { Self.isPositive($0.intensity, $0.flopsPerSecond) }
  }

  /// The bandwidth of a thread count, in bytes per second.
  func bandwidth(threads: Int) -> Double? {
    usableBandwidths.first { $0.threads == threads }?.bytesPerSecond
  }

  /// A kernel's share of what the machine allows at its intensity.
  func share(of kernel: Kernel) -> Double? {
    if let share = kernel.share { return share.isFinite ? share : nil }
    let peak = usableCeilings.first {
      $0.dtype == kernel.dtype && $0.threads == kernel.threads
    }
    guard let peak else { return nil }
    let memory = bandwidth(threads: kernel.threads).map { $0 * kernel.intensity } ?? .infinity
    return kernel.flopsPerSecond / min(peak.flopsPerSecond, memory)
  }

  /// A kernel in words: `attention 4096 f32, 85 %`, with its thread count where others had more.
  func text(of kernel: Kernel) -> String {
    var name = kernel.dtype.isEmpty ? kernel.name : "\(kernel.name) \(kernel.dtype)"
    if kernels.contains(where: { $0.threads > kernel.threads }) {
      name += ", \(RooflineLook.threads(kernel.threads))"
    }
    // A long name may be cut; a number that is cut is another number.
    name = TextMetrics.shortened(name, width: Theme.widestCallout - 60, size: Theme.smallSize)
    return share(of: kernel).map { "\(name), \(Self.percent($0))" } ?? name
  }

  private static func percent(_ share: Double) -> String {
    "\(NumberText.decimal(share * 100, places: share < 0.0995 ? 1 : 0)) %"
  }

  /// The least and the greatest share.
  var finding: String {
    let shares = usableKernels.compactMap { kernel in
      share(of: kernel).map { (name: "\(kernel.name) \(kernel.dtype)", share: $0) }
    }
    guard let least = shares.min(by: { $0.share < $1.share }),
      let most = shares.max(by: { $0.share < $1.share })
    else {
      return usableKernels.isEmpty
        ? "No kernel has been measured yet" : "Kernels and what this machine allows"
    }
    guard shares.count > 1 else {
      return "\(most.name) reaches \(Self.percent(most.share)) of what this machine allows"
    }
    return "Kernels reach from \(Self.percent(least.share)) (\(least.name)) to "
      + "\(Self.percent(most.share)) (\(most.name)) of what this machine allows"
  }
}
