import Accounting
import Architectures
import CMachine
import Kernels
import Measurement

extension Workbench {
  /// What a cell's program does, by its ledger: useful FLOPs, and bytes between memory and processor.
  public func countedWork(of cell: Cell) throws -> (flops: UInt128, bytes: UInt128) {
    let ledger = try ledger(of: cell)
    let precision: Precision = type == .f32 ? .single : .half
    return (ledger.priced(by: .matmulCausal).total, ledger.traffic(precision).total)
  }

  /// Calls of the allocator during one pass that follows another; `nil` when this build can't count.
  public func allocations(of cell: Cell) throws -> UInt64? {
    guard cc_allocations_are_counted() != 0 else { return nil }
    // As what is timed is: the program is made once, before.
    let run = try forward(cell)
    try run()
    cc_allocations_start()
    defer { _ = cc_allocations_stop() }
    try run()
    return cc_allocations_stop()
  }

  /// One pass that follows another, inside the function that callgrind is told to watch.
  public func collectedPass(_ cell: Cell) throws {
    let run = try forward(cell)
    try run()
    var body = CollectedBody(run: run)
    withUnsafeMutablePointer(to: &body) { pointer in
      cc_collected(
        { $0?.assumingMemoryBound(to: CollectedBody.self).pointee.perform() }, pointer)
    }
    if let error = body.error { throw error }
  }
}

/// What a C function calls back, and what it threw.
private struct CollectedBody {
  let run: () throws -> Void
  var error: (any Error)?

  init(run: @escaping () throws -> Void) {
    self.run = run
  }

  mutating func perform() {
    do { try run() } catch { self.error = error }
  }
}
