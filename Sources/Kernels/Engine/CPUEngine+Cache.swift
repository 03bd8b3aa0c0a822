import Operations

extension CPUEngine {
  public func extended(_ name: String, after prefix: Int, by rows: Tensor) throws -> Tensor {
    let width = rows.shape.columns
    let added = try matrix(rows)
    try requireKept(name, rows: prefix, width: width)
    if cache[name]?.width != width || prefix == 0 && cache[name]?.type != added.type {
      cache[name] = try RowCache(
        width: width, type: added.type, capacity: rows.shape.rows, from: pool)
    }
    // In place: another reference to the rows would make them look like a view's.
    try cache[name]?.extend(after: prefix, by: added)
    return try kept(name, rows: prefix + rows.shape.rows, width: width)
  }

  public func kept(_ name: String, rows: Int, width: Int) throws -> Tensor {
    try requireKept(name, rows: rows, width: width)
    guard rows > 0, let known = cache[name] else {
      return Tensor(try result(Shape(rows: 0, columns: width)))
    }
    return Tensor(known.view(rows: rows))
  }

  private func requireKept(_ name: String, rows: Int, width: Int) throws {
    guard rows > 0 else { return }
    guard let known = cache[name], known.rows >= rows else {
      throw EngineError.tooFewKept(name, asked: rows, kept: cache[name]?.rows ?? 0)
    }
    guard known.width == width else {
      throw EngineError.keptWidth(name, asked: width, kept: known.width)
    }
  }
}
