import Accounting
import Architectures
import Operations
import TestSupport

extension ModelConfiguration {
  /// A small model of any make.
  ///
  /// Heads are of even width, as rotary positions need them.
  static func random(_ generator: inout Seeded) -> ModelConfiguration {
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    func flip() -> Bool { Bool.random(using: &generator) }
    let groups = pick(1...4)
    var model = ModelConfiguration.opt(
      "random", layers: pick(1...5), hidden: 2 * pick(1...30), heads: groups * pick(1...4))
    model.name = "random"
    model.family = ["opt", "bert", "llama", "mixtral"].randomElement(using: &generator) ?? "opt"
    model.keyValueHeads = groups
    model.headWidth = 2 * pick(1...20)
    model.feedForward = pick(1...200)
    model.isGated = flip()
    if pick(0...3) == 0 {
      let count = pick(1...9)
      model.experts = .init(count: count, active: pick(1...count))
    }
    model.vocabulary = pick(1...300)
    model.embeddingWidth = flip() ? model.hidden : pick(1...50)
    model.tiesEmbedding = flip()
    if flip() { model.positions = .rotary(RotaryEncoding(width: model.headWidth)) }
    model.maximumPositions = pick(1...3000)
    model.tokenTypes = pick(0...2)
    model.normalisation = flip() ? .before : .after
    model.norm = flip() ? .layer : .rootMeanSquare
    model.normalisesEmbedding = flip()
    model.isParallel = flip()
    model.activation = Activation.allCases.randomElement(using: &generator) ?? .relu
    model.biases = Biases(rawValue: pick(0...7))
    model.mask = pick(0...3) == 0 ? .full : .causal
    if flip() { model.window = .init(length: pick(1...80), firstLayer: pick(0...6)) }
    if pick(0...3) == 0 {
      let labels = Head.positionLabels(pick(1...9), hasBias: flip())
      model.head = [.hiddenStates, .maskedVocabulary, labels][pick(0...2)]
    } else if pick(0...3) == 0 {
      // A pooler stands on hidden rows, so they mustn't be projected back.
      model.head = flip() ? .pooler : .classifier(labels: pick(1...9))
      model.embeddingWidth = model.hidden
    }
    return model
  }

  /// So many of them, the same in every run.
  static func random(_ count: Int, seed: UInt64) -> [ModelConfiguration] {
    var generator = Seeded(seed)
    return (0..<count).map { _ in random(&generator) }
  }
}
