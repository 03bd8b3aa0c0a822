import Charts
import Measurement
import Text

extension RooflineInput {
  /// A measured roof with its kernels.
  ///
  /// Norms of one segment, which predictions are made from, stay in caches and aren't under the roof:
  /// of norms the longest is drawn. Single products lie close together, and a layer's stand for them.
  init(_ roof: MeasuredRoof) {
    let norms = roof.kernels.filter(\.isNorm)
    let longest = norms.map(\.bytes).max() ?? 0
    let drawn = roof.kernels.filter { kernel in
      kernel.isNorm ? kernel.bytes == longest : !kernel.isSingleProduct
    }
    let products = roof.kernels.count(where: \.isSingleProduct)
    let rest = roof.kernels.count - drawn.count - products
    self.init(
      subtitle: [
        "kernels of \(roof.model ?? "one model")'s widths, medians of runs in alternation with the "
          + "machine's own rate",
        "\(roof.processor), measured \(roof.measured), commit \(roof.commit)",
      ],
      ceilings: roof.peaks.map {
        Ceiling(dtype: $0.dtype, threads: $0.threads, flopsPerSecond: $0.flopsPerSecond)
      },
      bandwidths: roof.bandwidths.map {
        Bandwidth(threads: $0.threads, bytesPerSecond: $0.bytesPerSecond)
      },
      kernels: drawn.map {
        Kernel(
          name: $0.name, dtype: $0.dtype, threads: $0.threads, intensity: $0.intensity,
          flopsPerSecond: $0.flopsPerSecond, low: $0.low, high: $0.high, share: $0.share)
      },
      notes: [
        "FLOPs are those of matrix products, 5 an element of a norm; bytes are each input and "
          + "parameter once and each result once."
      ]
        + (rest == 0
          ? []
          : [
            "\(Plural.text(rest, "norm")) of one segment "
              + Plural.word(
                rest, "stays in caches and isn't drawn.", "stay in caches and aren't drawn.")
          ])
        + (products == 0
          ? []
          : [
            "\(Plural.text(products, "single product")) \(Plural.word(products, "is", "are")) in the "
              + "table of bench roof alone."
          ]))
  }
}

extension MeasuredRoof.Kernel {
  fileprivate var isNorm: Bool { name.hasPrefix("norm ") }
  fileprivate var isSingleProduct: Bool { name.hasPrefix("product ") }
}
