import Architectures
import Charts

extension ArchitectureLooks {
  /// The looks of architectures by their titles: a family's first one has the place of its line in the
  /// registry, so that it looks the same in every run and table of costs; others take the next free
  /// ones.
  ///
  /// - Parameter named: Titles with their entries; `nil` for what isn't in the registry.
  public init(_ named: [(title: String, entry: ArchitectureEntry?)]) {
    let families = ArchitectureEntry.all.map(\.family)
    // What has no settings comes before the same with some.
    let plainFirst =
      named.filter { $0.entry.map { $0.name == $0.family } ?? false }
      + named.filter { $0.entry.map { $0.name != $0.family } ?? true }
    let wishes = plainFirst.compactMap { title, entry in
      entry.flatMap { families.firstIndex(of: $0.family) }.map { (title, $0) }
    }
    self.init(
      plainFirst.map(\.title), wishes: Dictionary(wishes) { first, _ in first },
      reserved: families.count)
  }
}
