import CMachine
import Foundation
import Testing

@Suite(.serialized) struct AllocationCountTests {
  /// Where nothing is counted nothing stands between: a program's malloc is the C library's own.
  @Test(.enabled(if: cc_allocations_are_counted() != 0))
  func mallocIsTheLibrarysOwn() throws {
    let library = try #require(dlopen("libc.so.6", RTLD_NOW))
    defer { dlclose(library) }
    for name in ["malloc", "calloc", "realloc", "memalign", "aligned_alloc", "posix_memalign"] {
      let own = dlsym(library, name)
      #expect(own != nil && dlsym(nil, name) == own, "\(name)")
    }
  }

  /// One that has ended counts nothing any more.
  @Test(.enabled(if: cc_allocations_are_counted() != 0))
  func countingEnds() {
    cc_allocations_start()
    let first = cc_allocations_stop()
    let blocks = (0..<100).map { _ in malloc(10) }
    blocks.forEach { free($0) }
    #expect(cc_allocations_stop() == first)
  }

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
