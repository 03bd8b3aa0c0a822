import Architectures

/// What a forward pass did: every kind of operation with its sizes, and how often.
///
/// A ledger holds no prices. A `Convention` turns it into FLOPs.
public struct Ledger: Equatable, Sendable {
  /// An operation and how often it was performed.
  public struct Entry: Equatable, Sendable {
    public let operation: Operation
    public var repetitions: UInt128
  }

  /// In order of first appearance; no operation stands twice.
  public private(set) var entries: [Entry] = []
  private var indices: [Operation: Int] = [:]
  /// The largest number of bytes that tensors held at one time, at 4 bytes an element.
  public internal(set) var peakTensorBytes: UInt128 = 0

  public init() {}

  mutating func record(_ operation: Operation, times: UInt128) {
    guard times > 0 else { return }
    if let index = indices[operation] {
      entries[index].repetitions += times
    } else {
      indices[operation] = entries.count
      entries.append(Entry(operation: operation, repetitions: times))
    }
  }

  /// The ledger of `architecture` over the given number of positions.
  public init(of architecture: some Architecture, positions: Int) throws {
    self = try CountingEngine.ledger { engine in
      try architecture.forward(positions: positions, on: engine) { _, _ in }
    }
  }
}
