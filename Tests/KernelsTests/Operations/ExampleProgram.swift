import Kernels
import Operations

/// What an input can be: made by another operation or a parameter, and a whole or a part of it.
struct InputForm: Hashable, Sendable {
  enum Source: Hashable, Sendable {
    /// As wide as the residual stream.
    case stream
    /// Of the engine's type.
    case activation
    /// For an index: tokens.
    case parameter
    /// Rows of activations that are kept for a later pass.
    case kept
  }

  let source: Source
  /// Whether it is rows and columns of something larger.
  let isView: Bool

  /// What gradients flow through.
  static let traced = [Source.stream, .activation, .parameter].flatMap { source in
    [false, true].map { InputForm(source: source, isView: $0) }
  }
  static let all = traced + [false, true].map { InputForm(source: .kept, isView: $0) }
}

/// A program that makes an example's inputs in some forms, and performs its operation on them.
struct ExampleProgram {
  let example: OperationExample
  /// One for each input.
  let forms: [InputForm]

  /// All inputs in one form.
  init(_ example: OperationExample, _ form: InputForm) {
    self.example = example
    forms = example.inputs.map { _ in form }
  }

  /// Each input in another form than the one before it, the first in the given one.
  init(_ example: OperationExample, mixing all: [InputForm], from first: Int) {
    self.example = example
    forms = example.inputs.indices.map { all[(first + $0) % all.count] }
  }

  /// One for each form, and those where inputs differ in it, every so many of them.
  static func each(
    _ forms: [InputForm], _ example: OperationExample, mixingEvery step: Int = 1
  ) -> [ExampleProgram] {
    let all = forms.map { ExampleProgram(example, $0) }
    guard example.inputs.count > 1 else { return all }
    return all
      + stride(from: 0, to: forms.count, by: step).map {
        ExampleProgram(example, mixing: forms, from: $0)
      }
  }

  /// What surrounds a view: rows before and after it, columns before and after it.
  private static let margin = (rows: (2, 1), columns: (1, 3))

  /// The parameter that an input is made of.
  func root(_ index: Int) -> Parameter {
    let shape = example.inputs[index].shape
    let (rows, columns) = (Self.margin.rows, Self.margin.columns)
    return forms[index].isView
      ? Parameter(
        "around.\(index)", .matrix, rows: shape.rows + rows.0 + rows.1,
        columns: shape.columns + columns.0 + columns.1, standardDeviation: 0)
      : Parameter(
        "input.\(index)", .matrix, rows: shape.rows, columns: shape.columns, standardDeviation: 0)
  }

  private func input<E: Engine>(_ index: Int, on engine: E) throws -> E.Tensor {
    let (form, shape) = (forms[index], example.inputs[index].shape)
    let (before, after) = Self.margin.rows
    if form.source == .parameter, case .indices(let below) = example.inputs[index].content {
      guard form.isView else {
        return try engine.tokens(at: before..<before + shape.rows, vocabulary: below)
      }
      let all = try engine.tokens(at: 0..<before + shape.rows + after, vocabulary: below)
      return try engine.rows(before..<before + shape.rows, of: all)
    }
    let made = try made(engine.parameter(root(index)), form.source, on: engine)
    let whole =
      form.source == .kept ? try engine.extended("kept.\(index)", after: 0, by: made) : made
    guard form.isView else { return whole }
    let first = Self.margin.columns.0
    return try engine.columns(
      first..<first + shape.columns, of: engine.rows(before..<before + shape.rows, of: whole))
  }

  /// The elements of a parameter, as an operation hands them on.
  private func made<E: Engine>(
    _ parameter: E.Tensor, _ source: InputForm.Source, on engine: E
  ) throws -> E.Tensor {
    switch source {
    case .parameter: return parameter
    case .stream: return try engine.concatenate([parameter])
    case .activation, .kept:
      let width = parameter.shape.columns
      let identity = Parameter(
        "identity.\(width)", .matrix, rows: width, columns: width, standardDeviation: 0)
      return try engine.result(
        MatrixProduct(.output, storedAs: .activation), parameter, engine.parameter(identity))
    }
  }

  private func inputs<E: Engine>(on engine: E) throws -> [E.Tensor] {
    try example.inputs.indices.map { try input($0, on: engine) }
  }

  /// What the operation yields.
  func results<E: Engine>(on engine: E) throws -> [E.Tensor] {
    try engine.perform(example.operation, on: inputs(on: engine))
  }

  /// What its lowering yields, if it has one.
  func lowered<E: Engine>(on engine: E) throws -> [E.Tensor]? {
    try example.operation.lowered(inputs(on: engine), on: engine)
  }

  /// The gradients of the results, times drawn numbers, with respect to what each input is made of.
  func gradients<E: Engine>(on engine: E) throws -> [E.Tensor?] {
    let tape = Tape(engine)
    let results = try results(on: tape)
    let cotangents = try results.enumerated().map { index, result in
      try engine.parameter(Self.cotangent(index, result.shape))
    }
    let roots = try example.inputs.indices.map { index in
      example.inputs[index].isIndex ? nil : try tape.parameter(root(index))
    }
    return try tape.gradients(of: Array(zip(results, cotangents)), with: roots)
  }

  static func cotangent(_ index: Int, _ shape: Shape) -> Parameter {
    Parameter(
      "cotangent.\(index)", .matrix, rows: shape.rows, columns: shape.columns,
      standardDeviation: 0.6)
  }

  /// The part of a root's gradient that is an input's.
  ///
  /// - Returns: `nil` where what surrounds a view has a gradient too.
  func inner(_ gradient: Matrix, _ index: Int) -> Matrix? {
    guard forms[index].isView else { return gradient }
    let shape = example.inputs[index].shape
    let (row, column) = (Self.margin.rows.0, Self.margin.columns.0)
    let inner = Matrix(shape) { gradient[row + $0, column + $1] }
    let isZeroAround =
      gradient.values.count(where: { $0 != 0 }) == inner.values.count(where: { $0 != 0 })
    return isZeroAround ? inner : nil
  }

  /// What stands in a program's parameters and at its positions.
  struct Values: WeightSource {
    /// One for each input.
    let inputs: [Matrix]
    private let indices: [Int]

    /// - Parameter type: What all numbers are rounded to, so that no engine has to round them.
    init(_ example: OperationExample, _ type: ElementType) {
      inputs = example.inputs.enumerated().map { index, input in
        let values = input.values(seed: UInt64(index + 1))
        return Matrix(
          input.shape,
          values: values.map { Double(type == .f32 ? $0 : $0.roundedToBrainFloat) })
      }
      indices = zip(example.inputs, inputs).first { $0.0.isIndex }?.1.values.map { Int($0) } ?? []
    }

    /// Indices of the one input that has some, and what surrounds them.
    var sequence: SequenceInput {
      let (before, after) = ExampleProgram.margin.rows
      return .tokens(
        [Int](repeating: 0, count: before) + indices + [Int](repeating: 0, count: after))
    }

    func values(of parameter: Parameter) throws -> [Float] {
      let name = parameter.name.split(separator: ".")
      let index = Int(name[1]) ?? 0
      switch name[0] {
      case "input": return inputs[index].values.map { Float($0) }
      case "around": return around(inputs[index], parameter.shape)
      case "identity": return Matrix(parameter.shape) { $0 == $1 ? 1 : 0 }.values.map { Float($0) }
      default: return RandomWeights(seed: 3).values(of: parameter).map(\.roundedToBrainFloat)
      }
    }

    /// Numbers that nobody could overlook around a view.
    private func around(_ inner: Matrix, _ shape: Shape) -> [Float] {
      var all = Matrix(shape) { _, _ in 776 }
      let (row, column) = (ExampleProgram.margin.rows.0, ExampleProgram.margin.columns.0)
      for from in 0..<inner.rows {
        for place in 0..<inner.columns { all[row + from, column + place] = inner[from, place] }
      }
      return all.values.map { Float($0) }
    }
  }
}
