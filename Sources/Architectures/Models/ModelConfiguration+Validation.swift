import Text

extension ModelConfiguration {
  /// The ranges that sizes must be in, so that nothing computed from them overflows.
  enum Limits {
    static let layers = 1...10_000
    /// Widths of rows: hidden, feed-forward, embedding, one head, all heads side by side.
    static let widths = 1...1 << 24
    static let heads = 1...1 << 16
    static let vocabulary = 1...1 << 28
    static let experts = 1...4096
    /// Experts of all layers together: each is a feed-forward with parameters of its own.
    static let expertsInAll = 1 << 17
    static let positions = 1...1 << 40
    /// Positions of a learned table, which is a parameter.
    static let learnedPositions = 1...1 << 28
    static let tokenTypes = 0...1 << 16
    /// Labels that a classifier scores.
    static let labels = 1...1 << 20
    static let parameters: UInt128 = 1 << 62
    static let name = 1...200
  }

  /// The configuration itself, when a model can be made from it.
  ///
  /// Sizes are in range, heads divide, rotary columns are even and part of a head, and there are
  /// fewer than 2^62 parameters. Whatever comes from a file or from the command line goes through
  /// here.
  ///
  /// - Throws: The first thing that is wrong, naming the field.
  @discardableResult
  public func validated() throws(ModelConfigurationError) -> ModelConfiguration {
    try checkName()
    try checkSizes()
    try checkAttention()
    try checkPositions()
    try checkExperts()
    try checkNumbers()
    guard parameterCount < Limits.parameters else {
      throw ModelConfigurationError("the model would have 2^62 parameters or more; make it smaller")
    }
    return self
  }

  private func checkName() throws(ModelConfigurationError) {
    let scalars = name.unicodeScalars
    guard Limits.name.contains(scalars.count) else {
      throw ModelConfigurationError(
        "name has \(scalars.count) characters; give it \(Limits.name.described)")
    }
    guard !scalars.contains(where: QuotedText.isHidden) else {
      throw ModelConfigurationError(
        "name \(QuotedText(name)) has a character that can't be seen; leave it out")
    }
  }

  private func checkSizes() throws(ModelConfigurationError) {
    try check("layers", layers, Limits.layers)
    try check("hidden", hidden, Limits.widths)
    try check("ffn", feedForward, Limits.widths)
    try check("vocab", vocabulary, Limits.vocabulary)
    try check("embedding", embeddingWidth, Limits.widths)
    try check("token types", tokenTypes, Limits.tokenTypes)
    if let labels = head.labels { try check("labels", labels, Limits.labels) }
    guard !isParallel || normalisation == .before else {
      throw ModelConfigurationError(
        "attention and feed-forward side by side need normalisation before them, not after")
    }
  }

  private func checkAttention() throws(ModelConfigurationError) {
    try check("heads", heads, Limits.heads)
    try check("kv", keyValueHeads, 1...heads)
    guard heads.isMultiple(of: keyValueHeads) else {
      throw ModelConfigurationError(
        "\(Plural.text(heads, "head")) can't be shared among \(Plural.text(keyValueHeads, "head")) of keys and "
          + "values; make heads a multiple of kv")
    }
    try check("head-width", headWidth, Limits.widths)
    guard Limits.widths.contains(queryWidth) else {
      throw ModelConfigurationError(
        "\(Plural.text(heads, "head")) of width \(headWidth.grouped) "
          + "\(Plural.word(heads, "is", "are")) \(Plural.text(queryWidth, "column")); "
          + "make heads times head-width \(Limits.widths.upperBound.grouped) at most")
    }
    guard let window else { return }
    try check("window", window.length, Limits.positions)
    try check("window's first layer", window.firstLayer, 0...Limits.layers.upperBound)
    guard mask == .causal else {
      throw ModelConfigurationError(
        "window looks back only, which needs a causal mask; leave the window out")
    }
  }

  private func checkPositions() throws(ModelConfigurationError) {
    switch positions {
    case .learned(let offset):
      try check("positions", maximumPositions, Limits.learnedPositions)
      try check("offset of the positions", offset, 0...Limits.widths.upperBound)
    case .rotary(let rotary):
      try check("positions", maximumPositions, Limits.positions)
      guard rotary.width.isMultiple(of: 2), (2...max(2, headWidth)).contains(rotary.width),
        rotary.width <= headWidth
      else {
        throw ModelConfigurationError(
          "\(rotary.width.grouped) columns of a head are turned by rotary positions; that must be "
            + "an even number from 2 to the head-width, \(headWidth.grouped)")
      }
      guard rotary.base.isFinite, rotary.base > 0 else {
        throw ModelConfigurationError(
          "the base of rotary positions is \(rotary.base); it must be above 0 and finite")
      }
    }
  }

  private func checkExperts() throws(ModelConfigurationError) {
    guard let experts else { return }
    try check("experts", experts.count, Limits.experts)
    try check("active", experts.active, 1...experts.count)
    guard experts.count * layers <= Limits.expertsInAll else {
      throw ModelConfigurationError(
        "\(Plural.text(experts.count, "expert")) in each of \(Plural.text(layers, "layer")) are more than "
          + "\(Limits.expertsInAll.grouped) in all; lower experts or layers")
    }
  }

  private func checkNumbers() throws(ModelConfigurationError) {
    guard normEpsilon > 0, normEpsilon <= 1 else {
      throw ModelConfigurationError(
        "the epsilon of norms is \(normEpsilon); it must be above 0 and 1 at most")
    }
    guard embeddingScale.isFinite, embeddingScale > 0 else {
      throw ModelConfigurationError(
        "the scale of the embedding is \(embeddingScale); it must be above 0 and finite")
    }
  }

  private func check(
    _ field: String, _ value: Int, _ range: ClosedRange<Int>
  ) throws(ModelConfigurationError) {
    guard range.contains(value) else {
      throw ModelConfigurationError(
        "\(field) is \(value.grouped); it must be \(range.described)")
    }
  }
}
