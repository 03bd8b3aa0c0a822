/// The looks of architectures: the same ones in every chart of a run, and wherever they are compared.
public struct ArchitectureLooks: Sendable, Equatable {
  private var places: [String: Int] = [:]

  /// Looks for `titles`, each of which counts once.
  ///
  /// - Parameters:
  ///   - wishes: Places that titles would like to have; the first to wish for one gets it.
  ///   - reserved: How many places are left, if there are others, to titles that wish for them.
  public init(_ titles: [String], wishes: [String: Int] = [:], reserved: Int = 0) {
    var taken: Set<Int> = []
    for title in titles where places[title] == nil {
      guard let wish = wishes[title], taken.insert(wish).inserted else { continue }
      places[title] = wish
    }
    let count = Hue.allCases.count
    let reserved = min(reserved, count)
    let order = Array(reserved..<count) + Array(0..<reserved) + Array(count..<count + titles.count)
    var free = order.lazy.filter { !taken.contains($0) }.makeIterator()
    for title in titles where places[title] == nil { places[title] = free.next() }
  }

  /// The same titles by their places.
  func ordered(_ titles: [String]) -> [String] {
    titles.sorted { (places[$0] ?? 0) < (places[$1] ?? 0) }
  }

  /// The look of a title; the first one's where it isn't known.
  public subscript(title: String) -> Look { Look(place: places[title] ?? 0) }
}
