/// Predicts how long a forward pass takes from two rates measured on this machine.
public struct CostModel: Equatable, Sendable {
  /// What a pass has to do, in FLOPs.
  public struct Work: Equatable, Sendable {
    /// Products with weights.
    public var products: Double
    /// Products of attention, masked pairs left out.
    public var attention: Double

    public init(products: Double, attention: Double) {
      self.products = products
      self.attention = attention
    }
  }

  /// Seconds for each FLOP of a product with weights.
  public let secondsPerProductFlop: Double
  /// Seconds for each FLOP of attention.
  public let secondsPerAttentionFlop: Double

  /// Solves for the two rates from one pass with little attention and one with much.
  ///
  /// Noise can make one rate come out negative; then both passes share one rate.
  public init(light: (work: Work, seconds: Double), heavy: (work: Work, seconds: Double)) {
    let determinant =
      light.work.products * heavy.work.attention - light.work.attention * heavy.work.products
    let product =
      (light.seconds * heavy.work.attention - light.work.attention * heavy.seconds) / determinant
    let attention =
      (light.work.products * heavy.seconds - light.seconds * heavy.work.products) / determinant
    if product > 0 && attention > 0 {
      secondsPerProductFlop = product
      secondsPerAttentionFlop = attention
    } else {
      let common = heavy.seconds / (heavy.work.products + heavy.work.attention)
      secondsPerProductFlop = common
      secondsPerAttentionFlop = common
    }
  }

  public func seconds(for work: Work) -> Double {
    work.products * secondsPerProductFlop + work.attention * secondsPerAttentionFlop
  }
}
