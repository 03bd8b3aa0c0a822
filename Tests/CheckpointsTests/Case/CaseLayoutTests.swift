import Architectures
import TestSupport
import Testing

@testable import Checkpoints

/// Values go from a case to ours and gradients back by the same places.
@Suite struct CaseLayoutTests {
  /// Tensors whose values count up, and a gradient for each.
  private static func file(_ shapes: [(String, [Int])], batch: Int = 1) -> CaseFile {
    var tensors: [CaseFile.Tensor] = []
    for (name, shape) in shapes {
      let values = (0..<shape.reduce(1, *)).map(Float.init)
      tensors.append(.init(name, shape, floats: values))
      let leaf = name.split(separator: ".", maxSplits: 1).last.map(String.init) ?? ""
      tensors.append(.init("grad.\(leaf)", shape, floats: values))
    }
    let output = [batch, 2, 2]
    let ones = [Float](repeating: 1, count: batch * 4)
    tensors += ["output", "cotangent"].map { .init($0, output, floats: ones) }
    return CaseFile(
      tensors,
      metadata: [
        "batch": "\(batch)", "contextcost": #"{"architecture":"a","part":"b","settings":{}}"#,
      ])
  }

  private static let shapes: [(String, [Int])] = [
    ("input.hidden", [2, 3, 4]), ("weight.query.weight", [2, 3]), ("weight.key.weight", [1, 3]),
    ("weight.query.bias", [2]), ("weight.key.bias", [1]), ("weight.patch", [2, 3, 2, 2]),
    ("weight.class", [1, 1, 4]), ("weight.C", [2, 3, 4]), ("weight.right", [2, 3, 5]),
    ("weight.deep", [2, 3, 2, 4]), ("input.image", [2, 3, 4, 6]),
  ]

  private static func given() throws -> MixerCase {
    try file(shapes, batch: 2).written { try MixerCase(path: $0) }
  }

  @Test(
    arguments: [
      ("query.weight", 2, 3, [0, 1, 2, 3, 4, 5]),
      (CaseLayout(CaseView("query.weight").transposed), 3, 2, [0, 3, 1, 4, 2, 5]),
      (.stacked("query.weight", "key.weight"), 3, 3, [0, 1, 2, 3, 4, 5, 0, 1, 2]),
      (.sideBySide("query.bias", "key.bias"), 1, 3, [0, 1, 0]),
      (CaseLayout(CaseView("query.bias").rowAxes(1)), 2, 1, [0, 1]),
      (
        .sideBySide(CaseView("query.weight"), CaseView("query.bias").transposed), 2, 4,
        [0, 1, 2, 0, 3, 4, 5, 1]
      ),
      ("patch", 2, 12, (0..<24).map { $0 }), ("class", 1, 4, [0, 1, 2, 3]),
      (CaseLayout(CaseView("C").at(1)), 3, 4, (12..<24).map { $0 }),
      (CaseLayout(CaseView("C").at(1, 2)), 1, 4, [20, 21, 22, 23]),
      (CaseLayout(CaseView("C").at(1, 2, 3)), 1, 1, [23]),
      (CaseLayout(CaseView("C").rowAxes(2)), 6, 4, (0..<24).map { $0 }),
      (CaseLayout(CaseView("C").rowAxes(2).rows(2..<4)), 2, 4, (8..<16).map { $0 }),
      (CaseLayout(CaseView("C").at(0).rows(1..<3).transposed), 4, 2, [4, 8, 5, 9, 6, 10, 7, 11]),
      (CaseLayout(CaseView("deep").at(1).rowAxes(1)), 3, 8, (24..<48).map { $0 }),
      (
        CaseLayout(CaseView("deep").at(1).patches(2).rows(1..<2)), 1, 12,
        [26, 27, 30, 31, 34, 35, 38, 39, 42, 43, 46, 47]
      ),
    ] as [(CaseLayout, Int, Int, [Int])])
  func matrices(layout: CaseLayout, rows: Int, columns: Int, values: [Int]) throws {
    let matrix = try Self.given().matrix(layout, rows: rows, columns: columns)
    #expect(matrix == CaseMatrix(rows: rows, columns: columns, values: values.map(Float.init)))
  }

  @Test func inputsAreOfOneSample() throws {
    let given = try Self.given()
    let matrix = try given.matrix(
      CaseLayout(CaseView("hidden").transposed), rows: 4, columns: 3, sample: 1)
    #expect(matrix.values == [12, 16, 20, 13, 17, 21, 14, 18, 22, 15, 19, 23])
  }

  /// For values v and a gradient g of ours: ⟨matrix(v), g⟩ = ⟨v, gradients(g)⟩, of every layout.
  @Test(
    arguments: [
      "patch", "hidden", .stacked("query.weight", "key.weight", "query.weight"),
      .sideBySide("query.bias", "key.bias"), CaseLayout(CaseView("query.weight").transposed),
      CaseLayout(
        [CaseView("right").at(0).transposed, CaseView("right").at(1).transposed], .stacked),
      .sideBySide(CaseView("C").at(1), CaseView("C").at(0).rows(0..<3)),
      .stacked(CaseView("C").at(0).rows(1..<2), CaseView("class")),
      .sideBySide("hidden", CaseView("right").at(1)), CaseLayout(CaseView("image").patches(2)),
      CaseLayout(CaseView("deep").at(0).patches(2).transposed),
    ] as [CaseLayout]) func gradientsAreAdjoint(layout: CaseLayout) throws
  {
    let given = try Self.given()
    var random = Seeded(5)
    for sample in 0..<2 {
      let matrix = try given.matrix(layout, sample: sample)
      let gradient = matrix.values.map { _ in Double(Int.random(in: -9...9, using: &random)) }
      var gradients = CaseGradients(of: given)
      try gradients.add(gradient, as: layout, sample: sample)
      let ours = zip(matrix.values, gradient).reduce(0) { $0 + Double($1.0) * $1.1 }
      var theirs = 0.0
      for (name, values) in gradients.values {
        let tensor = try #require(given.inputs[name] ?? given.weights[name])
        #expect(values.count == tensor.count)
        theirs += zip(tensor.doubles, values).reduce(0) { $0 + $1.0 * $1.1 }
      }
      #expect(ours == theirs)
    }
  }

  @Test func gradientsAddUpOverSamplesAndInputsKeepTheirOwn() throws {
    let given = try Self.given()
    var gradients = CaseGradients(of: given)
    for sample in 0..<2 {
      try gradients.add([Float](repeating: 1, count: 6), as: "query.weight", sample: sample)
      try gradients.add(
        [Double](repeating: Double(sample + 1), count: 12), as: "hidden", sample: sample)
    }
    #expect(gradients.values["query.weight"] == [2, 2, 2, 2, 2, 2])
    #expect(
      gradients.values["hidden"]
        == [Double](repeating: 1, count: 12) + [Double](repeating: 2, count: 12))
    #expect(gradients.values["key.weight"] == nil)
  }

  /// What goes out comes back: an output of ours, in the case's order of axes.
  @Test func outputs() throws {
    let tensor = try Self.given().weight("C").at(1)
    let view = CaseView("output").transposed
    let matrix = try view.matrix(of: tensor)
    #expect(matrix.rows == 4 && matrix.columns == 3)
    #expect(try view.values(of: matrix.values, as: tensor) == tensor.doubles)
  }

  @Test(
    arguments: [
      ("absent", "tensor 'weight.absent' is missing"),
      (CaseLayout(CaseView("C").patches(2)), "can't be cut into patches of 2 × 2"),
      (CaseLayout(CaseView("deep").patches(2)), "has axes [2, 3, 2, 4], where those of an image"),
      (CaseLayout(CaseView("C").at(2)), "'weight.C' has the shape [2, 3, 4], and place [2] is"),
      (CaseLayout(CaseView("C").at(-1)), "place [-1] is asked for"),
      (CaseLayout(CaseView("C").at(0, 0, 0, 0)), "place [0, 0, 0, 0] is asked for"),
      (CaseLayout(CaseView("C").rowAxes(4)), "and 4 axes of rows are asked for"),
      (CaseLayout(CaseView("C").rowAxes(-1)), "and -1 axes of rows"),
      (CaseLayout(CaseView("C").rows(1..<3)), "and rows 1..<3 are asked for"),
      (CaseLayout(CaseView("C").rows(-1..<1)), "and rows -1..<1 are asked for"),
      (
        .stacked("query.weight", "C"),
        "'weight.C' is a matrix of 2 rows and 12 columns, which doesn't go with 'query.weight' of 2 "
          + "and 3"
      ),
      (.sideBySide("query.weight", "key.weight"), "is a matrix of 1 rows and 3 columns, which"),
      ("key.weight", "'key.weight' gives a matrix of 1 rows and 3 columns, and the settings and"),
    ] as [(CaseLayout, String)]) func layoutsThatDoNotFit(layout: CaseLayout, text: String) throws
  {
    let given = try Self.given()
    let sentence = complaint { () throws(CheckpointError) in
      _ = try given.matrix(layout, rows: 2, columns: 3)
    }
    #expect(sentence?.contains(text) == true)
  }

  @Test func gradientsOfAnotherSize() throws {
    let given = try Self.given()
    let sentence = complaint { () throws(CheckpointError) in
      var gradients = CaseGradients(of: given)
      try gradients.add([1.0], as: "query.weight", sample: 0)
    }
    #expect(sentence?.contains("2 rows and 3 columns, and its gradient has 1 value") == true)
    let tensor = try given.weight("C")
    let output = complaint { () throws(CheckpointError) in
      _ = try CaseView("C").values(of: [1.0, 2], as: tensor)
    }
    #expect(output?.contains("2 rows and 12 columns, and 2 values were made") == true)
  }
}
