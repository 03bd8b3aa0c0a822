/// The Okabe-Ito colours, told apart by the colour-blind too; each has a marker of its own.
public enum Hue: Int, Sendable, Equatable, CaseIterable {
  case blue, vermilion, green, purple, orange, sky
  /// For what takes no side: controls, discarded samples, detected levels.
  case grey

  /// The hues that series can be given in turn; grey is only ever meant.
  public static let allCases: [Hue] = [.blue, .vermilion, .green, .purple, .orange, .sky]
}
