import Foundation
import Text

/// A folder that a model's configuration is looked for in.
struct ModelFolder {
  let path: String

  /// Where the configuration is, or would be.
  ///
  /// - Throws: When there is none, and what there is tells why.
  func configurationFile() throws(HuggingFaceConfigurationError) -> String {
    if let file = Self.names.map(appending).first(where: Self.exists) { return file }
    if let snapshot = try snapshot() {
      let files = Self.names.map(snapshot.appending)
      return files.first(where: Self.exists) ?? files[0]
    }
    let endings = [(".gguf", "GGUF files"), (".safetensors", "safetensors files")]
    let inside = Self.entries(of: path)
    guard let kind = endings.first(where: { end in inside.contains { $0.hasSuffix(end.0) } }) else {
      return appending(Self.names[0])
    }
    throw HuggingFaceConfigurationError(
      path, "holds \(kind.1), which are weights, but no config.json; add that of their model")
  }

  /// The name of the model that a file describes: the folder's, the hub cache's, or the file's own.
  static func name(ofFile path: String) -> String {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    guard names.contains(url.lastPathComponent.lowercased()) else {
      return url.deletingPathExtension().lastPathComponent
    }
    let folder = url.deletingLastPathComponent()
    if let cached = folder.pathComponents.last(where: { $0.hasPrefix(cachePrefix) }),
      let name = cached.components(separatedBy: "--").last, !name.isEmpty
    {
      return name
    }
    return folder.lastPathComponent == "/" ? "model" : folder.lastPathComponent
  }

  private static let names = ["config.json", "params.json"]

  private func appending(_ name: String) -> String {
    path.hasSuffix("/") ? "\(path)\(name)" : "\(path)/\(name)"
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// What is in a folder, sorted; nothing when it can't be listed.
  private static func entries(of path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

// MARK: The hub's cache

extension ModelFolder {
  /// A model's folder in the cache: `models--meta-llama--Llama-3-8B`, with `snapshots` and `refs`.
  private static let cachePrefix = "models--"

  /// The folder of the snapshot that `refs/main` names, or of the only one; `nil` elsewhere.
  private func snapshot() throws(HuggingFaceConfigurationError) -> ModelFolder? {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let isInside = url.lastPathComponent == "snapshots"
    let model = ModelFolder(path: isInside ? url.deletingLastPathComponent().path : path)
    let snapshots = ModelFolder(path: model.appending("snapshots"))
    guard Self.exists(snapshots.path) else { return nil }
    let hashes = Self.entries(of: snapshots.path).filter { !$0.hasPrefix(".") }
    let main = (try? HuggingFaceConfiguration.bytes(of: model.appending("refs/main"))) ?? []
    let chosen = String(decoding: main, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    if hashes.contains(chosen) {
      return ModelFolder(path: snapshots.appending(chosen))
    }
    guard hashes.count == 1 else {
      throw HuggingFaceConfigurationError(
        path,
        hashes.isEmpty
          ? "holds no snapshot of the model; download it again"
          : "holds \(hashes.count.grouped) snapshots of the model; name one of them, such as "
            + QuotedText.plain("snapshots/\(hashes[0])", longest: 80))
    }
    return ModelFolder(path: snapshots.appending(hashes[0]))
  }
}
