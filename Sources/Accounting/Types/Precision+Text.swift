extension Precision {
  /// Reads widths, as ``Dtype/init(parsing:)`` does; types with blocks need a model.
  public init(parsing text: String) throws(PrecisionError) {
    let types = try Dtype(parsing: text)
    guard case .bits(let bits) = types.weights else { throw .form(text) }
    self.init(unchecked: bits, activations: types.activations, keyValues: types.keyValues)
  }
}
