extension ModelConfiguration {
  /// Every matrix and table, in the order a forward pass meets them; gates apart from what they
  /// gate, and queries, keys and values apart where the family keeps them so.
  ///
  /// Norms and biases are the rest of ``parameterCount``.
  public var weightMatrices: [WeightMatrix] {
    var matrices = [WeightMatrix(.embedding, outputs: vocabulary, inputs: embeddingWidth)]
    if embeddingWidth != hidden {
      matrices.append(WeightMatrix(.projectIn, outputs: hidden, inputs: embeddingWidth))
    }
    if case .learned(let offset) = positions {
      matrices.append(
        WeightMatrix(.positions, outputs: maximumPositions + offset, inputs: hidden))
    }
    if tokenTypes > 0 {
      matrices.append(WeightMatrix(.positions, outputs: tokenTypes, inputs: hidden))
    }
    for layer in 0..<layers { matrices += matricesOfLayer(layer) }
    if embeddingWidth != hidden {
      matrices.append(WeightMatrix(.projectOut, outputs: embeddingWidth, inputs: hidden))
    }
    return matrices + matricesOfHead
  }

  private var matricesOfHead: [WeightMatrix] {
    let vocabularyMatrix =
      tiesEmbedding
      ? [] : [WeightMatrix(.vocabulary, outputs: vocabulary, inputs: embeddingWidth)]
    switch head {
    case .hiddenStates: return []
    case .vocabulary: return vocabularyMatrix
    case .maskedVocabulary:
      return [WeightMatrix(.headTransform, outputs: embeddingWidth, inputs: embeddingWidth)]
        + vocabularyMatrix
    case .pooler: return [WeightMatrix(.pooler, outputs: hidden, inputs: hidden)]
    case .classifier(let labels):
      return [
        WeightMatrix(.pooler, outputs: hidden, inputs: hidden),
        WeightMatrix(.classifier, outputs: labels, inputs: hidden),
      ]
    case .positionLabels(let labels, _):
      return [WeightMatrix(.classifier, outputs: labels, inputs: embeddingWidth)]
    }
  }

  private func matricesOfLayer(_ layer: Int) -> [WeightMatrix] {
    func matrix(_ role: WeightRole, _ outputs: Int, _ inputs: Int, copies: Int = 1) -> WeightMatrix
    {
      WeightMatrix(role, layer: layer, outputs: outputs, inputs: inputs, copies: copies)
    }
    let copies = experts?.count ?? 1
    let projections =
      keepsProjectionsTogether
      ? [matrix(.queryKeyValue, queryWidth + 2 * keyValueWidth, hidden)]
      : [
        matrix(.query, queryWidth, hidden), matrix(.key, keyValueWidth, hidden),
        matrix(.value, keyValueWidth, hidden),
      ]
    return projections + [matrix(.output, hidden, queryWidth)]
      + (experts.map { [matrix(.router, $0.count, hidden)] } ?? [])
      + (isGated ? [matrix(.gate, feedForward, hidden, copies: copies)] : [])
      + [
        matrix(.up, feedForward, hidden, copies: copies),
        matrix(.down, hidden, feedForward, copies: copies),
      ]
  }

  /// Whether checkpoints of the family hold queries, keys and values in one matrix.
  private var keepsProjectionsTogether: Bool { family == "gpt2" || family == "gpt-neox" }
}
