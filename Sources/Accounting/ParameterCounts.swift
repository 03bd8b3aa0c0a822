import Architectures
import Operations

/// What a parameter is to a rule that counts them.
public enum ParameterClass: Hashable, Sendable, CaseIterable {
  /// Matrices of layers, projections and pooler.
  case matrices
  case routers
  case biases
  case norms
  /// Tables of positions and token types.
  case positions
  /// The rows that a recurrent memory starts from.
  case memory
  /// The table of tokens where it is only looked up.
  case lookupTable
  /// The table of tokens that is also the matrix of the vocabulary product.
  case sharedTable
  /// A matrix of the vocabulary product of its own.
  case vocabularyMatrix

  /// What rules over parameters count: a memory's rows are data that positions begin with.
  static let counted = allCases.filter { $0 != .memory }
}

/// How many parameters a model has, by what they are for.
public struct ParameterCounts: Hashable, Sendable {
  /// Everything that is stored, all experts included.
  public private(set) var stored: [ParameterClass: UInt128] = [:]
  /// What one position goes through: of the experts, as many as it chooses.
  public private(set) var active: [ParameterClass: UInt128] = [:]

  /// Those of an architecture: the model's, and its own.
  public init(_ architecture: some Architecture) {
    self.init(architecture.model, own: architecture.ownParameters)
  }

  public init(_ model: Transformer) {
    self.init(model, own: [])
  }

  private init(_ model: Transformer, own: [Parameter]) {
    let experts = model.configuration.experts
    let inLayers = model.parametersByKind.flatMap { kind in
      kind.parameters.map { ($0, UInt128(kind.layers)) }
    }
    let outside = (model.parametersOutsideLayers + own).map { ($0, UInt128(1)) }
    for (parameter, times) in inLayers + outside {
      let kind = Self.kind(of: parameter, in: model)
      stored[kind, default: 0] += parameter.count * times
      // The experts are alike: the first so many stand for the chosen ones.
      guard parameter.expert.map({ $0 < experts?.active ?? 0 }) ?? true else { continue }
      active[kind, default: 0] += parameter.count * times
    }
  }

  /// All parameters that are stored.
  public var total: UInt128 { stored.values.reduce(0, +) }
  /// All parameters that one position goes through.
  public var activeTotal: UInt128 { active.values.reduce(0, +) }

  private static func kind(of parameter: Parameter, in model: Transformer) -> ParameterClass {
    switch parameter.kind {
    case .matrix, .adapter: .matrices
    case .router: .routers
    case .bias: .biases
    case .norm: .norms
    case .position: .positions
    case .memory: .memory
    case .embedding: model.isTied ? .sharedTable : .lookupTable
    case .vocabulary: .vocabularyMatrix
    }
  }
}
