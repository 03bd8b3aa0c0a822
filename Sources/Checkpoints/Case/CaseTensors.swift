import Architectures
import Text

/// The tensors of a case by what they are; none contradicts another.
struct CaseTensors {
  private(set) var inputs: [String: CaseTensor] = [:]
  private(set) var weights: [String: CaseTensor] = [:]
  private(set) var intermediates: [String: CaseTensor] = [:]
  private(set) var gradients: [String: CaseTensor] = [:]
  private(set) var output: CaseTensor?
  private(set) var cotangent: CaseTensor?
  private(set) var loss: CaseTensor?

  /// The most tensors and values of a case: it is small, and held in memory as a whole.
  private static let mostTensors = 1 << 14
  private static let mostValues = 1 << 26

  init(_ file: SafetensorsFile) throws(CheckpointError) {
    let names = file.names
    let values = names.reduce(0) { $0 + (file[$1]?.count ?? 0) }
    guard names.count <= Self.mostTensors, values <= Self.mostValues else {
      throw CheckpointError(
        file.path,
        "has \(Plural.text(names.count, "tensor")) of \(Plural.text(values, "value")), more than a "
          + "case may have (\(Self.mostTensors.grouped) and \(Self.mostValues.grouped)); use a "
          + "smaller one")
    }
    for name in names { try add(CaseTensor(name, in: file)) }
    try checkResult(file.path)
    try checkNames()
    try checkGradients()
  }

  private mutating func add(_ tensor: CaseTensor) throws(CheckpointError) {
    switch tensor.name {
    case "output": output = tensor
    case "cotangent": cotangent = tensor
    case "loss": loss = tensor
    default:
      // What follows the first point may have points of its own: `weight.query.bias`.
      let parts = tensor.name.split(separator: ".", maxSplits: 1)
      let name = parts.count == 2 ? String(parts[1]) : ""
      switch parts.first {
      case "input" where !name.isEmpty: inputs[name] = tensor
      case "weight" where !name.isEmpty: weights[name] = tensor
      case "intermediate" where !name.isEmpty: intermediates[name] = tensor
      case "grad" where !name.isEmpty: gradients[name] = tensor
      default:
        throw tensor.error(
          "is none of input.X, weight.X, output, intermediate.X, cotangent, grad.X and loss")
      }
    }
  }

  private func checkResult(_ path: String) throws(CheckpointError) {
    guard output != nil || loss != nil else {
      throw CheckpointError(path, "has neither output nor loss, so that nothing can be compared")
    }
    if let loss, loss.count != 1 {
      throw loss.error("has the shape \(loss.shape); a loss is a single number")
    }
    if let cotangent {
      if loss != nil {
        throw cotangent.error("stands beside a loss; gradients are of one of them, leave one out")
      }
      guard cotangent.shape == output?.shape else {
        throw cotangent.error(
          "has the shape \(cotangent.shape), and output \(output?.shape ?? []); both must be the "
            + "same")
      }
    }
    for tensor in [output, cotangent, loss].compactMap(\.self) where tensor.isOfIntegers {
      throw tensor.error("is of I64; it must be F32")
    }
  }

  private func checkNames() throws(CheckpointError) {
    for (name, tensor) in inputs.sorted(by: { $0.key < $1.key }) where weights[name] != nil {
      throw tensor.error("and a weight have the same name, so that grad.X has two meanings")
    }
  }

  private func checkGradients() throws(CheckpointError) {
    for (name, gradient) in gradients.sorted(by: { $0.key < $1.key }) {
      guard cotangent != nil || loss != nil else {
        throw gradient.error("is a gradient, and neither cotangent nor loss says of what")
      }
      guard let tensor = inputs[name] ?? weights[name] else {
        throw gradient.error("is the gradient of no input and no weight")
      }
      guard !gradient.isOfIntegers, !tensor.isOfIntegers else {
        throw gradient.error("has to do with I64; only F32 has gradients")
      }
      guard gradient.shape == tensor.shape else {
        throw gradient.error(
          "has the shape \(gradient.shape), and \(QuotedText(tensor.name, longest: 120)) "
            + "\(tensor.shape); both must be the same")
      }
    }
  }
}
