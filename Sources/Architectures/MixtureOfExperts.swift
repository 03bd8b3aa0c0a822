/// Several feed-forwards of which a router chooses a few for each position.
///
/// A position's experts are the `active` of the highest router scores; what they say is weighted by
/// the softmax over those scores and summed. Jiang et al., arXiv 2401.04088, section 2.1.
public struct MixtureOfExperts: Hashable, Sendable {
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

  var parameters: [Parameter] { router.parameters + experts.flatMap(\.parameters) }

  /// What a mixture over so many rows does, operation by operation.
  ///
  /// Each expert is taken to see the same number of rows.
  public func operations(rows: Int) -> [Operation] {
    let expert = first
    let choices = rows * active
    let activation = expert.isGated ? nil : expert.activation
    var operations: [Operation] = [
      .product(Operation.Product(rows: rows, layer: router)),
      .product(
        Operation.Product(
          rows: choices, layer: expert.up, matrices: count, chosen: active, activation: activation)),
    ]
    if expert.isGated {
      operations.append(
        .gating(rows: choices, width: expert.width, activation: expert.activation))
    }
    return operations + [
      .product(
        Operation.Product(rows: choices, layer: expert.down, matrices: count, chosen: active)),
      .combination(rows: choices, width: expert.down.outputs),
    ]
  }
}
