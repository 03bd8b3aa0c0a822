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
  /// rows.
  func traffic(batch: UInt128, chunks: Int, precision: Precision) -> Traffic {
    func activations(_ elements: UInt128) -> UInt128 {
      Precision.bytes(of: elements * batch, bits: precision.activations)
    }
    func table(_ elements: UInt128) -> UInt128 {
      Precision.bytes(of: elements, bits: max(precision.weights, precision.activations))
    }
    switch self {
    case .embedding(let rows, let width, _):
      return Traffic(
        read: table(elements(rows, width) * batch), written: activations(elements(rows, width)))
    case .addition(let rows, let width, let choices):
      return Traffic(
        read: activations(elements(rows, width)) + table(elements(min(rows, choices), width)),
        written: activations(elements(rows, width)))
    case .norm(_, let kind, let rows, let width):
      let parameters = kind == .layer ? 2 * width : width
      return Traffic(
        read: activations(elements(rows, width)) + table(elements(parameters, chunks)),
        written: activations(elements(rows, width)))
    case .rotation(let rows, let width), .concatenation(let rows, let width):
      return Traffic(
        read: activations(elements(rows, width)), written: activations(elements(rows, width)))
    case .gating(let rows, let width, _), .combination(let rows, let width):
      return Traffic(
        read: activations(2 * elements(rows, width)), written: activations(elements(rows, width)))
    case .product(let product):
      return product.traffic(
        batch: batch, chunks: chunks, precision: precision, activations, table)
    case .attention(let attention):
      return attention.traffic(batch: batch, precision: precision, activations)
    }
  }
}

extension Operation.Product {
  fileprivate func traffic(
    batch: UInt128, chunks: Int, precision: Precision,
    _ activations: (UInt128) -> UInt128, _ table: (UInt128) -> UInt128
  ) -> Traffic {
    // Of several matrices, a chunk takes as many as it has rows to divide among them.
    let taking = min(elements(matrices, chunks), elements(rows) * batch)
    let matrix = elements(inputs, outputs) * taking
    // The vocabulary's matrix is the table of tokens, which isn't quantised.
    let weights =
      term == .vocabulary
      ? table(matrix) : Precision.bytes(of: matrix, bits: precision.weights)
    let bias = hasBias ? table(elements(outputs, chunks)) : 0
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
  func traffic(of entry: Entry, _ precision: Precision) -> Traffic {
    entry.operation.traffic(batch: batch, chunks: entry.chunks, precision: precision)
  }

  /// Bytes that the forward pass has to move.
  public func traffic(_ precision: Precision) -> Traffic {
    entries.reduce(Traffic()) { sum, entry in
      sum + traffic(of: entry, precision) * entry.repetitions
    }
  }

  /// The part of it that a term moves.
  ///
  /// All of attention's bytes stand with the scores.
  public func traffic(of term: Term, _ precision: Precision) -> Traffic {
    entries.reduce(Traffic()) { sum, entry in
      entry.operation.term == term
        ? sum + traffic(of: entry, precision) * entry.repetitions
        : sum
    }
  }
}
