import Foundation

/// The limits of the control groups that this process is in: the tightest on the way to the root.
///
/// Of version 1 and 2, also side by side (Linux, admin-guide/cgroup-v1 and cgroup-v2.rst). What isn't
/// there or can't be read limits nothing.
struct ControlGroups {
  /// Bytes of memory: the tightest limit, and the least that is left below any.
  struct Memory: Equatable {
    var limit: Int
    var available: Int
  }

  /// Where a controller's files are, from the root that can be seen to this process's own group.
  private struct Hierarchy {
    let isVersion2: Bool
    let folders: [String]
  }

  /// Put before every path.
  private let root: String

  /// - Parameter root: A folder that stands for `/`, with `proc` and `sys` in it.
  init(root: String = "") {
    self.root = root
  }

  /// The processors' time for each time that passes, `nil` without a quota.
  var processorQuota: Double? {
    guard let hierarchy = hierarchy(of: "cpu") else { return nil }
    return hierarchy.folders.compactMap { folder -> Double? in
      let words =
        hierarchy.isVersion2
        ? self.words(folder + "/cpu.max")
        : self.words(folder + "/cpu.cfs_quota_us") + self.words(folder + "/cpu.cfs_period_us")
      // `max`, or -1, is no quota.
      guard words.count == 2, let quota = Double(words[0]), let period = Double(words[1]),
        quota > 0, period > 0
      else { return nil }
      return quota / period
    }.min()
  }

  /// - Parameter machineBytes: A limit beyond what there is limits nothing.
  func memory(of machineBytes: Int) -> Memory? {
    guard let hierarchy = hierarchy(of: "memory") else { return nil }
    let isVersion2 = hierarchy.isVersion2
    let limitNames = isVersion2 ? ["memory.max", "memory.high"] : ["memory.limit_in_bytes"]
    let usageName = isVersion2 ? "memory.current" : "memory.usage_in_bytes"
    let cacheKey = isVersion2 ? "inactive_file " : "total_inactive_file "
    let levels = hierarchy.folders.compactMap { folder -> Memory? in
      let limits = limitNames.compactMap { number(folder + "/" + $0) }
      guard let limit = limits.min(), limit > 0, limit < machineBytes else { return nil }
      // Pages of files that nobody has looked at lately are given up before anything is killed.
      let kept =
        (number("\(folder)/\(usageName)") ?? 0)
        - (LinuxTable.value(of: cacheKey, in: root + folder + "/memory.stat") ?? 0)
      return Memory(limit: limit, available: max(0, limit - max(0, kept)))
    }
    guard let limit = levels.map(\.limit).min(), let available = levels.map(\.available).min()
    else { return nil }
    return Memory(limit: limit, available: available)
  }

  // MARK: Files

  private func text(_ path: String) -> String {
    (try? String(contentsOfFile: root + path, encoding: .utf8)) ?? ""
  }

  private func words(_ path: String) -> [Substring] {
    text(path).split(whereSeparator: \.isWhitespace)
  }

  private func number(_ path: String) -> Int? { words(path).first.flatMap { Int($0) } }

  private func hierarchy(of controller: String) -> Hierarchy? {
    // Such as `4:memory:/docker/1f`, or `0::/user.slice` of version 2.
    let groups = text("/proc/self/cgroup").split(separator: "\n").compactMap {
      line -> (controllers: [Substring], path: String)? in
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return nil }
      return (parts[1].split(separator: ","), String(parts[2]))
    }
    let mounts = self.mounts
    if let group = groups.first(where: { $0.controllers.contains { $0 == controller } }) {
      let own = mounts.filter { $0.type == "cgroup" && $0.options.contains(controller) }
      return folders(of: group.path, in: own).map { Hierarchy(isVersion2: false, folders: $0) }
    }
    guard let group = groups.first(where: \.controllers.isEmpty) else { return nil }
    return folders(of: group.path, in: mounts.filter { $0.type == "cgroup2" })
      .map { Hierarchy(isVersion2: true, folders: $0) }
  }

  /// The folders of a group and those above it, in the mount that shows the most of them.
  private func folders(of path: String, in mounts: [Mount]) -> [String]? {
    let ways = mounts.compactMap { mount in
      way(from: mount, to: path).map { [mount.point] + $0 }
    }
    // A container without a namespace of its own groups has its own group mounted.
    return ways.max { $0.count < $1.count } ?? mounts.first.map { [$0.point] }
  }

  /// The folders from below a mount to a group, `nil` where the mount doesn't show the group.
  private func way(from mount: Mount, to path: String) -> [String]? {
    var names = path.split(separator: "/").map(String.init)
    let root = mount.root.split(separator: "/").map(String.init)
    if !root.isEmpty, root.allSatisfy({ $0 == ".." }) {
      return groupOfThisProcess(below: mount.point, depth: root.count + names.count)
    }
    guard names.starts(with: root), !names.contains("..") else { return nil }
    names.removeFirst(root.count)
    return Array(names.reduce(into: [mount.point]) { $0.append("\($0[$0.count - 1])/\($1)") }[1...])
  }

  /// The same where the mount is from outside this process's namespace of groups.
  ///
  /// Then each level above the namespace's root is called `..`, and only the list of a group's
  /// processes tells which folder it is.
  private func groupOfThisProcess(below point: String, depth: Int) -> [String]? {
    var ways: [[String]] = [[]]
    for _ in 0..<min(depth, Self.deepest) {
      ways = ways.flatMap { way in
        let folder = way.last ?? point
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []
        return names.map { "\(folder)/\($0)" }
          .filter { access("\(root)\($0)/cgroup.procs", F_OK) == 0 }.map { way + [$0] }
      }
      ways = Array(ways.prefix(Self.mostFolders))
    }
    return ways.first { way in
      way.last.map { words($0 + "/cgroup.procs").contains("\(getpid())") } ?? false
    }
  }

  private static let deepest = 16
  private static let mostFolders = 4096

  private struct Mount {
    /// The group that is mounted, and where.
    let root: String
    let point: String
    let type: String
    let options: [String]
  }

  /// As `36 35 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory` (proc_pid_mountinfo(5)).
  private var mounts: [Mount] {
    text("/proc/self/mountinfo").split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let dash = words.firstIndex(of: "-"), dash >= 5, words.count > dash + 3 else {
        return nil
      }
      return Mount(
        root: Self.unescaped(words[3]), point: Self.unescaped(words[4]),
        type: String(words[dash + 1]),
        options: words[dash + 3].split(separator: ",").map(String.init))
    }
  }

  /// Blanks, tabs, line ends and backslashes are written in octal, as `\040`.
  private static func unescaped(_ text: Substring) -> String {
    var result = String(text)
    for (escape, plain) in [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")] {
      result = result.replacing(escape, with: plain)
    }
    return result
  }
}
