/// That a rule was changed and which checks noticed.
public struct Proof: Hashable, Sendable {
  public let convention: String
  /// Such as `softmax cost 11 instead of 10`.
  public let change: String
  /// The checks that failed, by id.
  public let noticedBy: [String]

  /// Whether a slip in this rule would show.
  public var isGuarded: Bool { !noticedBy.isEmpty }
}

extension Golden {
  /// Changes each rule of each convention in turn and tells which checks fail.
  ///
  /// - Throws: ``GoldenError`` when a check fails although nothing was changed, which would make
  ///   it a witness of nothing; what counting throws.
  public static func prove(
    _ checks: [GoldenCheck] = Golden.checks, of conventions: [Convention] = Convention.all
  ) throws -> [Proof] {
    var ledgers: [GoldenSubject: Ledger] = [:]
    for check in checks where ledgers[check.subject] == nil {
      ledgers[check.subject] = try check.subject.ledger()
    }
    return try conventions.flatMap { convention in
      let own = checks.compactMap { check in
        check.convention == convention.name
          ? ledgers[check.subject].map { (check, $0) } : nil
      }
      for (check, ledger) in own where !check.passes(convention, ledger) {
        throw GoldenError("\(check.id) fails as it is; nothing can be proved with it")
      }
      return convention.changes.map { change in
        Proof(
          convention: convention.name, change: change.text,
          noticedBy: own.filter { !$0.0.passes(change.changed, $0.1) }.map(\.0.id))
      }
    }
  }
}
