/// Elements that an operation moves between memory and processor, and what they are stored as.
public struct Transfer: Hashable, Sendable {
  /// What decides how wide the elements are.
  public enum Kind: Hashable, Sendable {
    case activation
    /// Keys and values of earlier positions.
    case kept
    /// Weights of a matrix.
    case weight
    /// Biases, gains and shifts.
    case vector
    /// Rows of a table of tokens or positions, or the vocabulary's matrix.
    case table
    /// What is trained beside frozen weights.
    case adapter
  }

  /// How often they are moved.
  public enum Share: Hashable, Sendable {
    /// For each sequence.
    case perSequence
    /// Once for all sequences, and for each chunk of rows.
    case perChunk
    /// Once for all sequences and chunks.
    case once
    /// Those of the experts that the rows of all sequences choose.
    case experts(count: Int, chosen: Int, rows: Int)
  }

  public let kind: Kind
  public let elements: UInt128
  public let share: Share
  public let isWritten: Bool

  public init(_ kind: Kind, _ elements: UInt128, _ share: Share, isWritten: Bool = false) {
    self.kind = kind
    self.elements = elements
    self.share = share
    self.isWritten = isWritten
  }

  /// Results or inputs of each sequence.
  public static func read(_ shape: Shape) -> Transfer {
    Transfer(.activation, shape.count, .perSequence)
  }

  public static func written(_ shape: Shape) -> Transfer {
    Transfer(.activation, shape.count, .perSequence, isWritten: true)
  }

  /// An operand read once: of each sequence, or of all if it is a parameter.
  public static func read(_ operand: Operand) -> Transfer {
    operand.parameter.map { Transfer($0.transferKind, operand.shape.count, .perChunk) }
      ?? .read(operand.shape)
  }
}

extension Parameter.Kind {
  /// How a parameter of this kind is stored.
  public var transferKind: Transfer.Kind {
    switch self {
    case .matrix, .router: .weight
    case .bias, .norm: .vector
    case .embedding, .position, .vocabulary, .memory: .table
    case .adapter: .adapter
    }
  }
}
