import CommandLineKit
import Measurement

/// A measured roof for a person.
struct RoofReport {
  let roof: MeasuredRoof

  var text: String {
    """
    \(roof.processor), kernels as wide as \(roof.model ?? "unknown")'s

    \(limits.render())
    \(kernels.render())
    what predictions are made from:

    \(shares.render())
    medians of pairs of machine and kernel; fastest: the fastest run of the kernel for the fastest
    of the machine, which a neighbour on a shared machine disturbs least. Norms are held against the
    bandwidth, which those of a segment exceed within caches; all others against the peak

    """
  }

  private var limits: Table {
    var table = Table(
      [.init("the machine"), .init("threads", .right), .init("", .right), .init("")], indent: 2)
    for peak in roof.peaks {
      table.append([
        "multiply-adds, \(peak.dtype)", "\(peak.threads)",
        NumberFormat.fixed(peak.flopsPerSecond / 1e9, decimals: 0), "GFLOP/s",
      ])
    }
    for bandwidth in roof.bandwidths {
      table.append([
        "memory, read and written", "\(bandwidth.threads)",
        NumberFormat.fixed(bandwidth.bytesPerSecond / 1e9, decimals: 1), "GB/s",
      ])
    }
    return table
  }

  private var kernels: Table {
    var table = Table(
      [
        .init("kernel"), .init("dtype"), .init("threads", .right), .init("FLOPs/byte", .right),
        .init("GFLOP/s", .right), .init("share", .right), .init("fastest", .right),
      ], indent: 2)
    for kernel in roof.kernels {
      table.append([
        kernel.name, kernel.dtype, "\(kernel.threads)",
        NumberFormat.significant(kernel.intensity, digits: 3),
        NumberFormat.fixed(kernel.flopsPerSecond / 1e9, decimals: 0),
        NumberFormat.percent(kernel.share), NumberFormat.percent(kernel.fastestShare),
      ])
    }
    return table
  }

  private var shares: Table {
    var table = Table(
      [
        .init("dtype"), .init("threads", .right), .init("products", .right),
        .init("attention", .right), .init("norms and copies", .right),
      ], indent: 2)
    for shares in roof.shares {
      table.append(
        [shares.dtype, "\(shares.threads)"]
          + [shares.products, shares.attention, shares.bandwidth].map {
            NumberFormat.percent($0)
          })
    }
    return table
  }
}
