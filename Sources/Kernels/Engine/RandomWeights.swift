import Operations
import Statistics

/// Values drawn from a seed: the same for the same name, shape and seed, in whatever order asked.
public struct RandomWeights: WeightSource {
  public let seed: UInt64

  public init(seed: UInt64) {
    self.seed = seed
  }

  public func values(of parameter: Parameter) -> [Float] {
    switch parameter.distribution {
    case .uniform(let mean, let standardDeviation):
      var generator = SplitMix64(seed: seed, stream: parameter.name)
      // A uniform distribution on [-w, w] has the standard deviation w / √3.
      return generator.uniform(
        count: parameter.shape.rows * parameter.shape.columns, mean: mean,
        halfWidth: standardDeviation * Float(3).squareRoot())
    }
  }
}
