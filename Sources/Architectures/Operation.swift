/// One operation of a forward pass with its sizes: what an engine was asked to do.
public enum Operation: Hashable, Sendable {
  /// Rows looked up in a table of `vocabulary` rows.
  case embedding(rows: Int, width: Int, vocabulary: Int)
  /// Rows of a table of `choices` rows added to rows of a tensor.
  case addition(rows: Int, width: Int, choices: Int)
  case product(Product)
  case attention(Attention)
  case norm(term: Term, kind: Norm.Kind, rows: Int, width: Int)
  /// Pairs of columns turned by an angle that depends on the position; `width` columns in all.
  case rotation(rows: Int, width: Int)
  /// `activation(a) · b`, element by element.
  case gating(rows: Int, width: Int, activation: Activation)
  /// Rows weighted and summed: what the chosen experts say about a position.
  case combination(rows: Int, width: Int)
  /// Rows copied below each other.
  case concatenation(rows: Int, width: Int)

  /// `activation(x Wᵀ + b) + residual`.
  public struct Product: Hashable, Sendable {
    public let term: Term
    public let rows: Int
    public let inputs: Int
    public let outputs: Int
    /// Matrices of that shape among which the rows are divided: 1, or as many as there are experts.
    public let matrices: Int
    /// Of these, how many each position is multiplied with.
    public let chosen: Int
    public let hasBias: Bool
    public let activation: Activation?
    public let hasResidual: Bool

    public init(
      rows: Int, layer: Linear, matrices: Int = 1, chosen: Int = 1,
      activation: Activation? = nil, hasResidual: Bool = false
    ) {
      self.term = layer.term
      self.rows = rows
      self.inputs = layer.inputs
      self.outputs = layer.outputs
      self.matrices = matrices
      self.chosen = chosen
      self.hasBias = layer.bias != nil
      self.activation = activation
      self.hasResidual = hasResidual
    }
  }

  /// Softmax attention of all heads.
  public struct Attention: Hashable, Sendable {
    public let queries: Int
    public let keys: Int
    public let pattern: AttentionPattern
    /// How often it is performed, with one key more each time, as when tokens are decoded.
    public let steps: Int

    public init(queries: Int, keys: Int, pattern: AttentionPattern, steps: Int = 1) {
      self.queries = queries
      self.keys = keys
      self.pattern = pattern
      self.steps = steps
    }

    /// Scores that are in memory at one time, of all heads; 0 when they never are.
    ///
    /// Masked ones are there too, those of padding aren't.
    public var storedScores: UInt128 {
      switch pattern.scores {
      case .fused: 0
      case .stored:
        UInt128(pattern.heads) * UInt128(queries) * UInt128(pattern.realKeys(of: keys).count)
      }
    }

    /// The sum of something over all steps.
    @inlinable
    public func sum(_ amount: (Attention) -> UInt128) -> UInt128 {
      if steps == 1 { return amount(self) }
      return (0..<steps).reduce(0) { sum, step in
        sum + amount(Attention(queries: queries, keys: keys + step, pattern: pattern))
      }
    }
  }
}
