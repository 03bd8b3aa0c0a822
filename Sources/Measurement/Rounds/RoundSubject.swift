/// What a round asks of whatever it times.
public protocol RoundSubject {
  /// The largest relative error a cell may have and still be stored.
  var tolerance: Double { get }
  var threads: Int { get }
  /// The cores that the threads run on.
  var cores: [Int] { get }

  /// The cell's kernels on a small shape against the reference: the relative error.
  func check(_ cell: CellName) throws -> Double
  /// Forgets what earlier cells left behind, the highest mark of memory too.
  func prepare(_ cell: CellName) throws
  /// Whether an untimed pass goes before a timed one: the same in every round and process.
  func isWarmedUp(_ cell: CellName) throws -> Bool
  /// A pass, ready to be run again and again.
  func pass(_ cell: CellName) throws -> () throws -> Void
  /// Waits until what passes have asked for is done.
  func synchronize()
  /// Seconds of a fixed piece of work on all threads, some 10 ms of it.
  func calibrate() -> Double
  /// The multiply-adds of that work in FLOPs; `nil` when it is made of something else.
  var calibrationFlops: Double? { get }
  /// The most memory held since the last `prepare`.
  func peakResidentBytes() -> Int
  /// Names of the operations that had no kernel since the last `prepare` and were put in simpler ones.
  func loweredOperations() -> [String]
}

extension RoundSubject {
  public var calibrationFlops: Double? { nil }
  public func loweredOperations() -> [String] { [] }
  public func synchronize() {}
}
