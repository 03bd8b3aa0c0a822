import Architectures
import Text

/// A model as the Hugging Face hub calls it: `meta-llama/Llama-2-7b-hf`, or its address.
struct HubName {
  private let organisation: String?
  private let name: String
  /// Whether it can be nothing but a name on the hub or an address.
  private let isAddress: Bool

  /// `nil` for what can only be a path, or a name of another kind.
  init?(_ text: String) {
    let hosts = ["huggingface.co/", "www.huggingface.co/", "hf.co/"]
    let addresses = hosts.flatMap { ["https://\($0)", "http://\($0)", $0] } + ["hf://"]
    let lowercased = text.lowercased()
    let address = addresses.first { lowercased.hasPrefix($0) }
    isAddress = address != nil || text.contains("://")
    let path = text.dropFirst(address?.count ?? 0).prefix { $0 != "?" && $0 != "#" && $0 != "@" }
    var parts = path.split(separator: "/", omittingEmptySubsequences: address != nil)
      .map(String.init)
    if address != nil {
      if parts.first == "models" { parts.removeFirst() }
      parts = Array(parts.prefix(2))
    }
    let last = parts.last ?? ""
    guard (1...2).contains(parts.count) || isAddress else { return nil }
    guard isAddress || (parts.allSatisfy(Self.isName) && !last.lowercased().hasSuffix(".json"))
    else { return nil }
    organisation = parts.count > 1 ? parts[0] : nil
    name = address == nil && isAddress ? "" : last
  }

  /// The preset of which the hub has the weights under this name.
  var preset: ModelConfiguration? {
    match { naming in
      organisation.map { naming.organisations.contains($0.lowercased()) } ?? true
    }
  }

  /// Why there is no model of that name; `nil` where it may be a misspelt preset.
  var problem: String? {
    guard isAddress || organisation != nil else { return nil }
    guard !name.isEmpty else {
      return "nothing is downloaded; save the model's config.json and name the file"
    }
    let path = [organisation, name].compactMap(\.self).joined(separator: "/")
    let alike = match { _ in true }.map { "; the preset \($0.name) may have the same sizes" }
    return "there is no such file, and nothing is downloaded; save "
      + "https://huggingface.co/\(QuotedText.plain(path, longest: 120))/resolve/main/config.json and name that"
      + (alike ?? "")
  }

  private static func isName(_ part: String) -> Bool {
    guard let first = part.first, first != ".", first != "-", first != "~" else { return false }
    return part.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
        || "._-".unicodeScalars.contains($0)
    }
  }
}

// MARK: What the presets are called

extension HubName {
  /// How a family's presets are called on the hub.
  private struct Naming {
    let organisations: [String]
    var beginnings = [""]
    /// What may follow: models of the same sizes.
    var endings = [""]
  }

  private static let namings: [String: Naming] = [
    "opt": Naming(organisations: ["facebook"]),
    "bert": Naming(organisations: ["google-bert"], endings: ["", "-uncased"]),
    "gpt2": Naming(organisations: ["openai-community"]),
    "llama": Naming(
      organisations: ["meta-llama", "huggyllama"], beginnings: ["", "meta-"],
      endings: ["", "-hf", "-chat", "-chat-hf", "-instruct"]),
    "mistral": Naming(organisations: ["mistralai"], endings: ["", "-v0.1", "-instruct-v0.1"]),
    "mixtral": Naming(organisations: ["mistralai"], endings: ["", "-v0.1", "-instruct-v0.1"]),
    "gpt-neox": Naming(organisations: ["eleutherai"], endings: ["", "-deduped"]),
  ]

  private func match(_ isFitting: (Naming) -> Bool) -> ModelConfiguration? {
    let typed = name.lowercased()
    return ModelConfiguration.presets.first { preset in
      guard let naming = Self.namings[preset.family], isFitting(naming) else { return false }
      return naming.beginnings.contains { beginning in
        naming.endings.contains { typed == beginning + preset.name + $0 }
      }
    }
  }
}
