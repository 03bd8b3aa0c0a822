import CommandLineKit

/// How many of a model's layers: `4` or `all`.
enum LayerChoice: Equatable, CustomStringConvertible {
  case all
  case count(Int)

  /// As it is written.
  var description: String {
    switch self {
    case .all: "all"
    case .count(let count): "\(count)"
    }
  }

  static func parse(_ text: String) throws -> LayerChoice {
    text == "all" ? .all : .count(try Count.parser(upTo: 1024)(text).value)
  }
}
