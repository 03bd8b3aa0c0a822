extension ModelConfiguration {
  /// Every configuration that is known by name.
  public static let presets: [ModelConfiguration] =
    optFamily + bertFamily + gpt2Family + llamaFamily + mistralFamily + pythiaFamily
    + chinchillaFamily

  /// The configuration of that name, in any case; `nil` when there is none.
  public static func preset(named name: String) -> ModelConfiguration? {
    presets.first { $0.name == name.lowercased() }
  }
}
