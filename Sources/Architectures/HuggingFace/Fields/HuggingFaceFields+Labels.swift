import Text

extension HuggingFaceFields {
  /// Labels of a classifier: as many as have a name, or `num_labels`, which is 2 by default.
  mutating func labels() throws(HuggingFaceConfigurationError) -> Int {
    let range = ModelConfiguration.Limits.labels
    let named: Int
    switch value("id2label") {
    case nil, .null: return try size("num_labels", in: range, default: 2)
    case .object(let names) where !names.isEmpty: named = names.count
    case .some(let value):
      throw error("id2label", is: value, expected: "an object with a name for each label")
    }
    guard value("num_labels") != nil else { return named }
    let counted = try size("num_labels", in: range)
    guard counted == named else {
      throw error(
        "\(shown("num_labels")) is \(counted.grouped) but id2label names \(named.grouped); leave one of them out"
      )
    }
    return named
  }
}
