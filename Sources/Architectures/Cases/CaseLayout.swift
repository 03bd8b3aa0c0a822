/// How one matrix of ours is made of tensors of a case.
///
///     "output.weight"                                         // one tensor as it is
///     .stacked("query.weight", "key.weight", "value.weight")  // three [d, d] → [3d, d]
///     .sideBySide("query.bias", "key.bias", "value.bias")     // three [d] → [1, 3d]
///
/// Values go from the case to ours; gradients go back to the same places, where they add up.
public struct CaseLayout: Hashable, Sendable, ExpressibleByStringLiteral {
  public enum Joining: Hashable, Sendable {
    /// One below the other, all as wide.
    case stacked
    /// One right of the other, all as high.
    case sideBySide
  }

  public let views: [CaseView]
  public let joining: Joining

  public init(_ views: [CaseView], _ joining: Joining) {
    self.views = views
    self.joining = joining
  }

  public init(_ view: CaseView) { self.init([view], .stacked) }

  public init(stringLiteral tensor: String) { self.init(CaseView(tensor)) }

  public static func stacked(_ views: CaseView...) -> CaseLayout { CaseLayout(views, .stacked) }

  public static func sideBySide(_ views: CaseView...) -> CaseLayout {
    CaseLayout(views, .sideBySide)
  }
}
