import Glibc
import Operations

extension Rotation: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let x = try engine.matrix(inputs[0])
    let (rows, columns) = (x.shape.rows, x.shape.columns)
    let heads = columns / headWidth
    let speeds = rotary.speeds
    let result = try engine.result(results[0], of: x.type)
    // Sine and cosine of a row's angles, for all heads and each pair of columns.
    let half = speeds.count
    let turns = try engine.scratch(bytes: rows * 2 * half * MemoryLayout<Float>.stride)
    RowTeam.run(rows: rows, elements: rows * columns) { row in
      let cosines = turns + row * 2 * half
      let sines = cosines + half
      for pair in 0..<half {
        let angle = angle(row: row, speed: speeds[pair])
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
    return [result]
  }
}
