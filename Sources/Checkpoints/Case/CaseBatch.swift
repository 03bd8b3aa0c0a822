import Architectures
import Text

/// How many samples a case has, and whether they have an axis; the rule is ``MixerCase``'s.
struct CaseBatch {
  let samples: Int
  let hasAxis: Bool

  private static let mostSamples = 1 << 16

  init(_ file: SafetensorsFile, _ tensors: CaseTensors) throws(CheckpointError) {
    let text = file.metadata["batch"] ?? "1"
    guard let samples = Int(text), (1...Self.mostSamples).contains(samples) else {
      throw CheckpointError(
        file.path,
        "its metadata says batch \(QuotedText(text)); it must be a number of samples from 1 to "
          + Self.mostSamples.grouped)
    }
    self.samples = samples
    let inputs = tensors.inputs.sorted { $0.key < $1.key }.map(\.value)
    let batched = inputs + [tensors.output].compactMap(\.self)
    guard samples > 1 else {
      hasAxis =
        batched.allSatisfy { $0.shape.first == 1 } && batched.contains { $0.shape.count >= 3 }
      return
    }
    if let wrong = batched.first(where: { $0.shape.first != samples }) {
      throw wrong.error(
        "has the shape \(wrong.shape), and the metadata says batch \(samples), which must be its "
          + "first axis")
    }
    if let loss = tensors.loss {
      throw loss.error("is one number for \(samples) samples; use a file for each sample")
    }
    hasAxis = true
  }
}
