import Foundation
import Operations
import Testing

/// No operation stands in the sources without an example.
@Suite struct OperationListTests {
  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: sources.path), "the sources aren't here"))
  func everyOperationHasAnExample() throws {
    let texts = try sourceTexts()
    let declared = Self.declarations(in: texts)
    let tried = Set(OperationExample.all.map { String(describing: type(of: $0.operation)) })
    #expect(declared.count >= 20, "the declarations are read as they are written")
    #expect(declared == tried)
  }

  private func sourceTexts() throws -> [String] {
    let files = FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil)
    return try (files?.allObjects ?? []).compactMap { $0 as? URL }
      .filter { $0.pathExtension == "swift" }
      .map { try String(contentsOf: $0, encoding: .utf8) }
  }

  /// Structures that conform to `Operation`, or to a protocol that refines it.
  private static func declarations(in texts: [String]) -> Set<String> {
    let declaration = /(?m)^ *(?:public )?(struct|enum|protocol) (\w+): ([^{]*)\{/
    let all = texts.flatMap { text in
      text.matches(of: declaration).map { match in
        (
          isProtocol: match.1 == "protocol", name: String(match.2),
          conformances: match.3.split { !$0.isLetter }.map { String($0) }
        )
      }
    }
    var protocols: Set = ["Operation"]
    while true {
      let refining = all.filter { $0.isProtocol && !protocols.isDisjoint(with: $0.conformances) }
      guard !protocols.isSuperset(of: refining.map(\.name)) else { break }
      protocols.formUnion(refining.map(\.name))
    }
    return Set(
      all.filter { !$0.isProtocol && !protocols.isDisjoint(with: $0.conformances) }.map(\.name))
  }
}
