import Operations

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

extension Ledger {
  /// Bytes that one performance has to move for all sequences: each input and parameter read once,
  /// each result written once.
  ///
  /// Weights are read once for the whole batch, or once for each chunk of rows, and not at all by
  /// what is packed beside another sequence.
  func traffic(
    of entry: Entry, _ precision: Precision, experts: ExpertsTouched = .expected
  ) -> Traffic {
    let term = entry.operation.term
    return entry.transfers.reduce(into: Traffic()) { sum, transfer in
      guard entry.readsParameters || transfer.share == .perSequence else { return }
      let bytes = precision.bytes(
        of: moved(transfer, entry, experts), as: transfer.kind, in: term)
      if transfer.isWritten { sum.written += bytes } else { sum.read += bytes }
    }
  }

  /// Elements of a transfer for all sequences and chunks.
  private func moved(_ transfer: Transfer, _ entry: Entry, _ touched: ExpertsTouched) -> UInt128 {
    switch transfer.share {
    case .perSequence: return transfer.elements * batch
    case .once: return transfer.elements
    case .perChunk: return transfer.elements * UInt128(entry.chunks)
    case .experts(let count, let chosen, let rows):
      let chunks = Double(entry.chunks)
      let positions = Double(rows / chosen) * batch.nearestDouble * packing / chunks
      let matrices = touched.experts(of: count, chosen: chosen, positions: positions) * chunks
      let whole = matrices.rounded(.down)
      return transfer.elements * UInt128(whole)
        + UInt128((transfer.elements.nearestDouble * (matrices - whole)).rounded())
    }
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

extension Precision {
  /// Bytes of elements of a kind, on a term; quantised weights differ by what they are part of.
  fileprivate func bytes(
    of elements: UInt128, as kind: Transfer.Kind, in term: Term?
  ) -> UInt128 {
    switch kind {
    case .activation, .adapter: Precision.bytes(of: elements, bits: activations)
    case .kept: Precision.bytes(of: elements, bits: keyValues)
    case .weight: bytes(ofWeights: elements, in: term ?? .output)
    case .vector: bytes(ofVectors: elements)
    case .table: bytes(ofTable: elements, in: term ?? .embedding)
    }
  }
}
