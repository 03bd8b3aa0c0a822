import Architectures
import Glibc

extension CPUEngine {
  public func rotated(
    _ x: Tensor, headWidth: Int, _ rotary: RotaryEncoding, after prefix: Int
  ) throws -> Tensor {
    let result = try tensor(rows: x.shape.rows, columns: x.shape.columns, of: x.type)
    switch x.type {
    case .f32:
      try rotate(Float.self, x, headWidth: headWidth, rotary, after: prefix, into: result)
    case .bf16:
      try rotate(BrainFloat.self, x, headWidth: headWidth, rotary, after: prefix, into: result)
    }
    observer?(
      .rotation(rows: x.shape.rows, width: x.shape.columns / headWidth * rotary.width))
    return result
  }

  private func rotate<Element: LaneElement>(
    _: Element.Type, _ x: Tensor, headWidth: Int, _ rotary: RotaryEncoding, after prefix: Int,
    into result: Tensor
  ) throws {
    let (rows, columns) = (x.shape.rows, x.shape.columns)
    let heads = columns / headWidth
    let speeds = rotary.speeds
    // Sine and cosine of a row's angles, for all heads and each pair of columns.
    let half = speeds.count
    let turns = try scratch(bytes: rows * 2 * half * MemoryLayout<Float>.stride)
    RowTeam.run(rows: rows, elements: rows * columns) { row in
      let from: UnsafeMutablePointer<Element> = x.row(row)
      let to: UnsafeMutablePointer<Element> = result.row(row)
      let cosines = turns + row * 2 * half
      let sines = cosines + half
      for pair in 0..<half {
        let angle = Double(prefix + row) * speeds[pair]
        cosines[pair] = Float(cos(angle))
        sines[pair] = Float(sin(angle))
      }
      for head in 0..<heads {
        let (from, to) = (from + head * headWidth, to + head * headWidth)
        Lanes.forEach(of: half) { pair, count in
          let a = Element.load(from + pair, count: count)
          let b = Element.load(from + half + pair, count: count)
          let cosine = Float.load(cosines + pair, count: count)
          let sine = Float.load(sines + pair, count: count)
          Element.store(a * cosine - b * sine, to: to + pair, count: count)
          Element.store(b * cosine + a * sine, to: to + half + pair, count: count)
        }
        for column in 2 * half..<headWidth { to[column] = from[column] }
      }
    }
  }
}

extension RotaryEncoding {
  /// The angle of each pair of columns at position 1, in radians: `base^(-2j / width)`.
  var speeds: [Double] {
    (0..<width / 2).map { pow(Double(base), -2 * Double($0) / Double(width)) }
  }
}
