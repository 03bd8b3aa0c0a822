import Architectures
import Operations

/// How close kernels come to a processor's limits, each at most its share of a peak.
public struct Efficiency: Hashable, Sendable {
  /// Of the multiply-add peak, in products with weights.
  public var products: Double
  /// Of the multiply-add peak, in attention.
  public var attention: Double
  /// Of the memory's bandwidth; more than 1 where what is measured stays in caches.
  public var bandwidth: Double

  public init(products: Double, attention: Double, bandwidth: Double) {
    self.products = products
    self.attention = attention
    self.bandwidth = bandwidth
  }

  /// Everything at the limit: the least time that is possible.
  public static let perfect = Efficiency(products: 1, attention: 1, bandwidth: 1)
}

/// Predicts time: each operation takes the longer of computing at the peak and moving its bytes.
///
/// Williams, Waterman and Patterson 2009. Operations follow each other, so times add up.
public struct Roofline: Hashable, Sendable {
  public let hardware: Hardware
  public let precision: Precision
  public let efficiency: Efficiency
  /// Whether rows go through in the program's chunks, each of which reads the weights anew; else all
  /// at once.
  public let takesChunks: Bool

  /// - Parameter takesChunks: For a machine whose kernels are known to; without, the time is the least.
  public init(
    _ hardware: Hardware, precision: Precision, efficiency: Efficiency = .perfect,
    takesChunks: Bool = false
  ) {
    self.hardware = hardware
    self.precision = precision
    self.efficiency = efficiency
    self.takesChunks = takesChunks
  }

  /// A predicted time and what it is made of.
  public struct Estimate: Hashable, Sendable {
    public internal(set) var seconds = 0.0
    /// The part in operations that wait for the processor, not for memory.
    public internal(set) var computeBoundSeconds = 0.0
  }

  /// The time of a ledger; `nil` when the hardware has no peak for so wide operands.
  ///
  /// Only pairs that the mask admits are computed. Training repeats what each operation does:
  /// twice for the backward pass, or once where the weights are frozen, and once more for what is
  /// recomputed.
  public func time(_ ledger: Ledger, training: Recomputation? = nil) -> Estimate? {
    guard let peak = hardware.peak(bits: precision.activations)?.value else { return nil }
    var estimate = Estimate()
    for entry in ledger.entries {
      let passes =
        Self.passes(entry.operation, training, isFrozen: ledger.adapters != nil)
        * entry.repetitions.nearestDouble
      let compute =
        2 * entry.multiplyAdds.nearestDouble * ledger.batch.nearestDouble
        / (peak * computeEfficiency(entry))
      let traffic = ledger.traffic(of: entry, precision)
      let moving =
        traffic.total.nearestDouble / (hardware.bandwidth.value * efficiency.bandwidth)
      estimate.seconds += passes * max(compute, moving)
      if compute >= moving { estimate.computeBoundSeconds += passes * compute }
    }
    return estimate
  }

  private static func passes(
    _ operation: any Operation, _ training: Recomputation?, isFrozen: Bool
  ) -> Double {
    guard let training else { return 1 }
    let passes = operation.term.map(training.includes) == true ? 4.0 : 3
    // A frozen product has no gradient of its weights.
    guard isFrozen, operation is Product, operation.term != .adapters else { return passes }
    return passes - 1
  }

  private func computeEfficiency(_ entry: Ledger.Entry) -> Double {
    entry.operation.term?.isAttention == true ? efficiency.attention : efficiency.products
  }
}

extension Pass {
  /// What the pass does on a roofline's hardware, given what it does in the program's chunks of rows.
  ///
  /// - Throws: As ``ledger(parameters:)``.
  public func ledger(on roofline: Roofline, inChunks ledger: Ledger) throws -> Ledger {
    guard !roofline.takesChunks, let rows = model.rowsAtOnce, positions > rows else {
      return ledger
    }
    var pass = self
    pass.model.rowsAtOnce = nil
    return try pass.ledger(parameters: ledger.parameters)
  }
}

extension Ledger.Entry {
  /// Multiply-adds of one performance for one sequence, masked pairs left out.
  fileprivate var multiplyAdds: UInt128 {
    let pairs = subject.pairs.map { CountedPairs($0, by: .admitted) }
    return charges.reduce(0) { sum, charge in
      guard charge.work.isMultiplyAdd, charge.work.isDone else { return sum }
      return sum + (pairs?.amount(of: charge) ?? charge.amount)
    }
  }
}
