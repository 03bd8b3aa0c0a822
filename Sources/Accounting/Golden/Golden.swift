/// The numbers that the accounts are held against.
///
/// `flops verify` recomputes all of them; `flops verify --prove` shows that each rule of each
/// convention is held by at least one.
public enum Golden {
  /// Published numbers first, then those derived here from published rules.
  public static let checks: [GoldenCheck] =
    published + profilers + trainers + opt + figure3 + crossovers + derived + tiles
}
