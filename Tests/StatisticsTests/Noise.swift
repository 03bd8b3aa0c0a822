import Foundation

/// Normal noise of standard deviation 1, by Box and Muller's transformation.
func normal(using generator: inout some RandomNumberGenerator) -> Double {
  let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &generator))).squareRoot()
  return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &generator))
}

/// Noise with heavy tails: Laplace's, of mean deviation 1.
func laplace(using generator: inout some RandomNumberGenerator) -> Double {
  let size = -log(1 - Double.random(in: 0..<1, using: &generator))
  return Bool.random(using: &generator) ? size : -size
}
