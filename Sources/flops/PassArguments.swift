import Accounting
import Architectures
import ArgumentParser
import CommandLineKit

/// What is done with the positions: batch, phase, cache, vocabulary product.
struct PassArguments: ParsableArguments {
  enum Phase: String, ExpressibleByArgument, CaseIterable {
    case prefill, decode, train
  }

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Sequences side by side. (default: 1)", valueName: "count"),
    transform: Count.parser(upTo: 1 << 30))
  var batch: Count = 1

  @Option(
    name: .customLong("phase"),
    help: """
      prefill: all positions at once. decode: one after the other, with a cache. train: forward and \
      backward. (default: prefill)
      """)
  private var asked: Phase?

  @Option(
    help: ArgumentHelp(stringLiteral: TrainChoice.help),
    transform: CommandLineError.usage(TrainChoice.parse))
  var train: TrainChoice?

  @Flag(help: "The lengths are of sequences in one batch, each of which attends to itself alone.")
  var packed = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Positions that are in the cache already: a prefix of the prompt, or what was generated.",
      valueName: "positions"),
    transform: PassArguments.cachedPositions)
  var cached: Int = 0

  @Option(help: "What training computes again instead of keeping it.")
  var recompute: Recomputation = .none

  @Option(help: "At which positions the vocabulary product is taken.")
  var logits: Logits = .all

  var phase: Phase { asked ?? (train == nil ? .prefill : .train) }

  /// The pass of a candidate over a length, or over several that are packed together.
  func pass(_ candidate: Candidate, lengths: [Int]) -> Pass {
    var pass = Pass(
      candidate.model, candidate.entry, options: candidate.options, positions: 1,
      batch: batch.value, phase: passPhase, cached: cached
    ).packing(lengths)
    if case .adapters(let adapters) = train { pass.adapters = adapters }
    return pass
  }

  private var passPhase: Pass.Phase {
    switch phase {
    case .prefill: .prefill
    case .decode: .decode
    case .train: .training(recompute)
    }
  }

  /// Refuses a pack where each length is looked at alone.
  func refusePack() throws {
    guard packed else { return }
    throw ValidationError(
      "--packed is for a batch of given lengths, as in `flops --len 512,1024 --packed`")
  }

  func validate() throws {
    if phase != .train, train != nil {
      throw ValidationError("--train needs --phase train, or none, not \(phase.rawValue)")
    }
    if phase == .train, cached > 0 {
      throw ValidationError("--cached \(cached): training has no cache to go on from")
    }
    if phase != .train, recompute != .none {
      throw ValidationError("--recompute \(recompute.rawValue) needs --phase train")
    }
  }

  private static func cachedPositions(_ text: String) throws -> Int {
    text == "0" ? 0 : try Count(parsing: text).value
  }
}

extension Recomputation: ExpressibleByArgument {}
extension Logits: ExpressibleByArgument {}
