import CMachine
import Foundation
import Testing

@Suite(.serialized) struct AllocationCountTests {
  /// Other tests allocate meanwhile, so that there may be more.
  @Test(.enabled(if: cc_allocations_are_counted() != 0))
  func everyWayToAllocateIsCounted() {
    cc_allocations_start()
    var blocks: [UnsafeMutableRawPointer?] = []
    blocks.reserveCapacity(400)
    for _ in 0..<100 {
      blocks.append(malloc(10))
      blocks.append(calloc(2, 10))
      blocks.append(realloc(nil, 10))
      var aligned: UnsafeMutableRawPointer?
      posix_memalign(&aligned, 64, 10)
      blocks.append(aligned)
    }
    let count = cc_allocations_stop()
    #expect(count >= 400 && blocks.allSatisfy { $0 != nil })
    // Aligned memory is that of the same allocator, and so is freed by it.
    #expect(UInt(bitPattern: blocks[3]) % 64 == 0)
    blocks.forEach { free($0) }
    var refused: UnsafeMutableRawPointer?
    #expect(posix_memalign(&refused, 3, 10) == EINVAL)
  }
}
