import Text

/// How a roofline's lines and points are told apart: the hue by dtype, dashes and hollow markers by
/// thread count.
struct RooflineLook {
  private let dtypes: [String]
  /// From the most on.
  private let threads: [Int]
  /// Each dtype and thread count that a kernel was measured with.
  let pairs: [(dtype: String, threads: Int)]

  init(_ input: RooflineInput) {
    let kernels = input.usableKernels
    var seen: Set<String> = []
    dtypes = (input.usableCeilings.map(\.dtype) + kernels.map(\.dtype)).filter {
      seen.insert($0).inserted
    }
    let counts =
      input.usableCeilings.map(\.threads) + input.usableBandwidths.map(\.threads)
      + kernels.map(\.threads)
    threads = Set(counts).sorted(by: >)
    let counted = threads
    pairs = dtypes.flatMap { dtype in
      counted.map { (dtype: dtype, threads: $0) }
    }.filter { pair in
      kernels.contains { $0.dtype == pair.dtype && $0.threads == pair.threads }
    }
  }

  func hue(_ dtype: String) -> Hue {
    Hue.allCases[(dtypes.firstIndex(of: dtype) ?? 0) % Hue.allCases.count]
  }

  func dash(_ count: Int) -> Dash {
    Dash.allCases[min(threads.firstIndex(of: count) ?? 0, Dash.allCases.count - 1)]
  }

  /// What markers mean, where kernels ran on several thread counts.
  var key: [KeyEntry] {
    let counts = Set(pairs.map(\.threads)).sorted(by: >)
    guard counts.count > 1 else { return [] }
    return Dash.allCases.compactMap { dash in
      let those = counts.filter { self.dash($0) == dash }
      guard let first = those.first else { return nil }
      let text = those.count == 1 ? Self.threads(first) : "at most \(Self.threads(first))"
      return KeyEntry(.measured, "kernel, \(text)", dash: dash)
    }
  }

  static func threads(_ count: Int) -> String { Plural.text(count, "thread") }
}
