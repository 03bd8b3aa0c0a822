import Accounting
import Architectures
import ArgumentParser
import Foundation

/// What a shell offers for a word that the user has begun.
public enum Completion {
  /// Words of a list with commas between that go on from what was typed, each offered once.
  public static func ofList(_ words: [String], typed: String) -> [String] {
    let (head, begun) = split(typed)
    let named = head.split(separator: ",").map(String.init)
    var offered: [String] = []
    for word in words where word.hasPrefix(begun) && !(named + offered).contains(word) {
      offered.append(word)
    }
    return offered.map { head + $0 }
  }

  /// Folders and JSON files that go on from what was typed after the last comma.
  ///
  /// Names with characters that mean something to a shell are left out: bash would run them.
  ///
  /// - Parameter marksFolders: Whether folders end in a slash; bash adds it itself.
  static func ofFiles(typed: String, marksFolders: Bool) -> [String] {
    let (head, begun) = split(typed)
    let folder = begun.lastIndex(of: "/").map { String(begun[...$0]) } ?? ""
    let start = begun.dropFirst(folder.count)
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder))
    return (names ?? []).sorted().compactMap { name in
      guard name.hasPrefix(start), !name.hasPrefix(".") || start.hasPrefix("."),
        name.unicodeScalars.allSatisfy(isPlain)
      else { return nil }
      var isFolder: ObjCBool = false
      let path = folder + name
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        isFolder.boolValue || name.hasSuffix(".json")
      else { return nil }
      // A list's path is no file's name to the shell, which so doesn't add the slash.
      return head + path + (isFolder.boolValue && (marksFolders || !head.isEmpty) ? "/" : "")
    }
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || "0123456789._-+@%".unicodeScalars.contains(scalar)
  }

  /// What stands to the last comma, and the word that was begun after it, without the shell's
  /// quotes and an option that stands before an `=`.
  private static func split(_ typed: String) -> (head: String, begun: String) {
    var text = Substring(typed)
    if text.hasPrefix("--"), let sign = text.firstIndex(of: "=") {
      text = text[text.index(after: sign)...]
    }
    text = text.drop { $0 == "'" || $0 == "\"" }
    let head = text.lastIndex(of: ",").map { text[...$0] } ?? ""
    return (String(head), String(text.dropFirst(head.count)))
  }
}

extension CompletionKind {
  /// Names with commas between.
  public static func names(_ names: @escaping @Sendable () -> [String]) -> CompletionKind {
    typed { Completion.ofList(names(), typed: $0) }
  }

  /// Presets, families and `all` with commas between, and configuration files.
  public static let models = typed { text in
    let presets = ModelConfiguration.presets
    let families = presets.map(\.family).reduce(into: [String]()) { families, family in
      if !families.contains(family) { families.append(family) }
    }
    return Completion.ofList(presets.map(\.name) + families + ["all"], typed: text)
      + Completion.ofFiles(typed: text, marksFolders: CompletionShell.requesting != .bash)
  }

  public static let conventions = names { Convention.all.map(\.name) + ["all"] }

  public static let hardware = CompletionKind.list(["local"] + Hardware.all.map(\.name))

  /// What goes on from the word that was begun.
  private static func typed(
    _ candidates: @escaping @Sendable (String) -> [String]
  ) -> CompletionKind {
    .custom { words, index, begun in
      // Before its version 4 fish may say that the cursor stands before the word.
      let text = begun.isEmpty && words.indices.contains(index) ? words[index] : begun
      // zsh takes what follows a colon for a description.
      return CompletionShell.requesting == .zsh
        ? candidates(text).map { $0.replacingOccurrences(of: ":", with: "\\:") }
        : candidates(text)
    }
  }
}
