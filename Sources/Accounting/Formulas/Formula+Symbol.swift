extension Formula {
  /// A size a formula speaks of.
  public enum Symbol: Hashable, Sendable {
    case layers
    case batch
    case positions
    case cached
    case hidden
    case heads
    case keyValueHeads
    case headWidth
    case window
    case feedForward
    /// The feed-forward's inner width over the hidden one; formulas that are printed say both.
    case feedForwardMultiple
    case activeExperts
    case experts
    case embeddingWidth
    case vocabulary
    case labels
    case adapterRank
    /// A number that is set of the architecture, by its name.
    case setting(String)

    /// As formulas write it.
    public var letter: String { words.letter }

    /// What the letter stands for; `nil` for a setting, which is written as its name.
    public var meaning: String? { words.meaning }

    /// As they stand within a product and in a legend.
    public static func inOrder(_ symbols: some Sequence<Symbol>) -> [Symbol] {
      symbols.sorted { ($0.words.order, $0.letter) < ($1.words.order, $1.letter) }
    }

    private var words: (order: Int, letter: String, meaning: String?) {
      switch self {
      case .layers: (0, "L", "layers")
      case .batch: (1, "B", "sequences side by side")
      case .positions: (2, "n", "positions")
      case .cached: (3, "p", "positions in the cache")
      case .activeExperts: (4, "a", "experts chosen")
      case .hidden: (5, "d", "hidden")
      case .heads: (6, "h", "heads")
      case .keyValueHeads: (7, "g", "heads of keys and values")
      case .headWidth: (8, "k", "head width")
      case .window: (9, "w", "window")
      case .feedForward: (10, "f", "feed-forward")
      case .feedForwardMultiple: (11, "(f/d)", nil)
      case .experts: (12, "E", "experts")
      case .embeddingWidth: (13, "e", "embedding width")
      case .vocabulary: (14, "V", "vocabulary")
      case .labels: (15, "c", "labels")
      case .adapterRank: (16, "r", "rank of adapters")
      case .setting(let name): (17, name, nil)
      }
    }
  }
}
