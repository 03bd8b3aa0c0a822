import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// What a program that reads JUnit's XML sees.
final class TestCaseReader: NSObject, XMLParserDelegate {
  var names: [String] = []
  var outcomes: [String] = []
  var suite: [String: String] = [:]

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    switch element {
    case "testcase": names.append(attributes["name"] ?? "")
    case "failure", "error", "skipped": outcomes.append(element)
    case "testsuite":
      suite = attributes.filter { ["tests", "failures", "errors", "skipped"].contains($0.key) }
    default: break
    }
  }
}

/// All elements of a document in order, with their attributes and their text.
final class ElementReader: NSObject, XMLParserDelegate {
  struct Element {
    /// The names from the root on, with slashes between.
    let path: String
    let attributes: [String: String]
    var text = ""

    var name: String { path.split(separator: "/").last.map(String.init) ?? "" }
  }

  private(set) var elements: [Element] = []
  /// The open ones.
  private var open: [Int] = []

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let above = open.last.map { elements[$0].path + "/" } ?? ""
    open.append(elements.count)
    elements.append(Element(path: above + element, attributes: attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let index = open.last { elements[index].text += text }
  }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    open.removeLast()
  }
}

/// Reads a document with a parser that isn't ours.
struct XMLDocumentReader {
  let isWellFormed: Bool

  init(_ text: String, _ reader: some XMLParserDelegate) {
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    isWellFormed = parser.parse()
  }
}
