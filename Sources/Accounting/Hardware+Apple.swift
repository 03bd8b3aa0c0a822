extension Hardware {
  /// Apple's graphics processors, of which Apple publishes neither the clock nor a peak.
  static let apple: [Hardware] = {
    let specifications = "MacBook Pro (14-inch and 16-inch, November 2023) technical specifications"
    let clock = "clock as third parties report it"
    let lanes =
      "40 cores in \(specifications);"
      + " 128 lanes a core of the M1 and M2 in philipturner/metal-benchmarks"
    return [
      Hardware(
        name: "m3-max", title: "Apple M3 Max, 40-core GPU",
        peaks: [
          32: .units(
            40, "cores", megahertz: 1398, clock, operationsPerCycle: 256, source: lanes),
          16: .units(
            40, "cores", megahertz: 1398, clock, operationsPerCycle: 256,
            source: "\(lanes), which finds 16-bit floats no faster there"),
        ],
        bandwidth: Figure(
          400e9, source: "\(specifications), M3 Max with 16-core CPU, memory bandwidth"),
        memory: .modules(
          gibibytes: 128,
          source: "\(specifications), largest unified memory, shared with the central processor"))
    ]
  }()
}
