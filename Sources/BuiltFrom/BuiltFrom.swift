import Foundation
import PackagePlugin

/// Writes the commit that a command is built from into a source of it.
///
/// It runs when a source has changed: asked for later, the commit could be another than that which the
/// program was made of.
@main
struct BuiltFrom: BuildToolPlugin {
  /// What a program depends on.
  private static let sources = ["Package.swift", "Sources"]

  /// In a folder without git, or in a copy inside another repository, it is `unknown`; a file that wouldn't
  /// change isn't touched, so that nothing is compiled for it.
  private static let script = #"""
    cd "$1" || exit
    unset $(git rev-parse --local-env-vars 2>/dev/null)
    commit=unknown
    if [ -e .git ] && commit=$(git rev-parse --short=12 HEAD 2>/dev/null); then
      changes=$(git --no-optional-locks status --porcelain --untracked-files=no -- Package.swift Sources)
      [ -z "$changes" ] || commit=$commit-dirty
    else
      commit=unknown
    fi
    text="enum BuiltFrom { static let commit = \"$commit\" }"
    [ "$text" = "$(cat "$2" 2>/dev/null)" ] || echo "$text" >"$2"
    """#

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "BuiltFrom.swift")
    return [
      .buildCommand(
        displayName: "Noting the commit", executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", Self.script, "sh", root.path, output.path],
        inputFiles: Self.sources.flatMap { Self.files(root.appending(path: $0)) },
        outputFiles: [output])
    ]
  }

  /// A file, or all files of a folder.
  private static func files(_ place: URL) -> [URL] {
    let inside = FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil)
    let files = (inside?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }
    return files.isEmpty && !place.hasDirectoryPath ? [place] : files
  }
}
