@testable import Checkpoints

/// The linear layer over the pooler's output that BertForSequenceClassification has.
struct Classifier {
  /// `[labels, hidden]`.
  private let weight: [Float]
  private let bias: [Float]

  init(of fixture: String) throws {
    let model = try Fixtures.model(fixture)
    weight = try model.floats(of: "classifier.weight")
    bias = try model.floats(of: "classifier.bias")
  }

  func scores(_ pooled: [Double]) -> [Double] {
    bias.indices.map { label in
      pooled.indices.reduce(Double(bias[label])) {
        $0 + pooled[$1] * Double(weight[label * pooled.count + $1])
      }
    }
  }
}
