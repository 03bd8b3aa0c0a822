import Operations

/// One layer: a sequence mixer and a channel mixer, each with a residual sum and a norm.
struct TransformerLayer: Sendable {
  private let configuration: ModelConfiguration
  private let sequence: any SequenceMixer
  private let attentionNorm: Norm
  /// `nil` in a layer that mixes positions alone.
  private let channel: (any ChannelMixer)?
  private let feedForwardNorm: Norm

  init(_ context: LayerContext, _ mixers: LayerMixers) {
    let configuration = context.model
    self.configuration = configuration
    sequence = mixers.sequence(context)
    attentionNorm = Norm(
      .attentionNorm, kind: configuration.norm, name: "\(context.name).attention.norm",
      width: configuration.hidden, epsilon: configuration.normEpsilon)
    let inner = "\(context.name).feed-forward"
    channel =
      if !mixers.hasChannel {
        nil
      } else if let experts = configuration.experts {
        MixtureOfExperts(configuration, experts, name: inner)
      } else {
        FeedForward(configuration, name: inner)
      }
    feedForwardNorm = Norm(
      .feedForwardNorm, kind: configuration.norm, name: "\(inner).norm",
      width: configuration.hidden, epsilon: configuration.normEpsilon)
  }

  var parameters: [Parameter] {
    sequence.parameters + attentionNorm.parameters
      + (channel.map { $0.parameters + feedForwardNorm.parameters } ?? [])
  }

  func state(after positions: Int) -> [SequenceState] { sequence.state(after: positions) }

  /// `[positions, hidden]` to the same, at most `rowsAtOnce` of them at a time outside the mixer of
  /// positions.
  ///
  /// What stands before the positions is in the engine's cache.
  func forward<E: Engine>(
    _ x: E.Tensor, at positions: Range<Int>, mask: AttentionMask, rowsAtOnce: Int?, on engine: E
  ) throws -> E.Tensor {
    let mixed = try mixedPositions(
      x,
      LayerPass(
        positions, mask: mask, rowsAtOnce: rowsAtOnce,
        norm: configuration.normalisation == .before ? attentionNorm : nil), on: engine)
    guard let channel else { return mixed }
    return try engine.overRows(positions.count, atOnce: rowsAtOnce) { rows in
      try mixedChannels(
        engine.rows(rows, of: mixed), beside: engine.rows(rows, of: x), channel, on: engine)
    }
  }

  /// What the mixer of positions makes of rows, normalised where the norm stands after it.
  private func mixedPositions<E: Engine>(
    _ x: E.Tensor, _ pass: LayerPass, on engine: E
  ) throws -> E.Tensor {
    let mixed = try sequence.forward(x, pass, on: engine)
    return configuration.normalisation == .after ? try engine.norm(mixed, attentionNorm) : mixed
  }

  /// What follows, row by row; a parallel layer reads `x`, as the mixer of positions did.
  private func mixedChannels<E: Engine>(
    _ mixed: E.Tensor, beside x: E.Tensor, _ channel: some ChannelMixer, on engine: E
  ) throws -> E.Tensor {
    switch configuration.normalisation {
    case .before:
      try channel.forward(
        engine.norm(configuration.isParallel ? x : mixed, feedForwardNorm), adding: mixed,
        on: engine)
    case .after:
      try engine.norm(channel.forward(mixed, adding: mixed, on: engine), feedForwardNorm)
    }
  }
}
