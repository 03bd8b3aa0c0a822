import Architectures
import Glibc

extension CPUEngine {
  public func rotated(
    _ x: Tensor, headWidth: Int, _ rotary: RotaryEncoding, after prefix: Int
  ) throws -> Tensor {
    let (rows, columns) = (x.shape.rows, x.shape.columns)
    let heads = columns / headWidth
    let speeds = rotary.speeds
    let result = try tensor(rows: rows, columns: columns, of: x.type)
    // Sine and cosine of a row's angles, for all heads and each pair of columns.
    let half = speeds.count
    let turns = try scratch(bytes: rows * 2 * half * MemoryLayout<Float>.stride)
    RowTeam.run(rows: rows, elements: rows * columns) { row in
      let cosines = turns + row * 2 * half
      let sines = cosines + half
      for pair in 0..<half {
        let angle = Double(prefix + row) * speeds[pair]
        cosines[pair] = Float(cos(angle))
        sines[pair] = Float(sin(angle))
      }
      x.withFloats(of: row) { from in
        result.setFloats(of: row) { to in
          for head in 0..<heads {
            let (from, to) = (from + head * headWidth, to + head * headWidth)
            for pair in 0..<half {
              let (a, b) = (from[pair], from[pair + half])
              to[pair] = a * cosines[pair] - b * sines[pair]
              to[pair + half] = b * cosines[pair] + a * sines[pair]
            }
            for column in 2 * half..<headWidth { to[column] = from[column] }
          }
        }
      }
    }
    observer?(.rotation(rows: rows, width: heads * rotary.width))
    return result
  }
}

extension RotaryEncoding {
  /// The angle of each pair of columns at position 1, in radians: `base^(-2j / width)`.
  var speeds: [Double] {
    (0..<width / 2).map { pow(Double(base), -2 * Double($0) / Double(width)) }
  }
}
