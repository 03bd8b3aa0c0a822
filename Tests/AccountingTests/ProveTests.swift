import Accounting
import Testing

/// Each rule of each convention is held by a golden number.
@Suite struct ProveTests {
  @Test func noChangeGoesUnnoticed() throws {
    let proofs = try Golden.prove()
    let unguarded = proofs.filter { !$0.isGuarded }.map { "\($0.convention): \($0.change)" }
    #expect(unguarded.isEmpty, "\(unguarded.joined(separator: "\n"))")
    for convention in Convention.all {
      let own = proofs.filter { $0.convention == convention.name }
      #expect(own.count > convention.prices.works.count, "\(convention.name)")
      #expect(Set(own.map(\.change)).count == own.count, "\(convention.name)")
    }
  }

  /// Checks of the forward pass hold no rule of the backward pass, and none of another convention.
  @Test func aWeakerTableIsCaught() throws {
    let weaker = Golden.checks.filter { $0.id == "derived.hoffmann.optForward" }
    let proofs = try Golden.prove(weaker, of: [.hoffmann, .matmul])
    let unguarded = proofs.filter { !$0.isGuarded }
    #expect(proofs.contains { $0.isGuarded })
    #expect(unguarded.contains { $0.change.hasPrefix("the backward pass is") })
    #expect(unguarded.contains { $0.change.hasPrefix("router cost 3") })
    #expect(
      unguarded.filter { $0.convention == "matmul" }.count
        == proofs.filter { $0.convention == "matmul" }.count)
  }

  @Test func aFailingCheckProvesNothing() throws {
    var wrong = Convention.matmul
    wrong.prices[.multiplyAdd] = 3
    let error = try #require(throws: GoldenError.self) {
      try Golden.prove(of: [wrong])
    }
    #expect(error.description.contains("G1"))
  }
}
