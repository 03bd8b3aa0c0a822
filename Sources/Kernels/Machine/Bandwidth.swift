import CMachine

/// Two vectors of memory, to see how fast one can be turned into the other.
public final class Bandwidth {
  private let source: Buffer
  private let target: Buffer

  /// - Parameters:
  ///   - bytes: Of each vector; several times the largest cache.
  ///   - threads: Size of the team.
  public init(bytes: Int, threads: Int) throws {
    cc_team_set_size(Int32(threads))
    let pool = BufferPool()
    let count = bytes / MemoryLayout<Float>.stride
    source = try Buffer(count: count, from: pool)
    target = try Buffer(count: count, from: pool)
    source.floats.update(repeating: 1, count: count)
    target.floats.update(repeating: 0, count: count)
  }

  /// Reads one vector and writes the other; returns how many bytes that is, both together.
  public func run() -> Double {
    cc_scale_f32(source.floats, target.floats, source.count, 0.5)
    return 2 * Double(source.count * MemoryLayout<Float>.stride)
  }
}
