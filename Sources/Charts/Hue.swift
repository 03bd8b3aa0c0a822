/// Twelve colours that stay apart for the colour-blind too; each has a marker of its own.
///
/// The first six are those of Okabe and Ito, "Color universal design" (2002). Of the others indigo and
/// wine are from Paul Tol's scheme "muted" (SRON/EPS/TN/09-002, 2021), tan, red and brown from
/// M. Petroff, "Accessible color sequences for data visualization" (arXiv 2107.02270, 2021). As people
/// see them with protanopia or deuteranopia, no two are closer than 8 in CIEDE2000, and of the first
/// six 12.
public enum Hue: Int, Sendable, Equatable, CaseIterable {
  case blue, vermilion, green, purple, orange, sky
  case black, indigo, tan, wine, red, brown
  /// For what takes no side: controls, discarded samples, detected levels.
  case grey

  /// The hues that series can be given in turn; grey is only ever meant.
  public static let allCases: [Hue] = [
    .blue, .vermilion, .green, .purple, .orange, .sky, .black, .indigo, .tan, .wine, .red, .brown,
  ]
}
