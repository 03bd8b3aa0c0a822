import Architectures
import Operations

extension Pass {
  /// What a symbol of a formula stands for; 0 for what there is none of.
  public func size(of symbol: Formula.Symbol) -> Int {
    let configuration = model.configuration
    return switch symbol {
    case .layers: configuration.layers
    case .batch: batch
    case .positions: positions
    case .cached: cached
    case .hidden: configuration.hidden
    case .heads: configuration.heads
    case .keyValueHeads: configuration.keyValueHeads
    case .headWidth: configuration.headWidth
    case .window: configuration.window?.length ?? 0
    case .feedForward: configuration.feedForward
    case .feedForwardMultiple: configuration.feedForward / configuration.hidden
    case .activeExperts: configuration.experts?.active ?? 0
    case .experts: configuration.experts?.count ?? 0
    case .embeddingWidth: configuration.embeddingWidth
    case .vocabulary: configuration.vocabulary
    case .labels: configuration.head.labels ?? 0
    case .adapterRank: adapters?.rank ?? 0
    case .setting(let name): architecture.values.number(name) ?? 0
    }
  }

  /// The same with other sizes; sizes that are equal, or multiples of each other, stay so.
  ///
  /// - Parameter isSegment: Whether the positions are one segment's.
  /// - Throws: `SettingProblem` when the architecture can't be set so.
  func with(_ sizes: [Formula.Symbol: Int], isSegment: Bool) throws -> Pass {
    let configuration = model.configuration.with(sizes)
    var (entry, options) = (architecture, options)
    for case (.setting(let name), let value) in sizes {
      entry = try entry.with(name, "\(value)")
    }
    let positions = sizes[.positions] ?? positions
    if isSegment {
      options.memory = RecurrentMemory(
        slots: options.memory.slots, segmentLength: positions)
      if entry.isSet("segment") { entry = try entry.with("segment", "\(positions)") }
    }
    var pass = Pass(
      configuration == model.configuration
        ? model
        : Transformer(
          configuration, scope: model.scope, logits: model.logits, rowsAtOnce: model.rowsAtOnce),
      entry, options: options, positions: positions, batch: sizes[.batch] ?? batch, phase: phase,
      cached: sizes[.cached] ?? cached)
    pass.adapters = adapters.map {
      LowRankAdapters(rank: sizes[.adapterRank] ?? $0.rank, targets: $0.targets)
    }
    return pass
  }
}

extension ModelConfiguration {
  /// Whether the heads of queries fill the hidden width.
  private var headsFillHidden: Bool { queryWidth == hidden }

  /// Whether the feed-forward is so many times as wide as what it reads.
  private var hasWholeMultiple: Bool { feedForward.isMultiple(of: hidden) }

  /// Sizes that are products of others, the widest first.
  var productsOfSizes: [(factors: [Formula.Symbol], product: Formula.Symbol)] {
    let width: [Formula.Symbol] = headsFillHidden ? [.heads, .headWidth] : [.hidden]
    return (hasWholeMultiple ? [([.feedForwardMultiple] + width, .feedForward)] : [])
      + (headsFillHidden ? [(width, .hidden)] : [])
  }

  /// The sizes that can be chosen one by one while the others follow.
  fileprivate var freeSizes: [Formula.Symbol] {
    var sizes: [Formula.Symbol] = [.vocabulary, .heads, .headWidth]
    if !headsFillHidden { sizes.append(.hidden) }
    if keyValueHeads != heads { sizes.append(.keyValueHeads) }
    sizes.append(hasWholeMultiple ? .feedForwardMultiple : .feedForward)
    if embeddingWidth != hidden { sizes.append(.embeddingWidth) }
    if experts != nil { sizes += [.experts, .activeExperts] }
    if head.labels != nil { sizes.append(.labels) }
    return sizes
  }

  /// The same with other sizes, and with what follows from them.
  fileprivate func with(_ sizes: [Formula.Symbol: Int]) -> ModelConfiguration {
    var other = self
    other.layers = sizes[.layers] ?? layers
    other.heads = sizes[.heads] ?? heads
    other.headWidth = sizes[.headWidth] ?? headWidth
    other.hidden = headsFillHidden ? other.queryWidth : sizes[.hidden] ?? hidden
    other.keyValueHeads =
      keyValueHeads == heads ? other.heads : sizes[.keyValueHeads] ?? keyValueHeads
    other.feedForward =
      hasWholeMultiple
      ? (sizes[.feedForwardMultiple] ?? feedForward / hidden) * other.hidden
      : sizes[.feedForward] ?? feedForward
    other.embeddingWidth =
      embeddingWidth == hidden ? other.hidden : sizes[.embeddingWidth] ?? embeddingWidth
    other.vocabulary = sizes[.vocabulary] ?? vocabulary
    other.window?.length = sizes[.window] ?? window?.length ?? 0
    other.experts?.count = sizes[.experts] ?? experts?.count ?? 0
    other.experts?.active = sizes[.activeExperts] ?? experts?.active ?? 0
    if let labels = sizes[.labels] { other.head = head.scoring(labels) }
    if case .rotary(let encoding) = positions, encoding.width == headWidth {
      other.positions = .rotary(RotaryEncoding(width: other.headWidth, base: encoding.base))
    }
    return other
  }
}

extension ModelConfiguration.Head {
  /// The same with so many labels, if it has any.
  fileprivate func scoring(_ labels: Int) -> Self {
    switch self {
    case .classifier: .classifier(labels: labels)
    case .positionLabels(_, let hasBias): .positionLabels(labels, hasBias: hasBias)
    case .vocabulary, .maskedVocabulary, .hiddenStates, .pooler: self
    }
  }
}

extension Pass {
  /// The sizes that formulas may speak of, the length first.
  ///
  /// - Parameter isBeyondWindow: Whether only lengths are looked at that fill the window.
  func variableSizes(isBeyondWindow: Bool) -> [Formula.Symbol] {
    var sizes: [Formula.Symbol] = [.positions]
    if model.scope == .wholeModel { sizes.append(.layers) }
    sizes += model.configuration.freeSizes
    if isBeyondWindow, model.configuration.window != nil { sizes.append(.window) }
    if batch > 1 { sizes.append(.batch) }
    if cached > 0 { sizes.append(.cached) }
    if adapters != nil { sizes.append(.adapterRank) }
    let settings = architecture.settings.filter {
      !$0.isShared && architecture.values.number($0.name) != nil
    }
    return sizes + settings.map { .setting($0.name) }
  }

  /// The value of a size in one of a number of samples.
  ///
  /// - Parameters:
  ///   - spread: A number from 1 to 52, in a different order for each size.
  ///   - lengths: The lengths that are looked at.
  ///   - vocabularyMultiple: What a convention rounds vocabularies up to.
  func sample(
    of symbol: Formula.Symbol, _ spread: Int, lengths: ClosedRange<Int>, vocabularyMultiple: Int
  ) -> Int {
    let configuration = model.configuration
    return switch symbol {
    case .positions: lengths.lowerBound + spread % lengths.count
    // Few: programs are made of so many.
    case .layers: (configuration.window?.firstLayer ?? 0) + 1 + spread % 7
    // Heads of keys and values divide those of queries, now and when they are other numbers.
    case .heads: 12 * configuration.keyValueHeads * (1 + spread)
    case .keyValueHeads: [1, 2, 3, 4, 6, 12][spread % 6]
    // A part of a head may be turned, and that part is even.
    case .headWidth: configuration.headWidth + 2 * (1 + spread)
    case .window: 1 + spread % max(configuration.window?.length ?? 1, 1)
    case .vocabulary: vocabularyMultiple * (1 + spread)
    // No fewer than are chosen, now and in any sample.
    case .experts: (configuration.experts?.active ?? 0) + 53 + spread
    // Even, so that halves of products are whole.
    case .hidden, .feedForward, .embeddingWidth, .setting: 2 * (1 + spread)
    case .batch, .cached, .feedForwardMultiple, .activeExperts, .labels, .adapterRank: 1 + spread
    }
  }
}

extension Formula.Symbol {
  /// The highest power of it that is looked for.
  var highestPower: Int {
    switch self {
    case .layers, .batch, .feedForward, .feedForwardMultiple, .activeExperts, .experts,
      .vocabulary, .labels, .adapterRank:
      1
    case .positions, .cached, .hidden, .heads, .keyValueHeads, .headWidth, .window,
      .embeddingWidth, .setting:
      2
    }
  }
}
