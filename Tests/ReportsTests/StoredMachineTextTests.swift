import Measurement
import Testing

@testable import Reports

/// What a report says of processors and memory that a run couldn't use.
@Suite struct StoredMachineTextTests {
  @Test func processors() {
    var machine = SampleRun.machine
    #expect(machine.processorsText == "2" && machine.coresText == "2 cores")
    #expect(machine.usage(ofThreads: 2) == "All 2 processors are used.")
    #expect(machine.usage(ofThreads: 1) == "Only 1 of 2 processors is used, as was asked for.")
    machine.usableCores = 1
    machine.coresReason = "CPU affinity allows no more"
    #expect(machine.processorsText == "1 of 2, since CPU affinity allows no more")
    #expect(
      machine.usage(ofThreads: 1) == "Only 1 of 2 processors is used: CPU affinity allows no more.")
    #expect(machine.coresText == "1 of 2 cores")
    machine.cores = 8
    machine.usableCores = 4
    #expect(machine.usage(ofThreads: 2) == "Only 2 of 8 processors are used, as was asked for.")
  }

  @Test func memory() {
    var machine = SampleRun.machine
    #expect(machine.memoryText == "16.0 GiB")
    machine.memoryLimitBytes = 1 << 30
    #expect(machine.memoryText == "1.0 GiB of 16.0 GiB, the control group's limit")
  }
}
