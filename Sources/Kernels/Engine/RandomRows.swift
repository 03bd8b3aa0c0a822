import Operations
import Statistics

extension SequenceInput {
  /// Random tokens or rows, whichever a program reads; so many of them, again and again.
  public init(randomFor input: ProgramInput, count: Int, seed: UInt64) {
    switch input {
    case .tokens(let vocabulary):
      var generator = SplitMix64(seed: seed, stream: "tokens")
      self = .repeatedTokens(
        (0..<count).map { _ in Int.random(in: 0..<vocabulary, using: &generator) })
    case .rows(let width): self = .rows(Rows(count: count, width: width, seed: seed))
    }
  }
}

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
