import CMachine
import Operations

/// Work on rows that don't depend on each other, shared among the team of threads.
enum RowTeam {
  /// Below so many elements, waking the team takes longer than the work.
  private static let smallest = 1 << 14

  /// Calls `body` for every row, from several threads at once where there is enough to do.
  ///
  /// `elements` is how many elements the rows have in all.
  static func run(rows: Int, elements: Int, _ body: (_ row: Int) -> Void) {
    share(rows, elements: elements) { rows in
      for row in rows { body(row) }
    }
  }

  /// The same for rows, or columns, that `body` takes some of together.
  static func share(_ count: Int, elements: Int, _ body: (_ range: Range<Int>) -> Void) {
    guard elements >= smallest else { return body(0..<count) }
    runOnTeam { thread, threads in
      body(count * thread / threads..<count * (thread + 1) / threads)
    }
  }

  private typealias Body = (_ thread: Int, _ threads: Int) -> Void

  private static func runOnTeam(_ body: Body) {
    withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: body) { pointer in
        cc_team_run(
          { context, thread, threads in
            context?.assumingMemoryBound(to: Body.self).pointee(Int(thread), Int(threads))
          }, UnsafeMutableRawPointer(mutating: pointer))
      }
    }
  }
}
