/// What tells lines of one hue apart, besides the hue.
///
/// A single point has no dashes: its marker is filled when solid, and hollow otherwise.
public enum Dash: Int, Sendable, Equatable, CaseIterable {
  case solid, dashed, dashDotted, short
}
