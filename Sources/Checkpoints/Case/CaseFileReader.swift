import Architectures

/// A case's settings and shapes, for the part of an architecture that computes it.
public final class CaseFileReader: CaseReader {
  private let given: MixerCase
  private var settings: CaseSettings

  public init(_ given: MixerCase) {
    self.given = given
    settings = given.settings
  }

  public func has(_ setting: String) -> Bool { settings.has(setting) }

  public func int(
    _ setting: String, in range: ClosedRange<Int>, default usual: Int?
  ) throws -> Int {
    try settings.int(setting, in: range, default: usual)
  }

  public func double(
    _ setting: String, in range: ClosedRange<Double>, default usual: Double?
  ) throws -> Double {
    try settings.double(setting, in: range, default: usual)
  }

  public func text(
    _ setting: String, among words: [String], default usual: String?
  ) throws -> String {
    try settings.text(setting, among: words, default: usual)
  }

  public func ints(_ setting: String, in range: ClosedRange<Int>) throws -> [Int] {
    try settings.ints(setting, in: range)
  }

  public func check(_ setting: String, is size: Int, asIn tensor: String) throws {
    try settings.check(setting, is: size, asIn: tensor)
  }

  public func shape(ofInput name: String) throws -> [Int] {
    try given.input(name, sample: 0).shape
  }

  public func shape(ofWeight name: String) -> [Int]? { given.weights[name]?.shape }

  public func problem(_ sentence: String) -> any Error { CheckpointError(given.path, sentence) }

  /// Refuses the first setting that nobody asked for, with an ``UnknownInCase``.
  public func finish() throws { try settings.finish() }
}
