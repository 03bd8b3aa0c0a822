import Foundation
import TestSupport
import Testing

@testable import Measurement

/// Limits read from folders that stand for the system's root, on a machine of 8 processors and 16 GiB of
/// which 12 are available.
@Suite struct ResourceLimitsTests {
  private static let gibibyte = 1 << 30
  private static let unlimited = "9223372036854771712"

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "MemTotal:       16777216 kB\nMemAvailable:   12582912 kB\n", to: "proc/meminfo")
  }

  private func limits(allowed: Int = 8) -> ResourceLimits {
    ResourceLimits(
      machineProcessors: 8, allowedProcessors: allowed, machineMemoryBytes: 16 * Self.gibibyte,
      root: folder.path)
  }

  private func write(_ files: [String: String]) throws {
    for (name, text) in files { try folder.write(text + "\n", to: name) }
  }

  private static let version2 = "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw"
  private static let version1 = """
    31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
    32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct
    33 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
    """

  @Test func withoutGroupsTheMachineIsAllThereIs() {
    let limits = limits()
    #expect(limits.processors == 8 && limits.processorReason == nil && limits.quotaNote == nil)
    #expect(limits.memoryLimitBytes == nil && !limits.isMemoryOfGroup)
    #expect(limits.availableMemoryBytes == 12 * Self.gibibyte)
  }

  @Test func affinity() {
    let limits = limits(allowed: 1)
    #expect(limits.processors == 1)
    #expect(limits.processorReason == "CPU affinity allows no more")
  }

  /// A quota and limits of a group above count like one's own; the tightest does.
  @Test func version2TakesTheTightest() throws {
    try write([
      "proc/self/cgroup": "0::/a.slice/b/c", "proc/self/mountinfo": Self.version2,
      "sys/fs/cgroup/a.slice/cpu.max": "250000 100000",
      "sys/fs/cgroup/a.slice/b/cpu.max": "max 100000",
      "sys/fs/cgroup/a.slice/b/c/cpu.max": "800000 100000",
      "sys/fs/cgroup/a.slice/memory.max": "max",
      "sys/fs/cgroup/a.slice/b/memory.max": "\(4 * Self.gibibyte)",
      "sys/fs/cgroup/a.slice/b/memory.current": "\(3 * Self.gibibyte)",
      "sys/fs/cgroup/a.slice/b/memory.stat":
        "anon 5\ninactive_file \(Self.gibibyte)\nactive_file 7",
      "sys/fs/cgroup/a.slice/b/c/memory.high": "\(3 * Self.gibibyte)",
      "sys/fs/cgroup/a.slice/b/c/memory.max": "\(8 * Self.gibibyte)",
      "sys/fs/cgroup/a.slice/b/c/memory.current": "\(Self.gibibyte / 2)",
    ])
    let limits = limits()
    #expect(limits.processorQuota == 2.5 && limits.processors == 2)
    #expect(limits.processorReason == "the control group's CPU quota is 250 %")
    #expect(limits.memoryLimitBytes == 3 * Self.gibibyte && limits.isMemoryOfGroup)
    // 4 - (3 - 1) above, 3 - ½ in its own.
    #expect(limits.availableMemoryBytes == 2 * Self.gibibyte)
  }

  @Test func version1() throws {
    try write([
      "proc/self/cgroup": "5:memory:/docker/x y\n4:cpu,cpuacct:/docker\n0::/",
      "proc/self/mountinfo": Self.version1,
      "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "-1",
      "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000",
      "sys/fs/cgroup/cpu,cpuacct/docker/cpu.cfs_quota_us": "50000",
      "sys/fs/cgroup/cpu,cpuacct/docker/cpu.cfs_period_us": "100000",
      "sys/fs/cgroup/memory/memory.limit_in_bytes": Self.unlimited,
      "sys/fs/cgroup/memory/docker/memory.limit_in_bytes": "\(2 * Self.gibibyte)",
      "sys/fs/cgroup/memory/docker/memory.usage_in_bytes": "\(Self.gibibyte)",
      "sys/fs/cgroup/memory/docker/memory.stat": "inactive_file 1\ntotal_inactive_file 4096",
      "sys/fs/cgroup/memory/docker/x y/memory.limit_in_bytes": Self.unlimited,
    ])
    let limits = limits()
    #expect(limits.processorQuota == 0.5 && limits.processors == 1)
    #expect(limits.processorReason == "the control group's CPU quota is 50 %")
    #expect(limits.quotaNote != nil)
    #expect(limits.memoryLimitBytes == 2 * Self.gibibyte)
    #expect(limits.availableMemoryBytes == Self.gibibyte + 4096)
  }

  /// Version 2 beside version 1 without a controller of its own decides nothing.
  @Test func hybrid() throws {
    try write([
      "proc/self/cgroup": "5:memory:/job\n4:cpu,cpuacct:/\n0::/job",
      "proc/self/mountinfo":
        Self.version1 + "\n41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw",
      "sys/fs/cgroup/unified/job/memory.max": "1",
      "sys/fs/cgroup/memory/job/memory.limit_in_bytes": "\(Self.gibibyte)",
    ])
    #expect(limits().memoryLimitBytes == Self.gibibyte && limits().processors == 8)
  }

  /// A controller that version 1 doesn't have is version 2's.
  @Test func hybridWithControllersOfBoth() throws {
    try write([
      "proc/self/cgroup": "4:cpu,cpuacct:/job\n0::/job",
      "proc/self/mountinfo":
        Self.version1 + "\n41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw",
      "sys/fs/cgroup/unified/job/memory.max": "\(Self.gibibyte)",
      "sys/fs/cgroup/unified/job/cpu.max": "100000 100000",
      "sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us": "300000",
      "sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us": "100000",
    ])
    #expect(limits().memoryLimitBytes == Self.gibibyte && limits().processors == 3)
  }

  /// A container that sees the host's path of its group, but has only that group mounted.
  @Test(arguments: ["/docker/1f/job", "/elsewhere"])
  func containerWithoutANamespace(path: String) throws {
    try write([
      "proc/self/cgroup": "5:memory:\(path)",
      "proc/self/mountinfo":
        #"33 31 0:32 /docker/1f /mnt/my\040groups rw - cgroup cgroup rw,memory"#,
      "mnt/my groups/memory.limit_in_bytes": "\(Self.gibibyte)",
      "mnt/my groups/job/memory.limit_in_bytes": Self.unlimited,
    ])
    #expect(limits().memoryLimitBytes == Self.gibibyte)
  }

  @Test func ownNamespace() throws {
    try write([
      "proc/self/cgroup": "0::/", "proc/self/mountinfo": Self.version2,
      "sys/fs/cgroup/memory.max": "\(Self.gibibyte)", "sys/fs/cgroup/cpu.max": "200000 100000",
    ])
    #expect(limits().memoryLimitBytes == Self.gibibyte && limits().processors == 2)
  }

  /// A mount from outside the namespace calls the levels above it `..`; the process's number tells.
  @Test func namespaceInsideAnOlderMount() throws {
    try write([
      "proc/self/cgroup": "0::/",
      "proc/self/mountinfo": "30 23 0:26 /../.. /sys/fs/cgroup rw - cgroup2 cgroup2 rw",
      "sys/fs/cgroup/cgroup.procs": "1",
      "sys/fs/cgroup/a/cgroup.procs": "",
      "sys/fs/cgroup/a/memory.max": "\(2 * Self.gibibyte)",
      "sys/fs/cgroup/a/x/cgroup.procs": "1", "sys/fs/cgroup/a/x/memory.max": "4096",
      "sys/fs/cgroup/a/y/cgroup.procs": "1\n\(getpid())",
      "sys/fs/cgroup/a/y/memory.max": "\(3 * Self.gibibyte)",
    ])
    #expect(limits().memoryLimitBytes == 2 * Self.gibibyte)
  }

  /// What makes no sense limits nothing; a limit that is used up leaves nothing.
  @Test func nonsense() throws {
    try write([
      "proc/self/cgroup": "0::/a\nnonsense\n::", "proc/self/mountinfo": Self.version2 + "\n- - -",
      "sys/fs/cgroup/cpu.max": "0 0", "sys/fs/cgroup/a/cpu.max": "many of",
      "sys/fs/cgroup/memory.max": "-5", "sys/fs/cgroup/a/memory.max": "\(Self.gibibyte)",
      "sys/fs/cgroup/a/memory.current": "\(2 * Self.gibibyte)",
    ])
    let limits = limits()
    #expect(limits.processors == 8 && limits.processorQuota == nil)
    #expect(limits.availableMemoryBytes == 0 && limits.isMemoryOfGroup)
    #expect(ResourceLimits.current.processors >= 1)
  }
}
