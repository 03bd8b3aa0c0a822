/// How much a JSON text may hold before it is refused.
package struct JSONLimits: Sendable {
  /// Arrays and objects within each other.
  package let depth: Int
  /// Numbers, texts, arrays, objects and the like, counted together: a value of two bytes takes
  /// many times as much memory once it is read.
  package let values: Int

  package init(depth: Int, values: Int) {
    self.depth = depth
    self.values = values
  }

  /// For a config.json: a published one has a depth of four, and its size is limited already.
  static let configuration = JSONLimits(depth: 64, values: .max)
}
