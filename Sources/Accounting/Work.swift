/// A kind of work that a convention may put a price on.
public enum Work: String, Hashable, Sendable, CaseIterable {
  /// A multiply-add of a product inside the model, attention's two products included.
  case multiplyAdd = "multiply-add"
  /// A multiply-add of the product with the vocabulary.
  case vocabularyMultiplyAdd = "vocabulary multiply-add"
  /// A multiply-add of the embedding, were it a product with one-hot rows.
  case embeddingMultiplyAdd = "embedding as a product"
  /// An element of the softmax, one for each head and each pair of query and key.
  case softmax
  /// An element a bias is added to.
  case bias
  /// An element an activation is applied to.
  case activation
  /// An element a residual is added to.
  case residual
  /// An element that layer normalisation passes over.
  case layerNorm = "layer norm"
  /// An element a position or type embedding is added to.
  case positionEmbedding = "position embedding"
}
