/// How many bytes are alive, and how many were at most.
final class LiveBytes {
  private var current = 0
  private(set) var peak = 0

  func grow(by amount: Int) {
    current += amount
    peak = max(peak, current)
  }

  func shrink(by amount: Int) { current -= amount }

  /// From now on the peak is what is alive now or more.
  func resetPeak() { peak = current }
}
