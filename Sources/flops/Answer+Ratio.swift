import Accounting

extension Answer {
  /// Sets the ratio of another answer's FLOPs to this one's.
  mutating func setRatio(to first: Answer) {
    guard let mine = cost?.total, let other = first.cost?.total, mine > 0 else { return }
    ratio = other.nearestDouble / mine.nearestDouble
  }
}
