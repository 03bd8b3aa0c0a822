import CMachine
import Operations

/// Memory for tensors, straight from the operating system and used again.
///
/// A program asks for the same sizes over and over, so a freed buffer waits for the next request
/// of its size and nothing is allocated in a loop's steady state. From a huge page on, what waits are
/// pages: a request of any size takes those that are free, wherever they are, so that resident memory
/// is the most ever needed at one time and not the sum over sizes, and the system clears no page twice.
final class BufferPool {
  private struct Piece {
    var memory: UnsafeMutableRawPointer
    var bytes: Int

    var end: UnsafeMutableRawPointer { memory + bytes }
  }

  private static let hugePage = 2 << 20
  /// Free buffers of less than a huge page, by size.
  private var small: [Int: [UnsafeMutableRawPointer]] = [:]
  /// Free huge pages, by address; no piece begins where another ends.
  private var pieces: [Piece] = []
  /// Bytes that the system has given and not taken back, free or not.
  private(set) var mappedBytes = 0

  deinit { releaseFree() }

  /// Memory of at least `bytes`, aligned to a page; its content is arbitrary.
  func take(_ bytes: Int) throws -> UnsafeMutableRawPointer {
    let size = Self.roundedUp(bytes)
    if size < Self.hugePage {
      if let waiting = small[size]?.popLast() { return waiting }
    } else if let place = smallestPiece(of: size) {
      return cut(size, at: place)
    }
    return try map(size)
  }

  func giveBack(_ memory: UnsafeMutableRawPointer, bytes: Int) {
    let size = Self.roundedUp(bytes)
    if size < Self.hugePage {
      small[size, default: []].append(memory)
    } else {
      insert(Piece(memory: memory, bytes: size))
    }
  }

  /// Returns what waits for reuse to the operating system.
  func releaseFree() {
    let buffers = small.flatMap { size, buffers in buffers.map { Piece(memory: $0, bytes: size) } }
    for piece in buffers + pieces {
      cc_memory_unmap(piece.memory, piece.bytes)
      mappedBytes -= piece.bytes
    }
    (small, pieces) = ([:], [])
  }

  /// Memory of which no free piece has enough: the pages of all that are needed, the largest first, and
  /// fresh ones for what is missing then.
  private func map(_ size: Int) throws -> UnsafeMutableRawPointer {
    var (parts, missing) = ([cc_memory_piece](), size)
    while size >= Self.hugePage, missing > 0, let place = largestPiece {
      let bytes = min(missing, pieces[place].bytes)
      parts.append(cc_memory_piece(memory: cut(bytes, at: place), bytes: bytes))
      missing -= bytes
    }
    guard
      let memory = parts.isEmpty ? cc_memory_map(size) : cc_memory_join(parts, parts.count, size)
    else {
      mappedBytes -= size - missing
      throw EngineError("the system has no \(size) bytes of memory left")
    }
    mappedBytes += missing
    if cc_team_rehearses() != 0 { cc_memory_touch(memory + (size - missing), missing) }
    return memory
  }

  private func smallestPiece(of size: Int) -> Int? {
    var smallest: Int?
    for place in pieces.indices where pieces[place].bytes >= size {
      if let known = smallest, pieces[known].bytes <= pieces[place].bytes { continue }
      smallest = place
    }
    return smallest
  }

  private var largestPiece: Int? {
    pieces.indices.max { pieces[$0].bytes < pieces[$1].bytes }
  }

  /// Takes the first bytes of a piece.
  private func cut(_ bytes: Int, at place: Int) -> UnsafeMutableRawPointer {
    let memory = pieces[place].memory
    pieces[place].memory += bytes
    pieces[place].bytes -= bytes
    if pieces[place].bytes == 0 { pieces.remove(at: place) }
    return memory
  }

  private func insert(_ piece: Piece) {
    let place = pieces.firstIndex { $0.memory > piece.memory } ?? pieces.endIndex
    pieces.insert(piece, at: place)
    joinWithPrevious(place + 1)
    joinWithPrevious(place)
  }

  private func joinWithPrevious(_ place: Int) {
    guard place > 0, place < pieces.count, pieces[place - 1].end == pieces[place].memory else {
      return
    }
    pieces[place - 1].bytes += pieces[place].bytes
    pieces.remove(at: place)
  }

  /// Whole pages, from a huge page on whole ones of these.
  private static func roundedUp(_ bytes: Int) -> Int {
    let page = bytes < hugePage ? 4096 : hugePage
    return max(page, (bytes + page - 1) / page * page)
  }
}
