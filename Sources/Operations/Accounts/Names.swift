import Synchronization

/// The names of values that are small numbers: those of a list, then others as they come up.
///
/// A sweep copies and compares values millions of times, so that they don't hold their names.
final class Names<Value: Sendable>: Sendable {
  private struct Known: Sendable {
    var numbers: [String: Int]
    var names: [String]
    var values: [Value]
  }

  private let known: Mutex<Known>

  /// - Parameter list: The values with numbers from 0 on.
  init(_ list: KeyValuePairs<String, Value>) {
    let names = list.map(\.key)
    let numbers = names.enumerated().map { ($1, $0) }
    known = Mutex(
      Known(
        numbers: Dictionary(uniqueKeysWithValues: numbers), names: names,
        values: list.map(\.value)))
  }

  /// The value of a name: the one that was made first.
  func value(of name: String, _ make: (_ number: Int) -> Value) -> Value {
    known.withLock { known in
      if let number = known.numbers[name] { return known.values[number] }
      let value = make(known.values.count)
      known.numbers[name] = known.values.count
      known.names.append(name)
      known.values.append(value)
      return value
    }
  }

  subscript(number: Int) -> String { known.withLock { $0.names[number] } }

  /// In the order of their numbers.
  var all: [Value] { known.withLock { $0.values } }
}
