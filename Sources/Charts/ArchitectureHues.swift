/// The hues of architectures, the same ones in every chart.
struct ArchitectureHues {
  /// What the measured charts draw them in.
  private static let known: [String: Hue] = ["full attention": .blue, "RMT": .vermilion]
  private let hues: [String: (hue: Hue, dash: Dash)]

  /// Hues for `titles`: the known ones where they belong, the others in order of appearance, with
  /// other dashes when the hues have all been used.
  init(_ titles: [String]) {
    var free = Hue.allCases.filter { hue in
      !titles.contains { Self.known[$0] == hue }
    }
    var dash = 0
    hues = titles.reduce(into: [:]) { result, title in
      guard result[title] == nil else { return }
      if let hue = Self.known[title] {
        result[title] = (hue, .solid)
        return
      }
      if free.isEmpty {
        free = Hue.allCases
        dash += 1
      }
      result[title] = (free.removeFirst(), Dash.allCases[dash % Dash.allCases.count])
    }
  }

  subscript(title: String) -> (hue: Hue, dash: Dash) { hues[title] ?? (.blue, .solid) }
}
