extension Hardware {
  /// AMD's Instinct accelerators.
  static let amdAccelerators: [Hardware] = {
    let sheet = "AMD Instinct MI300X Accelerator data sheet, December 2023, peak performance"
    func cycles(_ operations: Int) -> String {
      "304 compute units x 2.1 GHz x \(operations) operations a cycle,"
        + " rates in ROCm documentation 6.2.2, MI300 microarchitecture"
    }
    return [
      Hardware(
        name: "mi300x", title: "AMD Instinct MI300X",
        peaks: [
          32: Figure(163.4e12, source: "\(sheet), FP32 vector; \(cycles(256))"),
          16: Figure(
            1307.4e12, source: "\(sheet), FP16 and bfloat16 matrix, dense; \(cycles(2048))"),
          8: Figure(2614.9e12, source: "\(sheet), FP8 matrix, dense; \(cycles(4096))"),
        ],
        tensorFloat32: Figure(
          653.7e12, source: "\(sheet), TF32 matrix, dense; \(cycles(1024))"),
        bandwidth: Figure(5.3e12, source: "\(sheet), memory bandwidth"),
        memory: .reported(
          bytes: 201_310_208 * 1024,
          by: "201,310,208 KiB, rocminfo of an MI300X in ROCm/rocm-examples, issue 187"))
    ]
  }()

  /// AMD's central processors, one socket each, at the base clock.
  ///
  /// A core of Zen 3 or Zen 4 does two 256-bit multiply-adds a cycle: 2 x 8 lanes x 2 operations.
  /// Zen 4 runs 512-bit instructions as two halves of 256 bits, at the same rate.
  static let amdProcessors: [Hardware] = [
    processor(
      name: "epyc-7763", title: "AMD EPYC 7763 (Milan)", cores: 64, megahertz: 2450,
      guide: "Software Optimization Guide for AMD Family 19h Processors, publication 56665",
      channels: 8, megatransfers: 3200, memory: 4096,
      sheet: "AMD EPYC 7003 Series Processors data sheet"),
    processor(
      name: "epyc-9654", title: "AMD EPYC 9654 (Genoa)", cores: 96, megahertz: 2400,
      guide: "Software Optimization Guide for the AMD Zen4 Microarchitecture, publication 57647",
      channels: 12, megatransfers: 4800, memory: 6144,
      sheet: "AMD EPYC 9004 Series Processors data sheet"),
    processor(
      name: "ryzen-7950x", title: "AMD Ryzen 9 7950X", cores: 16, megahertz: 4500,
      guide: "Software Optimization Guide for the AMD Zen4 Microarchitecture, publication 57647",
      channels: 2, megatransfers: 5200, memory: 128,
      sheet: "AMD Ryzen 9 7950X product specifications"),
  ]

  private static func processor(
    name: String, title: String, cores: Int, megahertz: Int, guide: String, channels: Int,
    megatransfers: Int, memory: Int, sheet: String
  ) -> Hardware {
    Hardware(
      name: name, title: title,
      peaks: [
        32: .units(
          cores, "cores", megahertz: megahertz, "base clock", operationsPerCycle: 32,
          source: "cores and clock in \(sheet); two 256-bit FMA a cycle in \(guide)")
      ],
      bandwidth: .channels(
        channels, megatransfers: megatransfers, source: "\(sheet), memory channels and speed"),
      memory: .modules(gibibytes: memory, source: "\(sheet), maximum memory of a socket"))
  }
}
