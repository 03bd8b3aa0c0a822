import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// An SVG picture that may stand inside a page: without scripts, without references to anything
/// outside it, and with ids of its own.
///
/// It is read as XML and written anew from the elements and attributes that drawings are made of, so
/// that what isn't known isn't there.
public struct InlineDrawing: Sendable, Hashable {
  /// Why a file is no picture for a page, as a sentence.
  public struct Failure: Error, Hashable, CustomStringConvertible {
    public let description: String
  }

  /// A colour where it occurs.
  struct Paint: Hashable, Sendable {
    let attribute: String
    let color: DrawingColor
    /// Whether it is a text's, which has to be read.
    let isText: Bool
  }

  /// The element `svg`, ready for a page.
  public let markup: String
  /// Every colour of it.
  let paints: Set<Paint>

  /// - Parameters:
  ///   - svg: A file's text.
  ///   - id: What the ids of the drawing begin with: letters, digits and `-`, once in a page.
  ///   - label: What it shows, for those who can't see it.
  ///   - description: How it is to be read, for those too; empty for none.
  public init(
    svg: String, id: String, label: String, description: String = ""
  ) throws(Failure) {
    let writer = DrawingWriter(id: id, label: label, description: description)
    let parser = XMLParser(data: Data(svg.utf8))
    parser.shouldResolveExternalEntities = false
    parser.delegate = writer
    // On Linux it may call a document parsed whose elements it never saw the end of.
    guard parser.parse(), writer.isComplete else {
      throw Failure(
        description: "chart '\(id)', line \(parser.lineNumber): it is no well-formed SVG")
    }
    guard let markup = writer.markup else {
      throw Failure(description: "chart '\(id)': its root element isn't svg")
    }
    self.markup = markup
    paints = writer.paints
  }
}

/// Writes the allowed part of what a parser reads.
private final class DrawingWriter: NSObject, XMLParserDelegate {
  private let id: String
  private let label: String
  private let about: String
  private var text = ""
  private(set) var paints: Set<InlineDrawing.Paint> = []
  private var depth = 0
  /// The depth of an element that is left out with all it holds.
  private var leavingOut: Int?
  /// A start tag whose end is open: it may turn out to be empty.
  private var isTagOpen = false
  private var isDrawing = false
  private var hasFailed = false

  init(id: String, label: String, description: String) {
    self.id = id
    self.label = label
    about = description
  }

  var markup: String? { isDrawing ? text : nil }
  var isComplete: Bool { !hasFailed && depth == 0 }

  func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) { hasFailed = true }

  private static let elements: Set<String> = [
    "svg", "g", "defs", "rect", "circle", "ellipse", "line", "path", "polyline", "polygon", "text",
    "tspan", "use", "clipPath", "linearGradient", "stop", "filter", "feFlood", "feComposite",
  ]

  private static let attributes: Set<String> = [
    "viewBox", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width",
    "height", "d", "points", "transform", "fill", "fill-opacity", "fill-rule", "stroke",
    "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
    "opacity", "color", "font-family", "font-size", "font-weight", "font-style", "text-anchor",
    "dominant-baseline", "baseline-shift", "clip-path", "offset", "stop-color", "stop-opacity",
    "filter", "filterUnits", "flood-color", "flood-opacity", "in", "in2", "operator", "result",
    "gradientUnits", "clipPathUnits", "preserveAspectRatio",
  ]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    depth += 1
    guard leavingOut == nil else { return }
    guard Self.elements.contains(name), (depth == 1) == (name == "svg") else {
      leavingOut = depth
      return
    }
    closeTag()
    text += "<" + name
    if depth == 1 {
      isDrawing = true
      write("id", id)
      write("role", "img")
      write("aria-labelledby", "title-\(id)")
      if !about.isEmpty { write("aria-describedby", "desc-\(id)") }
    }
    // In a fixed order: a dictionary has none, and a report is the same on rerun.
    for (attribute, value) in attributes.sorted(by: { $0.key < $1.key }) {
      write(attribute, of: value, isText: attributes["font-size"] != nil)
    }
    isTagOpen = true
    if depth == 1 { writeLabels() }
  }

  /// What those hear who can't see the drawing; its ids can't be the drawing's, which begin otherwise.
  private func writeLabels() {
    closeTag()
    text += "<title id=\"title-\(id)\">\(MarkupText.escaped(label))</title>"
    if !about.isEmpty {
      text += "<desc id=\"desc-\(id)\">\(MarkupText.escaped(about))</desc>"
    }
  }

  private static let colored: Set<String> = [
    "fill", "stroke", "color", "flood-color", "stop-color",
  ]

  private func write(_ attribute: String, of value: String, isText: Bool) {
    if Self.colored.contains(attribute), let color = DrawingColor(value) {
      paints.insert(InlineDrawing.Paint(attribute: attribute, color: color, isText: isText))
      return write(attribute, color.hex)
    }
    switch attribute {
    case "id": if depth > 1 { write("id", "\(id)-\(value)") }
    case "href", "xlink:href":
      if value.hasPrefix("#") { write("href", "#\(id)-\(value.dropFirst())") }
    // The page gives the size, from the view box.
    case "width", "height": if depth > 1 { write(attribute, value) }
    case _ where Self.attributes.contains(attribute):
      guard value.contains("url(") else { return write(attribute, value) }
      // A reference to something of the drawing's own, or nothing.
      guard value.hasPrefix("url(#"), value.hasSuffix(")"), !value.dropFirst(5).contains("(")
      else { return }
      write(attribute, "url(#\(id)-\(value.dropFirst(5))")
    default: break
    }
  }

  private func write(_ attribute: String, _ value: String) {
    text += " \(attribute)=\"\(MarkupText.escaped(value))\""
  }

  private func closeTag() {
    if isTagOpen { text += ">" }
    isTagOpen = false
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    guard leavingOut == nil, depth > 0, !string.allSatisfy(\.isWhitespace) || !isTagOpen else {
      return
    }
    closeTag()
    text += MarkupText.escaped(string)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    defer { depth -= 1 }
    guard leavingOut == nil else {
      if leavingOut == depth { leavingOut = nil }
      return
    }
    text += isTagOpen ? "/>" : "</\(name)>"
    isTagOpen = false
  }
}
