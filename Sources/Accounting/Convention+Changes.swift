import Operations

/// Changes of a convention, each of one rule: what a check that holds the rule has to notice.
struct ConventionChange: Sendable {
  /// Such as `softmax costs 11 instead of 10`.
  let text: String
  let changed: Convention
}

extension Convention {
  /// Every rule changed in turn.
  ///
  /// Rules that can't matter are left alone: which pairs are counted where attention has no price,
  /// or which positions of a vocabulary product that has none.
  var changes: [ConventionChange] {
    priceChanges + pairChanges + vocabularyChanges + unitChanges + basisChanges
      + trainingChanges + mistakeChanges
  }

  private func change(
    _ text: String, _ change: (inout Convention) -> Void
  ) -> ConventionChange {
    var changed = self
    change(&changed)
    return ConventionChange(text: text, changed: changed)
  }

  private var priceChanges: [ConventionChange] {
    // Of other kinds than a Transformer's nothing is published that could notice a change.
    Work.common.flatMap { work -> [ConventionChange] in
      guard let price = prices[work] else {
        let isOverlooked = has(.layersAndVocabularyAlone) && Self.outsideLayers.contains(work)
        if isOverlooked || work == .parameter && basis == .operations { return [] }
        return [change("\(work.title) cost 1 instead of nothing") { $0.prices[work] = 1 }]
      }
      return [
        change("\(work.title) cost \(price + 1) instead of \(price)") {
          $0.prices[work] = price + 1
        },
        change("\(work.title) cost nothing instead of \(price)") { $0.prices[work] = nil },
      ]
    }
  }

  /// Work that no layer does.
  private static let outsideLayers: Set<Work> = [
    .embeddingMultiplyAdd, .embeddingElement, .positionMultiplyAdd, .positionEmbedding, .tanh,
  ]

  private var pairChanges: [ConventionChange] {
    let priced: [Work] = [.attentionMultiplyAdd, .softmax, .scoreScale, .scoreDropout]
    guard priced.contains(where: counts) else { return [] }
    let rules: [(String, Pairs)] = [
      ("all", .all), ("all within the window", .withinWindow), ("admitted", .admitted),
      ("half", .half), ("half if causal", .halfIfCausal),
      ("half within the window if causal", .halfWithinWindowIfCausal),
      ("in tiles", .tiles(.avx512)),
      (
        "in narrower tiles",
        .tiles(
          AttentionTiling(lanes: 8, panelKeys: 16, tileRows: 6))
      ),
    ]
    return rules.filter { $0.1 != pairs }.map { name, rule in
      change("pairs are \(name)") { $0.pairs = rule }
    }
  }

  private var vocabularyChanges: [ConventionChange] {
    guard counts(.vocabularyMultiplyAdd) else { return [] }
    let rows: VocabularyRows = vocabularyRows == .last ? .computed : .last
    return [
      change("the vocabulary product is \(rows == .last ? "at one position" : "everywhere")") {
        $0.vocabularyRows = rows
      }
    ]
      + [1, 128, 256].filter { $0 != vocabularyMultiple }.map { multiple in
        change("the vocabulary is a multiple of \(multiple)") {
          $0.vocabularyMultiple = multiple
        }
      }
  }

  private var unitChanges: [ConventionChange] {
    let other: Unit = unit == .flops ? .multiplyAdds : .flops
    return [change("a unit is called \(other.rawValue)") { $0.unit = other }]
  }

  private var basisChanges: [ConventionChange] {
    guard case .parameters(let classes) = basis else { return [] }
    return [change("operations are counted, not parameters") { $0.basis = .operations }]
      + ParameterClass.counted.map { kind in
        let has = classes.contains(kind)
        return change("N \(has ? "lacks" : "has") \(kind)") {
          $0.basis = .parameters(classes.symmetricDifference([kind]))
        }
      }
  }

  private var trainingChanges: [ConventionChange] {
    guard let training else {
      return [change("there is a backward pass") { $0.training = Training(backward: 2) }]
    }
    // Rules over parameters have nothing in the layers unless they price attention.
    let isLayered = basis == .operations || counts(.attentionMultiplyAdd)
    let rules =
      training.changedBackward + training.changedExceptions(prices.works)
      + (isLayered
        ? training.changedRecomputation(attention: counts(.attentionMultiplyAdd)) : [])
    return [change("there is no backward pass") { $0.training = nil }]
      + rules.map { text, rule in change(text) { $0.training = rule } }
  }

  private var mistakeChanges: [ConventionChange] {
    mistakes.indices.filter { mistakes[$0].effect != .inPrices }.map { index in
      change("it isn't so that \(mistakes[index].text)") { $0.mistakes.remove(at: index) }
    }
  }
}

extension Training {
  fileprivate typealias Change = (text: String, training: Training)

  fileprivate var changedBackward: [Change] {
    let more = backward + 1
    return [
      (
        "the backward pass is \(more) forward passes instead of \(backward)",
        Training(backward: more, except: exceptions, recomputation: recomputation)
      )
    ]
  }

  /// Each kind of work as another exception, and each exception taken back.
  fileprivate func changedExceptions(_ works: [Work]) -> [Change] {
    works.flatMap { work -> [Change] in
      let usual = exceptions[work] ?? backward
      let more = usual + 1
      let added: Change = (
        "the backward pass of \(work.title) is \(more) instead of \(usual)",
        excepting(work, more)
      )
      guard exceptions[work] != nil else { return [added] }
      return [added, ("\(work.title) are no exception", excepting(work, nil))]
    }
  }

  private func excepting(_ work: Work, _ multiple: Multiple?) -> Training {
    var exceptions = exceptions
    exceptions[work] = multiple
    return Training(backward: backward, except: exceptions, recomputation: recomputation)
  }

  /// - Parameter attention: Whether attention has a price that its recomputation could double.
  fileprivate func changedRecomputation(attention: Bool) -> [Change] {
    let rules: [(String, RecomputationRule)] =
      [
        ("counted as asked", .counted), ("ignored", .ignored),
        ("another whole forward pass", .wholePass),
        ("always that of the layers", .always(.full)),
      ] + (attention ? [("always that of attention", .always(.selective))] : [])
    return rules.filter { $0.1 != recomputation }.map { name, rule in
      (
        "recomputation is \(name)",
        Training(backward: backward, except: exceptions, recomputation: rule)
      )
    }
  }
}
