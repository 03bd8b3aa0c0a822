import Statistics
import Text

/// Measures two programs in alternation until it is known which cells changed.
///
/// It does nothing but decide: whoever starts processes, tells the time or prints is passed in, so
/// that it can be tested with simulated times.
public struct Alternation {
  public struct Setting: Sendable {
    /// Seconds for everything; a hard limit.
    public var budget: Double
    /// So many blocks and no more looks; `nil` to go on until every cell is decided.
    public var blocks: Int?
    /// Differences that don't matter.
    public var floor: NoiseBand

    public init(budget: Double, blocks: Int? = nil, floor: NoiseBand = .floor) {
      self.budget = budget
      self.blocks = blocks
      self.floor = floor
    }

    /// Before so many blocks nothing is decided: two sides of 9 agree by chance once in 256.
    public static let fewestBlocks = 9
    /// Nobody waits for more; the budget is spent long before.
    public static let mostBlocks = 1000
    /// Fewer blocks can never say that a cell is unchanged.
    public static let fewestForNoChange: Int = {
      var blocks = 1
      while Median.rank(count: blocks, confidence: BlockAnalysis.confidenceOfNoChange) == nil {
        blocks += 1
      }
      return blocks
    }()

    /// What the blocks asked for can never say of so many cells, as a sentence; `nil` when they can
    /// say everything.
    public func shortcoming(cells: Int = 1) -> String? {
      guard let blocks else { return nil }
      let (changed, unchanged) = (Comparison.fewestRounds(cells: cells), Self.fewestForNoChange)
      let of = cells == 1 ? "a cell" : "any of \(cells) cells"
      let (toChange, toNoChange) = (
        "has changed, which takes \(changed)", "is unchanged, which takes \(unchanged)"
      )
      let lacking = [
        blocks < changed ? toChange : nil, blocks < unchanged ? toNoChange : nil,
      ].compactMap(\.self)
      guard !lacking.isEmpty else { return nil }
      return "\(Plural.text(blocks, "block")) can never say that \(of) "
        + lacking.joined(separator: ", nor that it ")
    }

    /// The rerun that confirms takes as many blocks as the first, and somewhat longer on a bad day.
    static let firstShare = 0.45
  }

  public enum Event: Sendable {
    /// Blocks done, and whether they are those of the rerun.
    case block(Int, of: Int?, isRerun: Bool)
    /// Cells that a rerun has to confirm.
    case suspects([String])
  }

  /// One round of a side, given its number and the seconds that are left.
  public typealias Round = (
    _ side: ComparisonSide, _ round: Int, _ secondsLeft: Double
  ) throws(RoundFailure) -> RoundOutput

  private let setting: Setting
  private let round: Round
  /// Seconds since it all began.
  private let elapsed: () -> Double
  private let onEvent: (Event) -> Void
  /// The longest block so far.
  private var blockSeconds = 0.0
  /// Blocks that were begun, in both runs: the number of a round, from 1, which goes on in the rerun.
  private var begun = 0
  private var ending = AlternationResult.Ending.decided

  public init(
    _ setting: Setting, elapsed: @escaping () -> Double,
    onEvent: @escaping (Event) -> Void = { _ in }, round: @escaping Round
  ) {
    self.setting = setting
    self.elapsed = elapsed
    self.onEvent = onEvent
    self.round = round
  }

  /// Measures, confirms and judges.
  public static func run(
    _ setting: Setting, elapsed: @escaping () -> Double,
    onEvent: @escaping (Event) -> Void = { _ in }, round: @escaping Round
  ) -> AlternationResult {
    var alternation = Alternation(setting, elapsed: elapsed, onEvent: onEvent, round: round)
    return alternation.run()
  }

  private mutating func run() -> AlternationResult {
    let first = measureFirst()
    let suspects = BlockAnalysis(first, floor: setting.floor).suspects
    var rerun: [ComparisonBlock] = []
    if ending.allowsRerun, !suspects.isEmpty {
      onEvent(.suspects(suspects))
      ending = .decided
      rerun = measure(first.count, until: setting.budget, isRerun: true)
    }
    return AlternationResult(
      first: first, rerun: rerun, floor: setting.floor, ending: ending, seconds: elapsed())
  }

  /// Blocks until every cell is decided, looking after 9 and then each time a third more are there.
  ///
  /// Looking after every block would be as many chances to be wrong.
  private mutating func measureFirst() -> [ComparisonBlock] {
    if let count = setting.blocks {
      return measure(count, until: setting.budget, isRerun: false)
    }
    // Where nothing is to be confirmed, all of the budget serves to decide what is left.
    var limit = elapsed() + (setting.budget - elapsed()) * Setting.firstShare
    var blocks: [ComparisonBlock] = []
    var look = Setting.fewestBlocks
    while true {
      blocks += measure(look - blocks.count, until: limit, isRerun: false, after: blocks.count)
      let analysis = BlockAnalysis(blocks, floor: setting.floor)
      switch ending {
      case .decided:
        if analysis.isDecided || blocks.count >= Setting.mostBlocks { return blocks }
        look = (look * 4 + 2) / 3
      case .budgetSpent where limit < setting.budget && analysis.suspects.isEmpty:
        limit = setting.budget
        ending = .decided
      default: return blocks
      }
    }
  }

  /// So many blocks, or as many as there is time for; a block that can't be finished isn't counted.
  private mutating func measure(
    _ count: Int, until limit: Double, isRerun: Bool, after done: Int = 0
  ) -> [ComparisonBlock] {
    var blocks: [ComparisonBlock] = []
    while blocks.count < count {
      guard elapsed() + blockSeconds <= limit else {
        ending = .budgetSpent
        break
      }
      do throws(RoundFailureOfSide) {
        blocks.append(try measureBlock())
      } catch {
        ending = AlternationResult.Ending(error.failure, of: error.side)
        break
      }
      let total = isRerun ? count : setting.blocks
      onEvent(.block(done + blocks.count, of: total, isRerun: isRerun))
      if Self.haveNothingInCommon(blocks) {
        ending = .nothingInCommon
        break
      }
    }
    return blocks
  }

  private struct RoundFailureOfSide: Error {
    let failure: RoundFailure
    let side: ComparisonSide
  }

  private mutating func measureBlock() throws(RoundFailureOfSide) -> ComparisonBlock {
    let start = elapsed()
    var block = ComparisonBlock(number: begun)
    begun += 1
    for side in ComparisonBlock.order(ofBlock: block.number) {
      do throws(RoundFailure) {
        block.append(try round(side, begun, setting.budget - elapsed()), of: side)
      } catch {
        throw RoundFailureOfSide(failure: error, side: side)
      }
    }
    blockSeconds = max(blockSeconds, elapsed() - start)
    return block
  }

  private static func haveNothingInCommon(_ blocks: [ComparisonBlock]) -> Bool {
    guard blocks.count == 1, let block = blocks.first else { return false }
    let cells = ComparisonSide.allCases.map { side in
      Set(block.rounds.filter { $0.side == side }.flatMap(\.output.cells))
    }
    return cells[0].isDisjoint(with: cells[1])
  }
}
