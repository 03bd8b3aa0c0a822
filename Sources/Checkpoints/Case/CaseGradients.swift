import Architectures

import Text

/// Gradients of ours on their way to the tensors of a case: summed over samples and over uses.
public struct CaseGradients: Sendable {
  private let given: MixerCase
  /// By name of the input or weight, in the shape of the case; only those that something was added to.
  public private(set) var values: [String: [Double]] = [:]

  public init(of given: MixerCase) { self.given = given }

  /// Adds the gradient with respect to a matrix that was made by the same layout.
  ///
  /// What the case has no gradient of, such as weights that are given, is left out.
  ///
  /// - Parameters:
  ///   - gradient: Row after row.
  ///   - sample: Which sample it is of: of inputs, each has its own.
  public mutating func add(
    _ gradient: [some BinaryFloatingPoint], as layout: CaseLayout, sample: Int
  ) throws(CheckpointError) {
    let given = given
    let elements = try layout.elements { name throws(CheckpointError) in
      given.inputs[name] == nil
        ? try given.weight(name) : try given.input(name, sample: sample)
    }
    guard elements.elements.count == gradient.count else {
      throw CheckpointError(
        given.path, tensor: layout.views.first?.tensor ?? "",
        "takes part in a matrix of \(elements.rows) rows and \(elements.columns) columns, and its "
          + "gradient has \(Plural.text(gradient.count, "value"))")
    }
    // Where each view's values begin in its whole tensor.
    let starts = layout.views.map { view in
      given.inputs[view.tensor].map { sample * ($0.count / given.samples) } ?? 0
    }
    for view in layout.views where values[view.tensor] == nil {
      guard let expected = given.gradients[view.tensor] else { continue }
      values[view.tensor] = [Double](repeating: 0, count: expected.count)
    }
    for (element, value) in zip(elements.elements, gradient) {
      let name = layout.views[element.view].tensor
      values[name]?[starts[element.view] + element.place] += Double(value)
    }
  }
}
