import Operations
import Text

extension ModelConfiguration {
  /// The fields that ``apply(overrides:number:)`` knows.
  public static var overridableFields: [String] { Override.allCases.map(\.rawValue) }

  /// Changes some fields, as in `layers=24,hidden=2048,window=none`.
  ///
  /// What isn't named follows what is, wherever they went together before:
  /// - The head width stays hidden / heads, and rotary positions turn the same share of it.
  /// - There stay as many heads of keys and values as of queries.
  /// - The feed-forward keeps its ratio to the hidden width, which must be whole.
  /// - The embedding stays as wide as the hidden width, and its scale √hidden.
  ///
  /// The name stays unless it is given. Nothing changes when an error is thrown.
  ///
  /// - Parameter number: Reads a number such as `32k`; what it throws is part of the error.
  /// - Throws: The first thing that is wrong, ``validated()`` included.
  public mutating func apply(
    overrides text: String, number: (String) throws -> Int
  ) throws(OverrideError) {
    let overrides = try Overrides(text, number: number)
    var changed = try validForOverrides()
    changed.changeSizes(overrides, from: self)
    try changed.changeHeads(overrides, from: self)
    try changed.changeFeedForward(overrides, from: self)
    try changed.changeWindow(overrides)
    try changed.changeExperts(overrides)
    if let name = overrides.text(.name) { changed.name = name }
    self = try changed.validForOverrides()
  }

  private func validForOverrides() throws(OverrideError) -> ModelConfiguration {
    do throws(ModelConfigurationError) {
      return try validated()
    } catch {
      throw OverrideError(error.description)
    }
  }

  private mutating func changeSizes(_ overrides: Overrides, from old: ModelConfiguration) {
    layers = overrides.number(.layers) ?? layers
    hidden = overrides.number(.hidden) ?? hidden
    vocabulary = overrides.number(.vocabulary) ?? vocabulary
    maximumPositions = overrides.number(.positions) ?? maximumPositions
    embeddingWidth =
      overrides.number(.embedding)
      ?? (old.embeddingWidth == old.hidden ? hidden : embeddingWidth)
    if old.embeddingScale != 1, old.embeddingScale == Float(old.hidden).squareRoot() {
      embeddingScale = Float(hidden).squareRoot()
    }
    tiesEmbedding = overrides.flag(.tied) ?? tiesEmbedding
    isGated = overrides.flag(.gated) ?? isGated
  }

  private mutating func changeHeads(
    _ overrides: Overrides, from old: ModelConfiguration
  ) throws(OverrideError) {
    heads = overrides.number(.heads) ?? heads
    keyValueHeads =
      overrides.number(.keyValueHeads) ?? (old.keyValueHeads == old.heads ? heads : keyValueHeads)
    if let width = overrides.number(.headWidth) {
      headWidth = width
    } else if old.queryWidth == old.hidden, hidden != old.hidden || heads != old.heads {
      guard hidden.isMultiple(of: heads) else {
        throw OverrideError(
          "hidden \(hidden.grouped) isn't a multiple of \(heads.grouped) heads; change one of them "
            + "or set \(Override.headWidth) too")
      }
      headWidth = hidden / heads
    }
    try changeRotary(from: old)
  }

  private mutating func changeRotary(from old: ModelConfiguration) throws(OverrideError) {
    guard case .rotary(let rotary) = positions, headWidth != old.headWidth else { return }
    let columns = headWidth * rotary.width
    guard columns.isMultiple(of: 2 * old.headWidth) else {
      throw OverrideError(
        "rotary positions turn \(rotary.width.grouped) of \(old.headWidth.grouped) columns of a "
          + "head, which isn't an even number of \(headWidth.grouped); "
          + "choose another \(Override.headWidth)")
    }
    positions = .rotary(RotaryEncoding(width: columns / old.headWidth, base: rotary.base))
  }

  private mutating func changeFeedForward(
    _ overrides: Overrides, from old: ModelConfiguration
  ) throws(OverrideError) {
    if let width = overrides.number(.feedForward) {
      feedForward = width
    } else if hidden != old.hidden {
      guard old.feedForward.isMultiple(of: old.hidden) else {
        throw OverrideError(
          "the feed-forward of width \(old.feedForward.grouped) isn't a whole multiple of hidden "
            + "\(old.hidden.grouped), so it can't follow; set \(Override.feedForward) too")
      }
      feedForward = hidden * (old.feedForward / old.hidden)
    }
  }

  private mutating func changeWindow(_ overrides: Overrides) throws(OverrideError) {
    guard overrides.has(.window) else { return }
    window = overrides.number(.window).map {
      Window(length: $0, firstLayer: window?.firstLayer ?? 0)
    }
  }

  private mutating func changeExperts(_ overrides: Overrides) throws(OverrideError) {
    let active = overrides.number(.active)
    if overrides.has(.experts) {
      guard let count = overrides.number(.experts) else {
        guard active == nil else {
          throw OverrideError("active=… needs experts; leave it out or set another number of them")
        }
        experts = nil
        return
      }
      guard let active = active ?? experts?.active else {
        throw OverrideError("experts=\(count) doesn't say how many take part; set active too")
      }
      experts = Experts(count: count, active: active)
    } else if let active {
      guard experts != nil else {
        throw OverrideError(
          "active=\(active) needs experts, and the model has none; set experts too")
      }
      experts?.active = active
    }
  }
}
