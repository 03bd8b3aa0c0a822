import Operations

/// Several feed-forwards of which a router chooses a few for each position.
///
/// A position's experts are the `active` of the highest router scores; what they say is weighted by
/// the softmax over those scores and summed. Jiang et al., arXiv 2401.04088, section 2.1.
public struct MixtureOfExperts: ChannelMixer, Hashable {
  /// `[experts, hidden]`.
  public let router: Linear
  /// How many there are to choose from.
  public let count: Int
  /// Experts for each position.
  public let active: Int
  private let configuration: ModelConfiguration
  private let name: String
  private let first: FeedForward

  init(_ configuration: ModelConfiguration, _ experts: ModelConfiguration.Experts, name: String) {
    router = Linear(
      .router, .router, name: "\(name).router", inputs: configuration.hidden,
      outputs: experts.count, bias: false)
    count = experts.count
    active = experts.active
    self.configuration = configuration
    self.name = name
    first = Self.expert(0, configuration, name)
  }

  /// One of the experts, `index` in `0..<count`; they are made when asked for.
  public func expert(_ index: Int) -> FeedForward {
    Self.expert(index, configuration, name)
  }

  public var experts: [FeedForward] { (0..<count).map(expert) }

  private static func expert(
    _ index: Int, _ configuration: ModelConfiguration, _ name: String
  ) -> FeedForward {
    FeedForward(configuration, name: "\(name).experts.\(index)", expert: index)
  }

  public var parameters: [Parameter] { router.parameters + experts.flatMap(\.parameters) }

  /// `[positions, hidden]` to the same, with `residual` added.
  public func forward<E: Engine>(
    _ x: E.Tensor, adding residual: E.Tensor, on engine: E
  ) throws -> E.Tensor {
    let operation = Mixture(
      active: active, activation: first.activation, isGated: first.isGated,
      hasBias: first.up.bias != nil)
    return try engine.perform(
      operation, on: [x, residual] + parameters.map { try engine.parameter($0) })[0]
  }
}
