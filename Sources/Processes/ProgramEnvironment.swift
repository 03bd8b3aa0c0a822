import Foundation

/// The variables that other programs are started with.
public enum ProgramEnvironment {
  /// This process's, without those that tie git to one repository.
  ///
  /// Git sets `GIT_DIR`, `GIT_INDEX_FILE` and others for a hook, and obeys them in every folder: what
  /// is meant for another checkout would then change the index that the hook runs for.
  public static var inherited: [String: String] {
    withoutRepository(ProcessInfo.processInfo.environment)
  }

  static func withoutRepository(_ environment: [String: String]) -> [String: String] {
    // Without any there is no need to ask git.
    guard environment.keys.contains(where: { $0.hasPrefix("GIT_") }) else { return environment }
    return environment.filter { !repositoryVariables.contains($0.key) }
  }

  /// What `git rev-parse --local-env-vars` lists, and what it has listed since 2.39 in any case.
  private static let repositoryVariables: Set<String> = {
    var child = ChildCommand(
      ["git", "rev-parse", "--local-env-vars"], in: nil,
      environment: ProcessInfo.processInfo.environment)
    // The first to need it may be what tidies up.
    child.isCleanup = true
    let names = String(decoding: child.run(timeout: 30).output, as: UTF8.self)
    return known.union(names.split(whereSeparator: \.isNewline).map(String.init))
  }()

  private static let known: Set<String> = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS", "GIT_DIR", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
  ]
}
