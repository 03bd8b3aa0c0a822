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
    guard elements >= smallest else {
      for row in 0..<rows { body(row) }
      return
    }
    runOnTeam { thread, threads in
      for row in rows * thread / threads..<rows * (thread + 1) / threads { body(row) }
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
