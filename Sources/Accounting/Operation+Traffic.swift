import Architectures

/// Bytes that go between memory and processor.
public struct Traffic: Hashable, Sendable {
  public var read: UInt128
  public var written: UInt128

  public init(read: UInt128 = 0, written: UInt128 = 0) {
    self.read = read
    self.written = written
  }

  public var total: UInt128 { read + written }

  static func + (left: Traffic, right: Traffic) -> Traffic {
    Traffic(read: left.read + right.read, written: left.written + right.written)
  }

  static func * (traffic: Traffic, times: UInt128) -> Traffic {
    Traffic(read: traffic.read * times, written: traffic.written * times)
  }
}

extension Operation {
  /// Bytes that one performance has to move for a batch of sequences: each input and parameter
  /// read once, each result written once.
  ///
  /// Where attention is fused, scores never leave the processor; bias, activation and residual are
  /// folded into their product. Weights are read once for the whole batch, or once for each chunk of
  /// rows, and not at all by what is packed beside another sequence.
  func traffic(_ context: TrafficContext) -> Traffic {
    let (batch, precision) = (context.batch, context.precision)
    func activations(_ elements: UInt128) -> UInt128 {
      Precision.bytes(of: elements * batch, bits: precision.activations)
    }
    switch self {
    case .embedding(let rows, let width, _):
      return Traffic(
        read: precision.bytes(ofTable: elements(rows, width) * batch, in: .embedding),
        written: activations(elements(rows, width)))
    case .addition(let rows, let width, let choices):
      return Traffic(
        read: activations(elements(rows, width))
          + precision.bytes(
            ofTable: context.parameters(elements(min(rows, choices), width)), in: .positions),
        written: activations(elements(rows, width)))
    case .norm(_, let kind, let rows, let width):
      let parameters = kind == .layer ? 2 * width : width
      return Traffic(
        read: activations(elements(rows, width))
          + precision.bytes(ofVectors: context.parameters(elements(parameters, context.chunks))),
        written: activations(elements(rows, width)))
    case .rotation(let rows, let width), .concatenation(let rows, let width):
      return Traffic(
        read: activations(elements(rows, width)), written: activations(elements(rows, width)))
    case .gating(let rows, let width, _), .combination(let rows, let width):
      return Traffic(
        read: activations(2 * elements(rows, width)), written: activations(elements(rows, width)))
    case .product(let product):
      return product.traffic(context, activations)
    case .attention(let attention):
      return attention.traffic(batch: batch, precision: precision, activations)
    }
  }
}

/// What the bytes of an operation depend on beside its sizes.
struct TrafficContext {
  let batch: UInt128
  let chunks: Int
  let precision: Precision
  var experts = ExpertsTouched.expected
  var readsParameters = true
  /// Positions that are processed together with one of the operation's.
  var packing = 1.0

  /// So many parameters, if they are read at all.
  func parameters(_ elements: UInt128) -> UInt128 { readsParameters ? elements : 0 }

  /// Elements that are read of matrices of so many each, for all chunks of a product's rows.
  fileprivate func read(_ elements: UInt128, by product: Operation.Product) -> UInt128 {
    guard product.matrices > 1 else { return parameters(elements * UInt128(chunks)) }
    let positions =
      Double(product.rows / product.chosen) * batch.nearestDouble * packing / Double(chunks)
    let matrices =
      experts.experts(of: product.matrices, chosen: product.chosen, positions: positions)
      * Double(chunks)
    let whole = matrices.rounded(.down)
    return parameters(
      elements * UInt128(whole)
        + UInt128((elements.nearestDouble * (matrices - whole)).rounded()))
  }
}

extension Operation.Product {
  fileprivate func traffic(
    _ context: TrafficContext, _ activations: (UInt128) -> UInt128
  ) -> Traffic {
    let precision = context.precision
    let matrix = context.read(elements(inputs, outputs), by: self)
    let weights =
      switch term {
      // The vocabulary's matrix is the table of tokens, which isn't quantised.
      case .vocabulary: precision.bytes(ofTable: matrix, in: term)
      case .adapters: Precision.bytes(of: matrix, bits: precision.activations)
      default: precision.bytes(ofWeights: matrix, in: term)
      }
    let bias =
      hasBias ? precision.bytes(ofVectors: context.read(elements(outputs), by: self)) : 0
    let residual = hasResidual ? activations(elements(rows, outputs)) : 0
    return Traffic(
      read: activations(elements(rows, inputs)) + weights + bias + residual,
      written: activations(elements(rows, outputs)))
  }
}

extension Operation.Attention {
  fileprivate func traffic(
    batch: UInt128, precision: Precision, _ activations: (UInt128) -> UInt128
  ) -> Traffic {
    let width = elements(pattern.keyValueHeads, pattern.headWidth)
    let queryElements = elements(queries, pattern.heads, pattern.headWidth)
    // The keys that some query sees: with a window, not those long before the first query.
    func seen(_ keys: Int) -> Int { pattern.window.map { min(keys, queries - 1 + $0) } ?? keys }
    let read = sum { step in
      // Keys and values of this pass are activations; those before it come from the cache.
      let fresh = elements(min(seen(step.keys), queries))
      let cached = elements(seen(step.keys)) - fresh
      return activations(queryElements + 2 * fresh * width)
        + Precision.bytes(of: 2 * cached * width * batch, bits: precision.keyValues)
    }
    let written = sum { _ in activations(queryElements) }
    // Stored scores are written by their product, turned into weights in place, and read by the sum.
    let scores = sum { activations($0.storedScores) }
    return Traffic(read: read + 2 * scores, written: written + 2 * scores)
  }
}

extension Ledger {
  /// Bytes that one performance has to move for all sequences.
  func traffic(
    of entry: Entry, _ precision: Precision, experts: ExpertsTouched = .expected
  ) -> Traffic {
    entry.operation.traffic(
      TrafficContext(
        batch: batch, chunks: entry.chunks, precision: precision, experts: experts,
        readsParameters: entry.readsParameters, packing: packing))
  }

  /// Bytes that the forward pass has to move.
  ///
  /// - Parameter experts: Which of a mixture's experts are read; no matter without any.
  public func traffic(
    _ precision: Precision, experts: ExpertsTouched = .expected
  ) -> Traffic {
    entries.reduce(Traffic()) { sum, entry in
      sum + traffic(of: entry, precision, experts: experts) * entry.repetitions
    }
  }

  /// The part of it that a term moves.
  ///
  /// All of attention's bytes stand with the scores.
  public func traffic(
    of term: Term, _ precision: Precision, experts: ExpertsTouched = .expected
  ) -> Traffic {
    entries.reduce(Traffic()) { sum, entry in
      entry.operation.term == term
        ? sum + traffic(of: entry, precision, experts: experts) * entry.repetitions
        : sum
    }
  }
}
