import CommandLineKit
import Measurement
import Workloads

extension Workbench {
  /// Refuses weights that so many bytes can't hold, with a sentence, before any is made.
  func checkWeights(within bytes: Int, called name: String) throws {
    guard weightBytes > UInt128(bytes) else { return }
    throw CommandLineError(
      "the weights of \(layers) of \(model.name)'s layers take \(NumberFormat.bytes(weightBytes)), "
        + "more than \(name); run fewer --layers or a smaller --model")
  }

  /// The same of what is available here, where the system says it.
  func checkWeights() throws {
    let available = ResourceLimits.current.availableMemoryBytes
    guard available > 0 else { return }
    try checkWeights(
      within: available, called: "the \(NumberFormat.bytes(available)) that are available")
  }
}
