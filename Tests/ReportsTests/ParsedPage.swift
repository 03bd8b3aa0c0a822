import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// A page read by an XML parser, which accepts it only if every tag is closed in its place.
final class ParsedPage: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    let parent: Int?
    /// All text inside, that of elements in it included.
    var text = ""
  }

  private(set) var elements: [Element] = []
  private(set) var error: String?
  private var open: [Int] = []

  init(_ page: String) {
    super.init()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = self
    if !parser.parse() || !open.isEmpty || elements.isEmpty {
      error =
        error ?? "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "no error")"
    }
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  func texts(_ name: String) -> [String] { all(name).map { Self.oneLine($0.text) } }

  /// Whether an element stands inside one of that name.
  func isInside(_ name: String, _ index: Int) -> Bool {
    var place = elements[index].parent
    while let current = place {
      if elements[current].name == name { return true }
      place = elements[current].parent
    }
    return false
  }

  static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(Element(name: name, attributes: attributes, parent: open.last))
    open.append(elements.count - 1)
  }

  func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
    error = "line \(parser.lineNumber): \(parseError)"
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    for index in open { elements[index].text += string }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }
}
