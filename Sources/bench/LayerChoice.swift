import CommandLineKit

/// How many of a model's layers: `4` or `all`.
enum LayerChoice: Equatable {
  case all
  case count(Int)

  static func parse(_ text: String) throws -> LayerChoice {
    text == "all" ? .all : .count(try Count.parser(upTo: 1024)(text).value)
  }
}
