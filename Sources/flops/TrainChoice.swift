import Accounting
import Architectures
import CommandLineKit

/// What training trains, as users write it: `full`, `lora`, `lora:rank=16,targets=q+v`.
enum TrainChoice: Sendable {
  case full
  case adapters(LowRankAdapters)

  /// Names of matrices, and of several together.
  private static let targets: [String: Set<WeightRole>] = [
    "q": [.query], "k": [.key], "v": [.value], "o": [.output], "gate": [.gate], "up": [.up],
    "down": [.down], "attention": [.query, .key, .value, .output], "mlp": [.gate, .up, .down],
    "all-linear": [.query, .key, .value, .output, .gate, .up, .down],
  ]

  static let help =
    "What is trained: full, or lora:rank=16,targets=q+v, low-rank adapters beside frozen weights; "
    + "targets are q, k, v, o, gate, up, down, attention, mlp or all-linear, with + between, q+v "
    + "unless said. Implies --phase train. (default: full)"

  static func parse(_ text: String) throws(CommandLineError) -> TrainChoice {
    let parts = text.lowercased().split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    switch (parts[0], parts.count) {
    case ("full", 1): return .full
    case ("lora", 1): return .adapters(LowRankAdapters(rank: 8, targets: [.query, .value]))
    case ("lora", _): return .adapters(try adapters(parts[1]))
    default:
      throw CommandLineError(
        "\(Quotation(text)) isn't known; write full or lora:rank=16,targets=q+v")
    }
  }

  private static func adapters(
    _ settings: Substring
  ) throws(CommandLineError) -> LowRankAdapters {
    var rank = 8
    var roles: Set<WeightRole> = [.query, .value]
    for setting in settings.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      switch (pair[0], pair.count) {
      case ("rank", 2), ("r", 2):
        rank = try Count(parsing: String(pair[1]), upTo: Pass.largestRank).value
      case ("targets", 2): roles = try self.roles(pair[1])
      default:
        throw CommandLineError(
          "\(Quotation(String(setting))) is no setting of lora; it has rank=8 and targets=q+v")
      }
    }
    return LowRankAdapters(rank: rank, targets: roles)
  }

  private static func roles(_ text: Substring) throws(CommandLineError) -> Set<WeightRole> {
    var roles: Set<WeightRole> = []
    for name in text.split(separator: "+", omittingEmptySubsequences: false) {
      let short = name.hasSuffix("_proj") ? name.dropLast("_proj".count) : name
      guard let named = targets[String(short)] else {
        throw Suggestion.unknown("target", String(name), among: targets.keys.sorted())
      }
      roles.formUnion(named)
    }
    return roles
  }
}

extension LowRankAdapters {
  /// Such as `lora:rank=16,targets=q+v`, which parses as the same.
  var text: String {
    let names: [(WeightRole, String)] = [
      (.query, "q"), (.key, "k"), (.value, "v"), (.output, "o"), (.gate, "gate"), (.up, "up"),
      (.down, "down"),
    ]
    let listed = names.filter { targets.contains($0.0) }.map(\.1).joined(separator: "+")
    return "lora:rank=\(rank),targets=\(listed)"
  }
}
