import Operations

extension ArchitectureEntry {
  /// A layer of a stack: what mixes positions in it, and whether anything looks at each alone.
  public struct StackLayer: Sendable {
    public let mixer: ArchitectureEntry
    public let hasChannel: Bool

    public init(_ mixer: ArchitectureEntry, hasChannel: Bool = true) {
      self.mixer = mixer
      self.hasChannel = hasChannel
    }
  }

  /// An architecture whose layers are made of registered mixers, from the first on and again until the
  /// model has its layers.
  ///
  /// - Throws: ``ArchitectureError`` when there are no layers, one of them is made of an architecture
  ///   that is no matter of single layers, or no mask suits them all.
  public static func stack(
    _ name: String, of layers: [StackLayer]
  ) throws(ArchitectureError) -> ArchitectureEntry {
    var mixers: [LayerMixers] = []
    var masks = Set(AttentionMask.allCases)
    for layer in layers {
      guard let mixer = layer.mixer.layerMixers(hasChannel: layer.hasChannel) else {
        throw ArchitectureError(
          "\(layer.mixer.family) is no matter of single layers, so no stack has it; there are "
            + all.filter { $0.layerMixers(hasChannel: true) != nil }.map(\.family)
            .joined(separator: ", "))
      }
      mixers.append(mixer)
      masks.formIntersection(layer.mixer.masks)
    }
    guard !layers.isEmpty else { throw ArchitectureError("\(name) has no layers; give it some") }
    guard !masks.isEmpty else {
      throw ArchitectureError("no mask suits all layers of \(name); some are causal, some can't be")
    }
    return ArchitectureEntry(
      name, title: name, source: "composed by its user", masks: masks,
      isSizedByLength: layers.contains { $0.mixer.isSizedByLength },
      program: { [mixers] model, options, _ in
        WholeSequence(
          model.made(of: mixers, length: options.length, mask: options.mask), mask: options.mask)
      })
  }
}
