import Architectures
import Text

extension Pass {
  /// The most positions of a sequence, what is in the cache included.
  public static let longestSequence = 1_000_000_000_000_000

  /// Refuses what makes no sense or costs more than 128 bits can count.
  func check() throws {
    try checkSizes()
    if phase == .decode, positions > Self.longestDecode {
      throw PassError(
        "decoding is counted up to \(Self.longestDecode) tokens; \(positions) are too many")
    }
    if recomputation != nil, cached > 0 {
      throw PassError("training has no cache to go on from")
    }
    if let adapters {
      guard (1...Self.largestRank).contains(adapters.rank), !adapters.targets.isEmpty else {
        throw PassError(
          "adapters have a rank from 1 to \(Self.largestRank) and at least one matrix to adapt")
      }
    }
    guard boundOfAmounts * Double(batch) * Double(1 + packed.count) < Self.largestCount else {
      throw PassError(
        "so many positions of so large a model cost more than 10^38 FLOPs, which is beyond what "
          + "is counted; take fewer")
    }
  }

  /// The largest rank of an adapter.
  public static let largestRank = 65_536

  /// Refuses to train weights that nothing can be added to, with a ``PassError``.
  public func check(_ plan: MemoryPlan) throws {
    guard recomputation != nil, adapters == nil, !plan.precision.isTrainable else { return }
    throw PassError(
      "weights stored as \(plan.precision.stored?.name ?? "\(plan.precision.weights) bits") can't be "
        + "trained themselves; freeze them and train adapters with --train lora:rank=16, or give a "
        + "--dtype with weights of 8 bits or more")
  }

  private func checkSizes() throws {
    guard packed.allSatisfy({ $0 > 0 && $0 <= positions }) else {
      throw PassError("each sequence of a pack has at least one position")
    }
    guard positions > 0, batch > 0, cached >= 0 else {
      throw PassError(
        "\(Plural.text(positions, "position")) in a batch of \(batch) after \(cached) "
          + "\(Plural.word(positions, "makes", "make")) no pass; at least one "
          + "position of one sequence has to be processed")
    }
    guard options.memory.segmentLength > 0, options.memory.slots >= 0 else {
      throw PassError(
        "a segment of \(Plural.text(options.memory.segmentLength, "position")) with \(options.memory.slots) of "
          + "memory can't be processed; it has at least one position")
    }
    let (length, overflows) = cached.addingReportingOverflow(positions)
    guard !overflows, length <= Self.longestSequence else {
      throw PassError("sequences are counted up to \(Self.longestSequence) positions; take fewer")
    }
  }

  /// A bound on the multiply-adds and elements of one sequence.
  private var boundOfAmounts: Double {
    let configuration = model.configuration
    let length = Double(cached) + Double(positions)
    let width =
      Double(configuration.hidden + configuration.queryWidth + configuration.embeddingWidth)
    let pairs = length * length * Double(configuration.queryWidth + configuration.heads)
    let experts = Double(configuration.experts?.active ?? 1)
    let rank = 8 * Double(adapters?.rank ?? 0)
    let inner = 4 * experts * Double(configuration.feedForward)
    let products =
      (width + Double(configuration.feedForward) * experts) * rank
      + width * (4 * width + inner + Double(configuration.experts?.count ?? 0))
    let perLayer = 4 * pairs + length * products
    let tables =
      Double(configuration.vocabulary) + Double(configuration.maximumPositions)
      + Double(configuration.tokenTypes)
    // Rules over parameters count all of them at every position.
    let sized =
      architecture.isSizedByLength ? ParameterCounts(program).total.nearestDouble * length : 0
    return Double(configuration.layers + 1) * perLayer + length * width * tables + sized
  }

  /// What the bound may reach: 2^128, less prices, passes, doubled pairs and halves of FLOPs.
  ///
  /// The dearest is a score at 10 in four passes, 40 a pair and head of which the bound has 4, and
  /// tiles of 6 queries of which one is used.
  private static let largestCount = 3.4e38 / 64
}

/// Why a pass can't be counted, in a sentence for the user.
public struct PassError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
