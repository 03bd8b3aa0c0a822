import Architectures
import Operations

/// What is trained in place of the weights, which are frozen: for each matrix `W` a product of two
/// narrow ones, `W x + B (A x)`, with `A` `[rank, inputs]` and `B` `[outputs, rank]`.
///
/// LoRA: Hu et al., arXiv 2106.09685, section 4. The factor `alpha / rank` is part of `B`.
public struct LowRankAdapters: Hashable, Sendable {
  public let rank: Int
  /// The matrices that have adapters; one that holds queries, keys and values together has one if
  /// any of the three is meant.
  public let targets: Set<WeightRole>

  public init(rank: Int, targets: Set<WeightRole>) {
    self.rank = rank
    self.targets = targets
  }

  /// Whether a matrix has one.
  func adapts(_ role: WeightRole) -> Bool {
    targets.contains(role)
      || role == .queryKeyValue && !targets.isDisjoint(with: [.query, .key, .value])
  }

  /// The matrices of one layer that have adapters; all layers are alike.
  func matrices(of model: ModelConfiguration) -> [WeightMatrix] {
    model.weightMatrices.filter { $0.layer == 0 && adapts($0.role) }
  }

  /// Parameters of all adapters.
  public func parameters(of model: ModelConfiguration) -> UInt128 {
    count(of: model, copies: \.copies)
  }

  /// Parameters of the adapters that one position goes through.
  func activeParameters(of model: ModelConfiguration) -> UInt128 {
    count(of: model) { $0.copies == 1 ? 1 : model.experts?.active ?? 1 }
  }

  private func count(
    of model: ModelConfiguration, copies: (WeightMatrix) -> Int
  ) -> UInt128 {
    matrices(of: model).reduce(UInt128(0)) {
      $0 + elements(rank, $1.inputs + $1.outputs, copies($1))
    } * UInt128(model.layers)
  }
}

extension Ledger {
  /// The same work with adapters beside the products that have them; the weights are frozen.
  func adapted(by adapters: LowRankAdapters, in model: ModelConfiguration) -> Ledger {
    var ledger = self
    ledger.removeEntries()
    let matrices = adapters.matrices(of: model)
    for entry in entries {
      ledger.record(entry.subject, times: entry.repetitions)
      guard let product = entry.operation as? Product else { continue }
      for matrix in matrices where product.multiplies(matrix, entry.inputs[1].shape, of: model) {
        let rows = entry.inputs[0].shape.rows
        func record(_ inputs: Int, _ outputs: Int, hasResidual: Bool) {
          let result = Shape(rows: rows, columns: outputs)
          let operands = [
            Operand(Shape(rows: rows, columns: inputs)),
            Operand(Shape(rows: outputs, columns: inputs), parameter: .adapter),
          ]
          ledger.record(
            Entry.Subject(
              Product(
                .adapters, hasBias: false, hasResidual: hasResidual, experts: product.experts),
              on: operands + (hasResidual ? [Operand(result)] : []), results: [result],
              inChunks: entry.chunks, readsParameters: entry.readsParameters),
            times: entry.repetitions)
        }
        record(matrix.inputs, adapters.rank, hasResidual: false)
        record(adapters.rank, matrix.outputs, hasResidual: true)
      }
    }
    ledger.adapters = adapters
    return ledger
  }
}

extension Product {
  /// Whether the product with a weight of this shape is that with a matrix of that kind.
  func multiplies(
    _ matrix: WeightMatrix, _ weight: Shape, of model: ModelConfiguration
  ) -> Bool {
    guard term == matrix.role.term else { return false }
    guard term == .feedForward else { return true }
    // A gate and what it gates are one product; without a gate the first product has the activation.
    let isFirst = model.isGated ? weight.rows == 2 * model.feedForward : activation != nil
    return isFirst == (matrix.role != .down)
  }
}
