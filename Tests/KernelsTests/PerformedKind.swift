import Accounting
import Operations

/// What was performed on what, wherever in the sequence it stands.
struct PerformedKind: Hashable {
  private let name: String
  /// `nil` for what depends on where its first row stands.
  private let operation: AnyHashable?
  private let inputs: [Operand]

  init(_ entry: Ledger.Entry, ofNoRows: Bool = false) {
    name = entry.operation.name
    operation = entry.operation is Rotation ? nil : AnyHashable(entry.operation)
    inputs = entry.inputs.map {
      ofNoRows && $0.parameter == nil && !(entry.operation is Attention)
        ? Operand(Shape(rows: 0, columns: $0.shape.columns)) : $0
    }
  }
}

extension Ledger.Entry {
  /// Rows that can be cut into chunks; 0 for attention, whose rows can't.
  var rows: Int { operation is Attention ? 0 : inputs.first?.shape.rows ?? 0 }
}
