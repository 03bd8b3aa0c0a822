import Accounting
import Architectures
import Kernels
import Measurement
import Operations

/// A kernel under the roof: what it does by the ledger, and how to do it.
struct RoofSubject {
  let name: String
  let ledger: Ledger
  /// Whether it is held against the bandwidth, not against the peak.
  var isBoundByMemory = false
  let run: () throws -> Void

  /// FLOPs of an element of a norm, as the conventions price it that look at norms: electra, for one.
  private static let flopsOfNorm: UInt128 = 5

  /// A kernel of one engine: it is run once, and the ledger is of what it performs.
  init(
    name: String, on engine: some DeviceEngine, isBoundByMemory: Bool = false,
    run: @escaping () throws -> Void
  ) throws {
    var performed: [(operation: any Operation, inputs: [Operand])] = []
    engine.observer = { performed.append(($0, $1)) }
    try run()
    engine.observer = nil
    self.init(
      name: name, ledger: try Ledger(performing: performed), isBoundByMemory: isBoundByMemory,
      run: run)
  }

  init(
    name: String, ledger: Ledger, isBoundByMemory: Bool = false,
    run: @escaping () throws -> Void
  ) {
    self.name = name
    self.ledger = ledger
    self.isBoundByMemory = isBoundByMemory
    self.run = run
  }

  /// FLOPs of matrix products, masked pairs left out; those of a norm where it is all there is.
  var flops: Double {
    let products = ledger.priced(by: .matmulCausal).total
    guard products == 0 else { return Double(products) }
    let elements = ledger.entries.reduce(UInt128(0)) { sum, entry in
      guard entry.operation is Normalisation else { return sum }
      return sum + entry.repetitions * entry.inputs[0].shape.count
    }
    return Double(Self.flopsOfNorm * elements)
  }

  func bytes(_ type: ElementType) -> Double { Double(ledger.traffic(type.precision).total) }

  func measured(
    _ type: ElementType, threads: Int, seconds: Double, beside reference: MachineRate
  ) throws -> MeasuredRoof.Kernel {
    let (flops, bytes) = (flops, bytes(type))
    let amount = isBoundByMemory ? bytes : flops
    let rate = try Subject(name: name, amount: amount, run: run)
      .rate(beside: reference, seconds: seconds)
    let perUnit = flops / amount
    return MeasuredRoof.Kernel(
      name: name, dtype: type.rawValue, threads: threads, flops: flops, bytes: bytes,
      flopsPerSecond: rate.perSecond * perUnit, low: rate.interval.low * perUnit,
      high: rate.interval.high * perUnit, share: rate.share, fastestShare: rate.fastestShare)
  }
}
