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
  /// The table of tokens where it is only looked up.
  case lookupTable
  /// The table of tokens that is also the matrix of the vocabulary product.
  case sharedTable
  /// A matrix of the vocabulary product of its own.
  case vocabularyMatrix
}

/// How many parameters a model has, by what they are for.
public struct ParameterCounts: Hashable, Sendable {
  /// Everything that is stored, all experts included.
  public private(set) var stored: [ParameterClass: UInt128] = [:]
  /// What one position goes through: of the experts, as many as it chooses.
  public private(set) var active: [ParameterClass: UInt128] = [:]

  public init(_ model: Transformer) {
    let experts = model.configuration.experts
    let layers = UInt128(model.layerCount)
    for (parameter, times) in model.parametersOfOneLayer.map({ ($0, layers) })
      + model.parametersOutsideLayers.map({ ($0, 1) })
    {
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
    case .position, .memory: .positions
    case .embedding: model.isTied ? .sharedTable : .lookupTable
    case .vocabulary: .vocabularyMatrix
    }
  }
}
