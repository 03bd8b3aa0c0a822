import CommandLineKit
import Measurement

extension Cell.Setting {
  /// What is timed, such as `1 layer` or `12 layers from tokens, logits last`.
  var program: String {
    let layers = Plural.text(layers, "layer")
    return logits.map { "\(layers) from tokens, logits \($0)" } ?? layers
  }
}
