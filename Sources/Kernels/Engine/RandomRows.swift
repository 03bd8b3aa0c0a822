import Operations
import Statistics

extension SequenceInput.Rows {
  /// Random rows of mean 0 and variance 1.
  public init(count: Int, width: Int, seed: UInt64) {
    var generator = SplitMix64(seed: seed, stream: "input")
    self.init(
      width: width,
      values: generator.uniform(
        count: count * width, mean: 0, halfWidth: Float(3).squareRoot()))
  }
}
