import CMachine

/// Where the team's threads run, and until when.
public enum ThreadPlacement {
  /// Keeps the team on as many cores as it has threads; their numbers, none when that isn't allowed.
  ///
  /// To be called before the team's first work, on the thread that gives it.
  public static func pin(threads: Int) -> [Int] {
    var cores = [Int32](repeating: 0, count: threads)
    let count = cc_team_pin(Int32(threads), &cores)
    return cores.prefix(Int(count)).map { Int($0) }
  }

  /// Has this process end with the one that started it.
  public static func endWithParent(_ identifier: Int32) {
    cc_end_with_parent(identifier)
  }
}
