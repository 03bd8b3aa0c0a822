/// How much a JSON text may hold before it is refused.
package struct JSONLimits: Sendable {
  /// Arrays and objects within each other.
  package let depth: Int
  /// Numbers, texts, arrays, objects and the like, counted together: a value of two bytes takes
  /// many times as much memory once it is read.
  package let values: Int

  /// Whether NaN, Infinity and -Infinity are numbers, as Python's json module writes them.
  package let allowsNonFinite: Bool

  package init(depth: Int, values: Int, allowsNonFinite: Bool = false) {
    self.depth = depth
    self.values = values
    self.allowsNonFinite = allowsNonFinite
  }

  /// For a config.json: a published one has a depth of four, and lists of a value for each layer.
  package static let configuration = JSONLimits(depth: 64, values: 1 << 21, allowsNonFinite: true)
}
