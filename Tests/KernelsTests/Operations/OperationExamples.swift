import Operations

// What a new operation adds: a list of its examples here, and its name in `all`. Sizes that are
// multiples of nothing and differ from each other show the most.
extension OperationExample {
  static let all =
    additions + scalings + sums + mappings + gates + products + matrixProducts + norms + softmaxes
    + attentions + rotations + mixtures + lookups + concatenations + paddings
    + longConvolutions + stateSpaces

  private static let additions: [Self] =
    broadcasts(Addition(nil)) + broadcasts(Addition(.output))
    + broadcasts(Multiplication(nil)) + broadcasts(Multiplication(.feedForward))

  private static func broadcasts(_ operation: any Operation) -> [Self] {
    [
      Self(operation, [7, 5], [7, 5]), Self(operation, [7, 5], [1, 5]),
      Self(operation, [7, 5], [7, 1]), Self(operation, [1, 19], [1, 19]),
      Self(operation, [1, 1], [1, 1]), Self(operation, [131, 127], [1, 127]),
    ]
  }

  private static let scalings: [Self] = [
    Self(Scaling(by: -0.7, nil), [7, 5]), Self(Scaling(by: 3, plus: -1.5, .output), [1, 33]),
    Self(Scaling(by: 0, plus: 2, .output), [13, 1]), Self(Scaling(by: 2, nil), [131, 127]),
  ]

  private static let sums: [Self] = [Term?.none, .output].flatMap { term -> [Self] in
    [
      Self(Sum(.rows, term), [7, 5]), Self(Sum(.columns, term), [7, 5]),
      Self(Sum(.rows, term), [1, 17]), Self(Sum(.columns, term), [17, 1]),
      Self(Sum(.rows, term), [131, 127]), Self(Sum(.columns, term), [131, 127]),
    ]
  }

  private static let mappings: [Self] =
    Activation.allCases.flatMap { activation -> [Self] in
      [
        Self(Mapping(.activation(activation), .feedForward), [7, 5]),
        Self(Mapping(.slope(activation), nil), [3, 19], hasGradient: false),
      ]
    } + [
      Self(Mapping(.exponential, nil), [7, 5]), Self(Mapping(.logistic, .output), [7, 5]),
      Self(Mapping(.sine, nil), [7, 5]), Self(Mapping(.cosine, .output), [7, 5]),
      Self(Mapping(.reciprocal, nil), .positive(7, 5)),
      Self(Mapping(.reciprocalSquareRoot, .output), .positive(7, 5)),
      Self(Mapping(.logistic, nil), [131, 127]),
    ]

  private static let gates: [Self] =
    Activation.allCases.flatMap { activation -> [Self] in
      [
        Self(Gating(activation), [7, 10]), Self(Gating(activation), [3, 38]),
        Self(Gating(.slope(activation), .output), [3, 22], hasGradient: false),
      ]
    } + [
      Self(Gating(.logistic), [5, 46]), Self(Gating(.exponential), [1, 2]),
      Self(Gating(.sine), [131, 254]), Self(Gating(.reciprocal), .positive(7, 6)),
    ]

  private static let products: [Self] =
    [nil, .relu, .gelu].flatMap { (activation: Activation?) -> [Self] in
      [StorageRole.stream, .activation].flatMap { role -> [Self] in
        [false, true].flatMap { hasBias -> [Self] in
          [false, true].map { hasResidual in
            product(
              Product(
                .output, hasBias: hasBias, activation: activation, hasResidual: hasResidual,
                storedAs: role), rows: 7, inputs: 5, outputs: 11)
          }
        }
      }
    }
    + Activation.allCases.map {
      product(
        Product(.feedForward, hasBias: true, activation: $0), rows: 13, inputs: 33, outputs: 19)
    } + [
      product(Product(.vocabulary, hasBias: false), rows: 1, inputs: 17, outputs: 37),
      product(Product(.router, hasBias: true), rows: 3, inputs: 1, outputs: 1),
      product(
        Product(.adapters, hasBias: true, hasResidual: true), rows: 2, inputs: 65, outputs: 67),
    ]

  private static func product(
    _ product: Product, rows: Int, inputs: Int, outputs: Int
  ) -> Self {
    Self(
      product,
      [[rows, inputs], [outputs, inputs]] + (product.hasBias ? [[1, outputs]] : [])
        + (product.hasResidual ? [[rows, outputs]] : []))
  }

  private static let matrixProducts: [Self] =
    [StorageRole.stream, .activation].flatMap { role -> [Self] in
      func operation(_ first: Bool, _ second: Bool) -> MatrixProduct {
        MatrixProduct(.output, transposingFirst: first, transposingSecond: second, storedAs: role)
      }
      return [
        Self(operation(false, false), [7, 5], [5, 11]),
        Self(operation(false, true), [7, 5], [11, 5]),
        Self(operation(true, false), [5, 7], [5, 11]),
        Self(operation(true, true), [5, 7], [11, 5]),
        Self(operation(false, false), [1, 19], [19, 1]),
        Self(operation(true, true), [1, 7], [19, 1]),
        Self(operation(false, true), [37, 67], [35, 67]),
      ]
    } + [Self(MatrixProduct(.scores, .attentionMultiplyAdd), [3, 1], [1, 13])]

  private static let norms: [Self] = [Norm.Kind.layer, .rootMeanSquare].flatMap { kind -> [Self] in
    func operation(_ hasShift: Bool, _ epsilon: Float = 1e-5) -> Normalisation {
      Normalisation(.finalNorm, kind: kind, epsilon: epsilon, hasShift: hasShift)
    }
    return [
      Self(operation(true), [7, 5], [1, 5], [1, 5]), Self(operation(false), [7, 5], [1, 5]),
      Self(operation(true, 0.1), [1, 33], [1, 33], [1, 33]),
      Self(operation(false, 0.1), [3, 19], [1, 19]),
      Self(operation(false), [131, 127], [1, 127]),
    ]
  }

  private static let softmaxes: [Self] =
    [
      Self(Softmax(.softmax), [7, 5]), Self(Softmax(.output, scale: -1.7), [1, 19]),
      Self(Softmax(.softmax), [13, 1]),
    ] + patterns(heads: 1).map { Self(Softmax(.softmax, scale: 0.3, pattern: $0), [7, 11]) }

  /// Masks, windows and padding of 11 keys, each in its own and with scores in memory.
  private static func patterns(heads: Int, sharedBy shared: Int = 1) -> [AttentionPattern] {
    ScoreStorage.allCases.flatMap { scores in
      func pattern(
        _ mask: AttentionMask, window: Int? = nil, keys: Range<Int>? = nil
      ) -> AttentionPattern {
        AttentionPattern(
          heads: heads, keyValueHeads: heads / shared, headWidth: 5, mask: mask, window: window,
          keys: keys, scores: scores)
      }
      return [
        pattern(.full), pattern(.full, window: 2), pattern(.full, keys: 2..<9),
        pattern(.full, keys: 5..<5), pattern(.full, keys: 9..<40), pattern(.full, keys: 40..<50),
        pattern(.causal), pattern(.causal, window: 1), pattern(.causal, window: 3),
        pattern(.causal, window: 90), pattern(.causal, keys: 2..<9),
        pattern(.causal, window: 4, keys: 1..<6), pattern(.causal, keys: 0..<1),
      ]
    }
  }

  private static let attentions: [Self] =
    patterns(heads: 3).map { Self(Attention($0), [7, 15], [11, 15], [11, 15]) }
    + patterns(heads: 6, sharedBy: 3).map { Self(Attention($0), [19, 30], [11, 10], [11, 10]) }
    + ScoreStorage.allCases.flatMap { scores -> [Self] in
      func pattern(
        _ heads: Int, _ width: Int, _ mask: AttentionMask, _ keyValueHeads: Int? = nil,
        window: Int? = nil
      ) -> Attention {
        Attention(
          AttentionPattern(
            heads: heads, keyValueHeads: keyValueHeads, headWidth: width, mask: mask,
            window: window, scores: scores), steps: 1)
      }
      return [
        Self(pattern(1, 1, .full), [1, 1], [1, 1], [1, 1]),
        Self(pattern(2, 7, .causal), [1, 14], [13, 14], [13, 14]),
        Self(pattern(4, 3, .causal, 1), [13, 12], [13, 3], [13, 3]),
        Self(pattern(2, 67, .full, 1), [3, 134], [17, 67], [17, 67]),
        Self(pattern(1, 16, .causal, window: 67), [71, 16], [131, 16], [131, 16]),
      ]
    }

  private static let rotations: [Self] = [
    Self(Rotation(RotaryEncoding(width: 6), headWidth: 6, first: 0), [7, 18]),
    Self(Rotation(RotaryEncoding(width: 4), headWidth: 7, first: 11), [5, 14]),
    Self(Rotation(RotaryEncoding(width: 4), headWidth: 7, first: 3, isReversed: true), [5, 21]),
    Self(Rotation(RotaryEncoding(width: 0), headWidth: 3, first: 2), [5, 6]),
    Self(Rotation(RotaryEncoding(width: 2, base: 500_000), headWidth: 2, first: 70_000), [1, 2]),
  ]

  private static let mixtures: [Self] =
    [(true, false), (true, true), (false, false), (false, true)].flatMap {
      isGated, hasBias -> [Self] in
      func operation(_ active: Int, _ activation: Activation) -> Mixture {
        Mixture(active: active, activation: activation, isGated: isGated, hasBias: hasBias)
      }
      return [
        mixture(operation(2, .silu), rows: 7, inputs: 5, inner: 11, outputs: 13, experts: 3),
        mixture(operation(1, .gelu), rows: 1, inputs: 17, inner: 3, outputs: 17, experts: 2),
        mixture(operation(4, .relu), rows: 19, inputs: 3, inner: 5, outputs: 1, experts: 4),
      ]
    } + [
      mixture(
        Mixture(active: 2, activation: .silu, isGated: true, hasBias: true), rows: 131,
        inputs: 127, inner: 3, outputs: 129, experts: 2),
      Self(ExpertWeights(active: 1), [7, 5]), Self(ExpertWeights(active: 3), [11, 5]),
      Self(ExpertWeights(active: 5), [1, 5]), Self(Combination(), [7, 5], [7, 5]),
    ]

  private static func mixture(
    _ mixture: Mixture, rows: Int, inputs: Int, inner: Int, outputs: Int, experts: Int
  ) -> Self {
    let wide = mixture.isGated ? 2 * inner : inner
    let expert: [Input] =
      mixture.hasBias
      ? [[wide, inputs], [1, wide], [outputs, inner], [1, outputs]]
      : [[wide, inputs], [outputs, inner]]
    return Self(
      mixture,
      [[rows, inputs], [rows, outputs], [experts, inputs]] + (0..<experts).flatMap { _ in expert })
  }

  private static let lookups: [Self] = [
    Self(Lookup(), .indices(below: 9, 7), [9, 5]),
    Self(Lookup(scale: 2.5), .indices(below: 3, 13), [3, 11]),
    Self(Lookup(), .indices(below: 1, 1), [1, 19]),
    Self(ScatterSum(rows: 9, .embedding), .indices(below: 9, 7), [7, 5]),
    Self(ScatterSum(rows: 2, nil), .indices(below: 2, 13), [13, 3]),
    Self(RowAddition(.consecutive(from: 0), of: "table"), [7, 5], [7, 5]),
    Self(RowAddition(.consecutive(from: 3), of: "table"), [7, 5], [13, 5]),
    Self(RowAddition(.consecutive(from: 2), of: "table"), [1, 11], [3, 11]),
    Self(RowAddition(.single(1), of: "table"), [7, 5], [3, 5]),
    // Enough elements for all threads.
    Self(Lookup(), .indices(below: 9, 131), [9, 127]),
    Self(ScatterSum(rows: 9, .embedding), .indices(below: 9, 131), [131, 127]),
    Self(RowAddition(.consecutive(from: 3), of: "table"), [131, 127], [137, 127]),
  ]

  private static let concatenations: [Self] = [
    Self(Concatenation(), [7, 5]), Self(Concatenation(), [7, 5], [1, 5], [3, 5]),
    Self(Concatenation(.columns), [7, 5]), Self(Concatenation(.columns), [7, 5], [7, 1], [7, 3]),
    Self(Concatenation(.columns), [1, 2], [1, 33]),
    Self(Concatenation(), [0, 5], [3, 5], [0, 5]),
    Self(Concatenation(), [131, 127], [3, 127]),
    Self(Concatenation(.columns), [131, 127], [131, 2]),
  ]

  private static let paddings: [Self] = [
    Self(Padding(row: 2, column: 1, in: Shape(rows: 11, columns: 7)), [7, 5]),
    Self(Padding(in: Shape(rows: 7, columns: 5)), [7, 5]),
    Self(Padding(row: 2, column: 1, in: Shape(rows: 139, columns: 131)), [131, 127]),
    Self(Padding(row: 3, in: Shape(rows: 4, columns: 19)), [1, 13]),
    Self(Padding(row: 4, column: 6, in: Shape(rows: 4, columns: 6)), [0, 0]),
  ]
}

// Inputs that don't fit, beside those that the other examples' shapes are changed to.
extension OperationExample {
  static let refused: [Self] = [
    attention(heads: 3, keyValueHeads: 2), attention(heads: 3, keyValueHeads: 0),
    attention(heads: -3, keyValueHeads: -3), attention(heads: 0, keyValueHeads: 1),
    attention(heads: 3, headWidth: 0), attention(heads: -3, headWidth: -5),
    attention(heads: 3, window: 0), attention(heads: 3, window: -1), attention(heads: 3, steps: 3),
    Self(Concatenation(), []), Self(Concatenation(.columns), []),
    Self(ExpertWeights(active: 0), [7, 5]), Self(ExpertWeights(active: 6), [7, 5]),
    Self(ExpertWeights(active: -1), [7, 5]), Self(ExpertWeights(active: 1), [7, 0]),
    Self(Gating(.silu), [7, 5]),
    mixture(0, [[6, 5], [13, 6], [6, 5], [13, 6]]),
    mixture(3, [[6, 5], [13, 6], [6, 5], [13, 6]]),
    // Experts of their own sizes.
    mixture(1, [[6, 5], [13, 6], [8, 5], [13, 8]]),
    Self(
      Mixture(active: 1, activation: .silu, isGated: false, hasBias: false), [7, 5], [7, 13],
      [0, 5]),
    Self(
      Mixture(active: 1, activation: .silu, isGated: true, hasBias: false), [7, 5], [7, 13],
      [1, 5],
      [5, 5], [13, 2]),
    Self(Padding(row: -1, in: Shape(rows: 9, columns: 9)), [7, 5]),
    Self(Padding(row: .max, column: .max, in: Shape(rows: 9, columns: 9)), [7, 5]),
    Self(
      Product(.feedForward, hasBias: false, experts: Product.Experts(count: 3, chosen: 2)), [7, 5],
      [11, 5]),
    Self(Rotation(RotaryEncoding(width: 3), headWidth: 5, first: 0), [7, 5]),
    Self(Rotation(RotaryEncoding(width: 6), headWidth: 5, first: 0), [7, 5]),
    Self(Rotation(RotaryEncoding(width: -2), headWidth: 5, first: 0), [7, 5]),
    Self(Rotation(RotaryEncoding(width: 0), headWidth: 0, first: 0), [7, 5]),
    Self(
      Softmax(
        .softmax, pattern: AttentionPattern(heads: 1, headWidth: 1, mask: .causal, window: -3)),
      [7, 5]),
    Self(ScatterSum(rows: -1, nil), .indices(below: 1, 7), [7, 5]),
  ]

  private static func attention(
    heads: Int, keyValueHeads: Int? = nil, headWidth: Int = 5, window: Int? = nil, steps: Int = 1
  ) -> Self {
    let pattern = AttentionPattern(
      heads: heads, keyValueHeads: keyValueHeads, headWidth: headWidth, mask: .causal,
      window: window)
    let keys: Input = [11, max(0, pattern.keyValueHeads * headWidth)]
    return Self(
      Attention(pattern, steps: steps), [7, max(0, heads * headWidth)], keys, keys)
  }

  private static func mixture(_ active: Int, _ experts: [Input]) -> Self {
    Self(
      Mixture(active: active, activation: .silu, isGated: false, hasBias: false),
      [[7, 5], [7, 13], [2, 5]] + experts)
  }
}
