import ArgumentParser

/// The type of weights and activations, as users name it.
enum DType: String, ExpressibleByArgument, CaseIterable {
  case f32
}
