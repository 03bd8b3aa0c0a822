extension Hardware {
  /// Intel's central processors, one socket each, at the base clock.
  ///
  /// AVX-512 and AMX may run below the base clock under the power limit, and above it when turbo
  /// allows; the base clock is the one that Intel publishes for all cores.
  static let intelProcessors: [Hardware] = {
    let brief = "in Intel, Accelerate AI Workloads with Intel AMX, page 4"
    let vector = (64, "2 AVX-512 FMA units x 16 lanes x 2, units in the same specifications")
    return [
      xeon(
        "8380", name: "xeon-8380", title: "Intel Xeon Platinum 8380 (Ice Lake)", cores: 40,
        megahertz: 2300,
        operations: [32: vector, 8: (256, "AVX-512 VNNI, INT8, integers alone, \(brief)")],
        megatransfers: 3200, memory: 6144),
      xeon(
        "8480+", name: "xeon-8480-plus", title: "Intel Xeon Platinum 8480+ (Sapphire Rapids)",
        cores: 56, megahertz: 2000,
        operations: [
          32: vector, 16: (1024, "AMX, bfloat16, \(brief)"),
          8: (2048, "AMX, INT8, integers alone, \(brief)"),
        ],
        megatransfers: 4800, memory: 4096),
    ]
  }()

  /// `operations` a cycle and core, and what does them, by width of the operands.
  private static func xeon(
    _ model: String, name: String, title: String, cores: Int, megahertz: Int,
    operations: [Int: (perCycle: Int, what: String)], megatransfers: Int, memory: Int
  ) -> Hardware {
    let sheet = "Intel Xeon Platinum \(model) Processor product specifications"
    return Hardware(
      name: name, title: title,
      peaks: operations.mapValues { operation in
        .units(
          cores, "cores", megahertz: megahertz, "base clock",
          operationsPerCycle: operation.perCycle,
          source: "cores and clock in \(sheet); \(operation.what)")
      },
      bandwidth: .channels(
        8, megatransfers: megatransfers, source: "\(sheet), memory channels and speed"),
      memory: .modules(gibibytes: memory, source: "\(sheet), maximum memory size"))
  }
}
