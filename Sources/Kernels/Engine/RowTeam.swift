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

  /// The same with a range of rows for each thread, that `body` takes together.
  static func share(_ rows: Int, elements: Int, _ body: (_ rows: Range<Int>) -> Void) {
    guard elements >= smallest else { return body(0..<rows) }
    runOnTeam { thread, threads in
      body(rows * thread / threads..<rows * (thread + 1) / threads)
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
