import Architectures
import Charts
import CommandLineKit
import Testing

/// An architecture looks the same in every chart, of `flops` and of `bench`.
@Suite struct ArchitectureLooksTests {
  private func looks(_ names: [String]) throws -> [String: Look] {
    let entries = try names.map { try #require(ArchitectureEntry.named($0)) }
    let looks = ArchitectureLooks(entries.map { ($0.title, $0) })
    return Dictionary(
      zip(names, entries.map { looks[$0.title] }), uniquingKeysWith: { first, _ in first })
  }

  /// A family's own look goes by the registry, in whatever company and order.
  @Test func byTheRegistry() throws {
    let all = ArchitectureEntry.all.map(\.family)
    let together = try looks(all)
    #expect(Set(together.values).count == all.count)
    #expect(together["full"]?.hue == .blue && together["rmt"]?.hue == .vermilion)
    #expect(try looks(all.reversed()) == together)
    for family in all {
      #expect(try looks([family])[family] == together[family])
      #expect(try looks(["full:scores=stored", family])[family] == together[family])
    }
  }

  /// What has the same family, or none, looks otherwise, and whoever has no settings comes first.
  @Test func variants() throws {
    let names = ["linformer:rank=16", "linformer", "linformer:rank=32", "full"]
    let found = try looks(names)
    #expect(Set(found.values).count == 4)
    #expect(found["linformer"] == (try looks(["linformer"]))["linformer"])
    let own = ArchitectureLooks([("mine", nil), ("full attention", .full)])
    #expect(own["full attention"].hue == .blue && own["mine"].hue != .blue)
  }
}
