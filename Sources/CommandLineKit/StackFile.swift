import Architectures
import ArgumentParser
import Foundation
import Measurement
import Synchronization
import Text

/// A stack of layers that a user puts together of registered mixers, layer by layer.
///
///     {"name": "hybrid", "layers": ["s4d:states=16", "s4d:states=16", {"mixer": "full"}]}
///
/// The list is gone through again until the model has its layers. A layer is what `--arch` takes, as
/// text or as the `mixer` of an object, whose `"channel": "none"` leaves out what looks at each
/// position alone.
public enum StackFile {
  /// The most bytes of a file and the most layers in it.
  private static let mostBytes = 1 << 20
  private static let mostLayers = 10_000
  private static let nameLimit = 40

  public static let help = ArgumentHelp(
    "A JSON file that composes registered mixers layer by layer, compared with the others: "
      + #"{"name": "hybrid", "layers": ["full", {"mixer": "full:scores=stored", "channel": "none"}]}."#,
    valueName: "file")

  /// The architecture of a file.
  ///
  /// - Throws: A sentence that names the file when it can't be read, isn't such a stack, or names what
  ///   isn't there.
  public static func entry(_ path: String) throws(CommandLineError) -> ArchitectureEntry {
    try entry(of: json(path), in: "\(Quotation(path))")
  }

  /// The architecture that a file's text stands for.
  private static func entry(
    of stack: ParsedJSON, in file: String
  ) throws(CommandLineError) -> ArchitectureEntry {
    func wrong(_ sentence: String) -> CommandLineError {
      CommandLineError("\(file): \(sentence)")
    }
    guard case .object(let members) = stack else {
      throw wrong("a stack is an object with a name and layers")
    }
    if let unknown = members.keys.sorted().first(where: { $0 != "name" && $0 != "layers" }) {
      throw wrong("\(Suggestion.unknown("member", unknown, among: ["name", "layers"]))")
    }
    guard case .string(let name)? = members["name"], isName(name) else {
      throw wrong(
        "\"name\" must be a text of at most \(nameLimit) small letters, digits and hyphens, with a "
          + "letter first")
    }
    guard !ArchitectureEntry.all.contains(where: { $0.family == name }) else {
      throw wrong("there is an architecture called \(name); choose another name")
    }
    guard case .array(let layers)? = members["layers"], !layers.isEmpty,
      layers.count <= mostLayers
    else { throw wrong("\"layers\" must be a list of 1 to \(mostLayers) layers") }
    do throws(ArchitectureError) {
      var read: [ArchitectureEntry.StackLayer] = []
      for (index, layer) in layers.enumerated() {
        do throws(CommandLineError) {
          read.append(try self.layer(layer))
        } catch {
          throw ArchitectureError("layer \(index + 1): \(error)")
        }
      }
      return try .stack(name, of: read)
    } catch {
      throw wrong("\(error)")
    }
  }

  private static func json(_ path: String) throws(CommandLineError) -> ParsedJSON {
    func wrong(_ sentence: String) -> CommandLineError {
      CommandLineError("\(Quotation(path)): \(sentence)")
    }
    let data: Data
    do throws(PlainFile.Failure) {
      data = try PlainFile.read(path, atMost: mostBytes)
    } catch {
      throw wrong("\(error)")
    }
    do throws(JSONProblem) {
      return try JSONReader.value(
        of: Array(data), limits: JSONLimits(depth: 4, values: 4 * mostLayers))
    } catch {
      throw wrong("\(error.fact) at line \(error.line), column \(error.column)")
    }
  }

  private static func layer(
    _ json: ParsedJSON
  ) throws(CommandLineError) -> ArchitectureEntry.StackLayer {
    switch json {
    case .string(let text): return ArchitectureEntry.StackLayer(try mixer(text))
    case .object(let members):
      if let unknown = members.keys.sorted().first(where: { $0 != "mixer" && $0 != "channel" }) {
        throw Suggestion.unknown("member", unknown, among: ["mixer", "channel"])
      }
      guard case .string(let text)? = members["mixer"] else {
        throw CommandLineError("\"mixer\" must be an architecture, such as \"full\"")
      }
      let entry = try mixer(text)
      switch members["channel"] {
      case nil, .string("model"): return ArchitectureEntry.StackLayer(entry)
      case .string("none"): return ArchitectureEntry.StackLayer(entry, hasChannel: false)
      default:
        throw CommandLineError(
          "\"channel\" must be \"model\", for the model's feed-forward or experts, or \"none\"")
      }
    default:
      throw CommandLineError("a layer is a text, or an object with a mixer")
    }
  }

  private static func mixer(_ text: String) throws(CommandLineError) -> ArchitectureEntry {
    let entries = try ArchitectureEntry.list(text)
    guard entries.count == 1 else {
      throw CommandLineError("\(Quotation(text)) names \(entries.count) architectures; name one")
    }
    return entries[0]
  }

  private static func isName(_ text: String) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    return text.utf8.count <= nameLimit && text.utf8.first.map(letters.contains) == true
      && text.utf8.allSatisfy {
        letters.contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
      }
  }

  /// The same, known by its name to every list and parser of this process from then on.
  public static func known(_ path: String) throws(CommandLineError) -> ArchitectureEntry {
    try known(json(path), in: "\(Quotation(path))")
  }

  /// The same of a text that was stored.
  ///
  /// - Parameter file: Where it is from, in a sentence for the user.
  @discardableResult
  package static func known(
    _ stack: ParsedJSON, in file: String
  ) throws(CommandLineError) -> ArchitectureEntry {
    let name = stacks.withLock { $0.first { $0.value == stack }?.key }
    if let known = name.flatMap(ArchitectureEntry.named) { return known }
    let entry = try entry(of: stack, in: file)
    do throws(ArchitectureError) {
      try ArchitectureEntry.register(entry)
    } catch {
      throw CommandLineError("\(file): \(error)")
    }
    stacks.withLock { $0[entry.name] = stack }
    return entry
  }

  /// What the file holds that a known stack was read from.
  package static func text(of stack: ArchitectureEntry) -> ParsedJSON? {
    stacks.withLock { $0[stack.name] }
  }

  /// Known ones by name: arguments are validated more than once.
  private static let stacks = Mutex<[String: ParsedJSON]>([:])
}
