import Operations

extension OperationExample {
  /// The same operation on other inputs: one too few or too many, transposed, a row or column more
  /// or less, and every size that appears shrunk to 1 and to 0 wherever it does.
  ///
  /// Some of them fit, and then everything must hold for them too.
  var changed: [OperationExample] {
    var all = [Array(inputs.dropLast()), inputs + inputs.suffix(1)]
    for (index, input) in inputs.enumerated() {
      let (rows, columns) = (input.shape.rows, input.shape.columns)
      for shape in [
        input.shape.transposed, Shape(rows: rows + 1, columns: columns),
        Shape(rows: max(rows - 1, 0), columns: columns), Shape(rows: rows, columns: columns + 1),
        Shape(rows: rows, columns: max(columns - 1, 0)),
      ] where shape != input.shape {
        all.append(inputs)
        all[all.count - 1][index] = Input(shape, input.content)
      }
    }
    for size in Set(shapes.flatMap { [$0.rows, $0.columns] }).sorted() {
      for other in [0, 1] where other != size {
        func changed(_ value: Int) -> Int { value == size ? other : value }
        all.append(
          inputs.map { input in
            let (rows, columns) = (changed(input.shape.rows), changed(input.shape.columns))
            return Input(Shape(rows: rows, columns: columns), input.content)
          })
      }
    }
    var seen: Set<[Input]> = [inputs]
    return all.filter { seen.insert($0).inserted }.map {
      OperationExample(operation, $0, hasGradient: hasGradient)
    }
  }
}
