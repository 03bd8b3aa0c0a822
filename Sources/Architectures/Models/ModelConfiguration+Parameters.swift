extension ModelConfiguration {
  /// How many numbers the model learns: what ``Transformer/parameters`` of the whole model sum to.
  ///
  /// By arithmetic, so that it takes no longer for a model of ten thousand layers. The sizes must be
  /// in the ranges of ``validated()``.
  public var parameterCount: UInt128 {
    let (hidden, width) = (UInt128(hidden), UInt128(embeddingWidth))
    let table = UInt128(vocabulary) * width
    var count = table + UInt128(layers) * layerParameterCount
    if width != hidden { count += 2 * width * hidden }
    if case .learned(let offset) = positions {
      count += (UInt128(maximumPositions) + UInt128(offset)) * hidden
    }
    count += UInt128(tokenTypes) * hidden
    if normalisesEmbedding { count += normParameterCount }
    if normalisation == .before { count += normParameterCount }
    switch head {
    case .hiddenStates: break
    case .vocabulary: count += tiesEmbedding ? 0 : table
    case .maskedVocabulary:
      count += tiesEmbedding ? 0 : table
      count += (width + 1) * width + normParameterCount(of: width) + UInt128(vocabulary)
    case .pooler: count += hidden * hidden + hidden
    case .classifier(let labels): count += (hidden + 1) * (hidden + UInt128(labels))
    case .positionLabels(let labels, let hasBias):
      count += (width + (hasBias ? 1 : 0)) * UInt128(labels)
    }
    return count
  }

  private var layerParameterCount: UInt128 {
    let hidden = UInt128(hidden)
    let queries = UInt128(queryWidth)
    let turned = queries + 2 * UInt128(keyValueWidth)
    var count = hidden * turned + queries * hidden + 2 * normParameterCount
    if biases.contains(.queryKeyValue) { count += turned }
    if biases.contains(.output) { count += hidden }
    guard let experts else { return count + feedForwardParameterCount }
    return count + UInt128(experts.count) * (hidden + feedForwardParameterCount)
  }

  private var feedForwardParameterCount: UInt128 {
    let (hidden, width) = (UInt128(hidden), UInt128(feedForward))
    let up = isGated ? 2 * width : width
    return (up + width) * hidden + (biases.contains(.feedForward) ? up + hidden : 0)
  }

  private var normParameterCount: UInt128 { normParameterCount(of: UInt128(hidden)) }

  private func normParameterCount(of width: UInt128) -> UInt128 {
    (norm == .layer ? 2 : 1) * width
  }
}
