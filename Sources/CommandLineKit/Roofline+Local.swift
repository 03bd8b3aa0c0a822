import Accounting
import Measurement
import Text

extension Roofline {
  /// The roof of this machine as `bench roof` stored it.
  ///
  /// - Parameters:
  ///   - results: The folder of results; `nil` for one's own, or else those that are committed.
  ///   - precision: The type whose peak and efficiencies are taken. Without `threads`, where it wasn't
  ///     measured, f32's stand in for it.
  ///   - efficiency: What kernels reach, in place of what was measured.
  ///   - threads: What it has to have been measured on, in that very type; `nil` takes the most that
  ///     this process has processors for.
  /// - Throws: A sentence when nothing, or nothing that makes sense, is stored.
  public static func local(
    results: String?, precision: Precision = .single, efficiency: Efficiency? = nil,
    threads: Int? = nil
  ) throws(CommandLineError) -> Roofline {
    var roof: MeasuredRoof
    let limits = ResourceLimits.current
    do throws(MeasuredRoofError) {
      roof = try MeasuredRoof.load(
        fingerprint: MachineProfile.currentFingerprint, from: results)
    } catch {
      throw CommandLineError("\(error)")
    }
    roof.memoryBytes = min(roof.memoryBytes, limits.memoryLimitBytes ?? .max)
    return try Roofline(
      roof, precision: precision, efficiency: efficiency, threads: threads,
      processors: limits.processors)
  }

  /// The same for what can do without: `nil` where nothing is stored, and where what is stored can't
  /// be used, of which `note` is told.
  public static func localIfStored(
    results: String?, precision: Precision, threads: Int,
    note: (String) -> Void = { StandardError.note([$0]) }
  ) -> Roofline? {
    let place = MeasuredRoof.place(
      fingerprint: MachineProfile.currentFingerprint, in: results)
    guard place.isThere else { return nil }
    do throws(CommandLineError) {
      return try local(results: results, precision: precision, threads: threads)
    } catch {
      note("no times are predicted: \(error)")
      return nil
    }
  }

  /// The same of a roof that is there.
  init(
    _ roof: MeasuredRoof, precision: Precision, efficiency: Efficiency?, threads: Int?,
    processors: Int = .max
  ) throws(CommandLineError) {
    let dtype = precision.activations > 16 ? "f32" : "bf16"
    let count = threads ?? roof.mostThreads(upTo: processors) ?? processors
    let exact = roof.shares(dtype, threads: count)
    guard let shares = exact ?? (threads == nil ? roof.shares("f32", threads: count) : nil),
      let hardware = Hardware(roof, threads: count)
    else {
      let known = roof.shares.map { "\($0.dtype) on \($0.threads)" }.joined(separator: ", ")
      throw CommandLineError(
        "the stored roof isn't of \(dtype) on \(Plural.text(count, "thread")) but of \(known); run `bench roof` "
          + "with as many as here")
    }
    self.init(
      hardware, precision: precision, efficiency: efficiency ?? Efficiency(shares),
      takesChunks: true)
  }
}

extension Hardware {
  /// This machine on so many threads, as it was measured; `nil` when it wasn't on so many.
  init?(_ roof: MeasuredRoof, threads: Int) {
    guard let bandwidth = roof.bandwidth(threads: threads) else { return nil }
    let source = "measured by `bench roof` at \(roof.measured), commit \(roof.commit)"
    var peaks: [Int: Figure] = [:]
    for (dtype, bits) in [("f32", 32), ("bf16", 16)] {
      peaks[bits] = roof.peak(dtype, threads: threads).map { Figure($0, source: source) }
    }
    self.init(
      name: "local", title: "\(roof.processor), \(Plural.text(threads, "thread"))", peaks: peaks,
      bandwidth: Figure(bandwidth, source: source),
      memory: Figure(Double(roof.memoryBytes), source: "the operating system"))
  }
}

extension Efficiency {
  /// What this machine's kernels reach, as it was measured.
  init(_ shares: MeasuredRoof.Shares) {
    self.init(
      products: shares.products, attention: shares.attention, bandwidth: shares.bandwidth)
  }
}
