import Synchronization

/// Values known by name, which get small numbers as they come up.
///
/// Prices and terms are looked up by number millions of times; a name is hashed once, when it is made.
final class Names<Value: Sendable>: Sendable {
  private struct Known: Sendable {
    var numbers: [String: Int] = [:]
    var values: [Value] = []
  }

  private let first: Int
  private let known = Mutex(Known())

  /// - Parameter first: The number of the first name.
  init(from first: Int) {
    self.first = first
  }

  /// The value of a name: the one that was made first.
  func value(of name: String, _ make: (_ number: Int) -> Value) -> Value {
    known.withLock { known in
      if let number = known.numbers[name] { return known.values[number - first] }
      let number = first + known.values.count
      let value = make(number)
      known.numbers[name] = number
      known.values.append(value)
      return value
    }
  }

  /// In the order of their numbers.
  var all: [Value] { known.withLock { $0.values } }
}
