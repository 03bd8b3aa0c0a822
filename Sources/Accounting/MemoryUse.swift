import Architectures
import Operations

/// Bytes that a pass needs, by what they are for.
public struct MemoryUse: Hashable, Sendable {
  /// Parameters.
  public var weights: UInt128 = 0
  /// Scales and zero points of quantised weights, where they stand beside them.
  public var scales: UInt128 = 0
  /// The most that tensors hold at one time; in training, what the backward pass needs of them.
  public var activations: UInt128 = 0
  /// Keys and values of earlier positions, where more positions can follow.
  public var cache: UInt128 = 0
  /// Rows that a recurrent architecture carries from segment to segment.
  public var state: UInt128 = 0
  public var gradients: UInt128 = 0
  /// What the optimiser keeps of each parameter.
  public var optimizer: UInt128 = 0

  public var total: UInt128 {
    weights + scales + activations + cache + state + gradients + optimizer
  }
}

/// What updates the parameters, by the 32-bit numbers it keeps of each.
public enum Optimizer: String, Hashable, Sendable, CaseIterable {
  /// Two moments, and a copy of the parameter where it is narrower: Kingma and Ba, arXiv 1412.6980;
  /// with 16-bit weights and gradients 16 bytes a parameter, Rajbhandari et al., arXiv 1910.02054.
  case adam
  /// No moments; a copy of the parameter where it is narrower.
  case sgd
  /// Parameters stay as they are: gradients of activations alone.
  case none

  fileprivate func bytes(perParameterOf weightBits: Int) -> UInt128 {
    let copy: UInt128 = weightBits < 32 ? 4 : 0
    switch self {
    case .adam: return 8 + copy
    case .sgd: return copy
    case .none: return 0
    }
  }
}

/// How memory is used: widths of numbers, and what training keeps.
public struct MemoryPlan: Hashable, Sendable {
  public var precision: Precision
  public var optimizer: Optimizer
  /// Segments that gradients flow back through; `nil` is all of them.
  public var backpropagatedSegments: Int?

  public init(
    precision: Precision, optimizer: Optimizer = .adam, backpropagatedSegments: Int? = nil
  ) {
    self.precision = precision
    self.optimizer = optimizer
    self.backpropagatedSegments = backpropagatedSegments
  }
}

extension Pass {
  /// The memory of this pass.
  ///
  /// - Parameters:
  ///   - ledger: Of this pass.
  ///   - parameters: Of its model.
  /// - Throws: ``PassError`` when weights of so narrow a type can't be trained.
  public func memory(
    _ plan: MemoryPlan, ledger: Ledger, parameters: ParameterCounts
  ) throws -> MemoryUse {
    try check(plan)
    var use = MemoryUse()
    use.weights = parameters.bytes(plan.precision)
    use.scales = plan.precision.stored?.scaleBytes ?? 0
    for (sequence, count) in sequences {
      let own = packed.isEmpty ? ledger : try sequence.ledger(parameters: parameters)
      try sequence.add(to: &use, plan, own, times: UInt128(count))
    }
    guard recomputation != nil else { return use }
    let trained: UInt128
    let bits: Int
    if let adapters {
      (trained, bits) = (
        adapters.parameters(of: model.configuration), plan.precision.activations
      )
      use.weights += Precision.bytes(of: trained, bits: bits)
    } else {
      (trained, bits) = (parameters.total, plan.precision.weights)
    }
    if plan.optimizer != .none {
      use.gradients =
        adapters == nil
        ? parameters.bytes(plan.precision) : Precision.bytes(of: trained, bits: bits)
    }
    use.optimizer = trained * plan.optimizer.bytes(perParameterOf: bits)
    return use
  }

  /// What a sequence takes beside the parameters.
  private func add(
    to use: inout MemoryUse, _ plan: MemoryPlan, _ ledger: Ledger, times count: UInt128
  ) throws {
    use.state += stateBytes(plan.precision) * count
    guard let recomputation else {
      use.activations +=
        Precision.bytes(
          of: ledger.peakElements * UInt128(batch), bits: plan.precision.activations) * count
      use.cache += cacheBytes(plan.precision) * count
      return
    }
    use.activations +=
      Precision.bytes(
        of: try backpropagated(plan, ledger).savedElements(recomputation),
        bits: plan.precision.activations) * count
  }

  /// What a recurrent architecture carries: memory, or the state of a recurrence.
  public func stateBytes(_ precision: Precision) -> UInt128 {
    Precision.bytes(of: kept(.recurrent), bits: precision.activations)
  }

  /// Keys and values of all positions so far that a next one would look at; 0 where none can follow.
  public func cacheBytes(_ precision: Precision) -> UInt128 {
    guard model.configuration.head.isFollowed else { return 0 }
    return Precision.bytes(of: kept(.keyValues), bits: precision.keyValues)
  }

  /// Elements that all sequences keep.
  private func kept(_ kind: SequenceState.Kind) -> UInt128 {
    UInt128(batch)
      * program.state(after: cached + positions).reduce(0) {
        $1.kind == kind ? $0 + $1.shape.count : $0
      }
  }

  /// The ledger of the segments that gradients flow back through.
  private func backpropagated(_ plan: MemoryPlan, _ ledger: Ledger) throws -> Ledger {
    guard let segments = plan.backpropagatedSegments,
      let cut = program.segmentation(of: positions), cut.count > segments
    else { return ledger }
    var part = self
    part.positions = segments * cut.length
    return try part.ledger(parameters: ledger.parameters)
  }
}

extension ParameterCounts {
  /// Bytes of all parameters.
  ///
  /// Narrow weights are those of the layers' matrices; tables, norms and biases stay as wide as
  /// activations, as quantised checkpoints have them.
  public func bytes(_ precision: Precision) -> UInt128 {
    if let weights = precision.stored { return weights.bytes }
    return stored.reduce(UInt128(0)) { sum, part in
      let bits =
        part.key == .matrices
        ? precision.weights : max(precision.weights, precision.activations)
      return sum + Precision.bytes(of: part.value, bits: bits)
    }
  }
}
