/// The part of a model that an operation belongs to: a row of the cost table.
public enum Term: String, Hashable, Sendable, CaseIterable {
  case embedding
  case positions
  case projectIn = "project-in"
  case queryKeyValue = "qkv"
  case scores
  case softmax
  case weightedSum = "weighted-sum"
  case output
  case feedForward = "feed-forward"
  case layerNorm = "layer-norm"
  case projectOut = "project-out"
  case pooler
  case vocabulary
}
