import Foundation
import Processes

/// `flops` or `bench` as it was built with the tests, run as a process of its own.
public struct BuiltProgram: Sendable {
  /// Seconds after which a program counts as hanging; none here takes one.
  private static let patience = 120.0

  public let name: String

  public init(_ name: String) { self.name = name }

  /// Beside the program that runs the tests.
  public var path: String {
    "\(Bundle.main.executableURL?.deletingLastPathComponent().path ?? ".")/\(name)"
  }

  /// Runs it to its end.
  public func run(
    _ words: [String], in folder: String? = nil, adding variables: [String: String] = [:]
  ) -> ChildCommand.Result {
    ChildCommand([path] + words, in: folder, adding: variables).run(timeout: Self.patience)
  }
}

extension ChildCommand.Result {
  public var outputText: String { String(decoding: output, as: UTF8.self) }
  public var errorText: String { String(decoding: errors, as: UTF8.self) }

  /// The status it ended with; `nil` when it didn't end by itself.
  public var status: Int32? {
    if case .exited(let status) = ending { status } else { nil }
  }
}
