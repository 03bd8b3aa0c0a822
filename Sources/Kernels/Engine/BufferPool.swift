import CMachine
import Operations

/// Memory for tensors, straight from the operating system and used again.
///
/// A program asks for the same sizes over and over, so a freed buffer waits for the next request
/// of its size and nothing is allocated in a loop's steady state. Large buffers go back at once:
/// keeping them would make resident memory the sum of everything ever needed.
final class BufferPool {
  private static let largestKept = 64 << 20
  private var free: [Int: [UnsafeMutableRawPointer]] = [:]

  deinit { releaseFree() }

  /// Memory of at least `bytes`, aligned to a page; its content is arbitrary.
  func take(_ bytes: Int) throws -> UnsafeMutableRawPointer {
    let size = Self.roundedUp(bytes)
    if let waiting = free[size]?.popLast() { return waiting }
    guard let memory = cc_memory_map(size) else {
      throw EngineError("the system has no \(size) bytes of memory left")
    }
    return memory
  }

  func giveBack(_ memory: UnsafeMutableRawPointer, bytes: Int) {
    let size = Self.roundedUp(bytes)
    if size <= Self.largestKept {
      free[size, default: []].append(memory)
    } else {
      cc_memory_unmap(memory, size)
    }
  }

  /// Returns what waits for reuse to the operating system.
  func releaseFree() {
    for (size, buffers) in free {
      for buffer in buffers { cc_memory_unmap(buffer, size) }
    }
    free = [:]
  }

  private static func roundedUp(_ bytes: Int) -> Int {
    let page = 4096
    return max(page, (bytes + page - 1) / page * page)
  }
}
