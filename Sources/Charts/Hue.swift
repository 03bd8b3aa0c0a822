/// The Okabe-Ito colours, told apart by the colour-blind too; each has a marker of its own.
public enum Hue: Int, Sendable, Equatable, CaseIterable {
  case blue, vermilion, green, purple, orange, sky
}
