import Architectures
import Text

/// A name in a case that nothing here goes by: of an architecture, a part or a setting.
///
/// Whoever tells the user may look for the nearest of ``known``.
public struct UnknownInCase: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Kind: String, Sendable {
    case architecture
    case part
    case setting
  }

  public let path: String
  public let kind: Kind
  /// What has no such part or setting, such as `linformer`; `nil` of an architecture.
  public let owner: String?
  public let name: String
  /// The names that exist.
  public let known: [String]

  public init(
    _ kind: Kind, _ name: String, of owner: String? = nil, known: [String], in path: String
  ) {
    self.path = path
    self.kind = kind
    self.owner = owner
    self.name = name
    self.known = known
  }

  /// The file, quoted and safe to print.
  public var file: String { "\(QuotedText(path, longest: 200))" }

  /// What there is none of, such as `setting of linformer`.
  public var subject: String {
    kind.rawValue + (owner.map { " of \(QuotedText.plain($0))" } ?? "")
  }

  public var description: String {
    "\(file): there is no \(subject) called \(QuotedText(name)); "
      + (known.isEmpty ? "there is none at all" : "known: \(known.joined(separator: ", "))")
  }
}
