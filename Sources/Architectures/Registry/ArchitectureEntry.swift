import Operations

/// An architecture as users name it: a line of the registry, and what was set of it.
///
/// Listing, option parsing, `name:setting=value`, checks and documentation derive from the line.
public struct ArchitectureEntry: Sendable {
  /// What an architecture is made for, beside the model.
  public struct Options: Hashable, Sendable {
    public var mask: AttentionMask
    /// Segment and memory of recurrent architectures, said once for all of a run.
    public var memory: RecurrentMemory
    /// The longest sequence, where that is known: some architectures have parameters for each
    /// position.
    public var length: Int?

    public init(
      mask: AttentionMask, memory: RecurrentMemory = RecurrentMemory(), length: Int? = nil
    ) {
      self.mask = mask
      self.memory = memory
      self.length = length
    }
  }

  public typealias Mixer = @Sendable (LayerContext, SettingValues) -> any SequenceMixer
  public typealias Program = @Sendable (Transformer, Options, SettingValues) -> any Architecture

  /// The name without what was set, such as `full`.
  public let family: String
  /// Where it is published.
  public let source: String
  /// What can be set of it.
  public let settings: [ArchitectureSetting]
  /// The masks under which it can be computed.
  public let masks: Set<AttentionMask>
  /// Whether it has parameters for each position, so that how many depends on the length.
  public let isSizedByLength: Bool
  /// Parts of it that other programs' cases describe.
  public let caseParts: [CasePart]
  /// What was set of it.
  public private(set) var values: SettingValues
  private let plainTitle: String
  /// What its layers do in attention's place; `nil` when it is no matter of single layers.
  private let mixer: Mixer?
  private let program: Program

  /// An architecture that replaces the mixer of positions in each layer.
  public init(
    _ name: String, title: String, source: String, settings: [ArchitectureSetting] = [],
    masks: Set<AttentionMask> = [.full, .causal], isSizedByLength: Bool = false,
    caseParts: [CasePart] = [], mixer: @escaping Mixer
  ) {
    self.init(
      name, title, source, settings, masks, isSizedByLength, caseParts, mixer: mixer,
      program: { model, options, values in
        let layers = LayerMixers(kind: name + values.given) { mixer($0, values) }
        return WholeSequence(
          model.made(of: [layers], length: options.length, mask: options.mask),
          mask: options.mask)
      })
  }

  /// An architecture that does something else around the layers, or with them.
  public init(
    _ name: String, title: String, source: String, settings: [ArchitectureSetting] = [],
    masks: Set<AttentionMask> = [.full, .causal], isSizedByLength: Bool = false,
    caseParts: [CasePart] = [], program: @escaping Program
  ) {
    self.init(
      name, title, source, settings, masks, isSizedByLength, caseParts, mixer: nil,
      program: program)
  }

  private init(
    _ name: String, _ title: String, _ source: String, _ settings: [ArchitectureSetting],
    _ masks: Set<AttentionMask>, _ isSizedByLength: Bool, _ caseParts: [CasePart],
    mixer: Mixer?, program: @escaping Program
  ) {
    family = name
    plainTitle = title
    self.source = source
    self.settings = settings
    self.masks = masks
    self.isSizedByLength = isSizedByLength
    self.caseParts = caseParts
    values = SettingValues(settings)
    self.mixer = mixer
    self.program = program
  }

  /// The name in options, records and JSON, with what was set: `full:scores=stored`.
  public var name: String {
    let given = settings.filter { !$0.isShared && values[$0.name] != $0.usual }
    return ([family] + given.map { "\($0.name)=\(values[$0.name])" }).joined(separator: ":")
  }

  /// The name in tables and charts: `full attention, scores stored`.
  public var title: String {
    let given = settings.filter { !$0.isShared && values[$0.name] != $0.usual }
    return ([plainTitle] + given.map { $0.title(of: values[$0.name]) }).joined(separator: ", ")
  }

  /// The same with a setting.
  ///
  /// - Throws: What is wrong with its name or value.
  public func with(_ name: String, _ value: String) throws(SettingProblem) -> ArchitectureEntry {
    guard let setting = settings.first(where: { $0.isCalled(name) }) else {
      throw .unknown(name, known: settings.map(\.name))
    }
    var entry = self
    entry.values.give(setting.name, try setting.checked(value))
    return entry
  }

  /// Whether a setting was given.
  public func isSet(_ name: String) -> Bool {
    settings.contains { $0.isCalled(name) && values.isGiven($0.name) }
  }

  /// The program of a model.
  public func make(_ model: Transformer, _ options: Options) -> any Architecture {
    program(model, with(shared: options), values)
  }

  /// The options, with the segment and memory that were set of this one.
  public func with(shared options: Options) -> Options {
    var options = options
    options.memory = RecurrentMemory(
      slots: values.given("memory") ?? options.memory.slots,
      segmentLength: values.given("segment") ?? options.memory.segmentLength)
    return options
  }

  /// What layers of a stack that are made by this are made of; `nil` when it is no matter of layers.
  func layerMixers(hasChannel: Bool) -> LayerMixers? {
    guard let mixer else { return nil }
    let kind = hasChannel ? name : "\(name) alone"
    return LayerMixers(kind: kind, hasChannel: hasChannel) { [values] in mixer($0, values) }
  }
}

/// What is wrong with a setting.
public enum SettingProblem: Error, Hashable, Sendable {
  case unknown(String, known: [String])
  /// The setting, what was given, and the words for what it takes.
  case value(String, given: String, wanted: String, known: [String])
}
