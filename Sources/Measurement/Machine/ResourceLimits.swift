import Foundation
import Processes

/// What this process may use of its machine, by CPU affinity and control groups.
public struct ResourceLimits: Equatable, Sendable {
  /// Processors that are online.
  public let machineProcessors: Int
  /// Those that this process may run on.
  public let allowedProcessors: Int
  /// The processors' time for each time that passes, by the tightest quota; `nil` without.
  public let processorQuota: Double?
  public let machineMemoryBytes: Int
  /// The tightest limit of a control group; `nil` without.
  public let memoryLimitBytes: Int?
  /// Memory that can be taken without swapping and without anything being killed; 0 when the system
  /// doesn't tell.
  public let availableMemoryBytes: Int
  /// Whether a control group leaves less than the machine would.
  public let isMemoryOfGroup: Bool

  /// Those of this process as they are now.
  public static var current: ResourceLimits {
    let online = ProcessInfo.processInfo.activeProcessorCount
    let allowed = AllowedProcessors.count
    return ResourceLimits(
      machineProcessors: online, allowedProcessors: allowed > 0 ? allowed : online,
      machineMemoryBytes: Int(ProcessInfo.processInfo.physicalMemory))
  }

  /// - Parameter root: A folder that stands for `/`, with `proc` and `sys` in it.
  init(
    machineProcessors: Int, allowedProcessors: Int, machineMemoryBytes: Int, root: String = ""
  ) {
    self.machineProcessors = machineProcessors
    self.allowedProcessors = allowedProcessors
    self.machineMemoryBytes = machineMemoryBytes
    let groups = ControlGroups(root: root)
    processorQuota = groups.processorQuota
    let memory = groups.memory(of: machineMemoryBytes)
    memoryLimitBytes = memory?.limit
    let available = LinuxTable.value(of: "MemAvailable:", in: root + "/proc/meminfo") ?? 0
    if let memory, memory.available < available || available == 0 {
      availableMemoryBytes = memory.available
      isMemoryOfGroup = true
    } else {
      availableMemoryBytes = available
      isMemoryOfGroup = false
    }
  }

  /// How many threads can run at once without waiting for each other or for the next period.
  public var processors: Int {
    let whole = processorQuota.map { Int(min(max($0, 1), 1e6)) } ?? .max
    return max(1, min(machineProcessors, allowedProcessors, whole))
  }

  /// What keeps this process from using all processors; `nil` when it may.
  public var processorReason: String? {
    if let processorQuota, processorQuota < Double(min(machineProcessors, allowedProcessors)) {
      return "the control group's CPU quota is \(Int((processorQuota * 100).rounded())) %"
    }
    return allowedProcessors < machineProcessors ? "CPU affinity allows no more" : nil
  }

  /// What a quota does to times; `nil` where one thread runs without a break.
  public var quotaNote: String? {
    guard let processorQuota, processorQuota < 1 else { return nil }
    return
      "the control group's CPU quota is less than one processor, so that even one thread waits "
      + "and times are longer than the processor's"
  }
}
