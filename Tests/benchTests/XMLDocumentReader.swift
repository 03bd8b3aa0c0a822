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

/// Reads a document with a parser that isn't ours.
struct XMLDocumentReader {
  let isWellFormed: Bool

  init(_ text: String, _ reader: TestCaseReader) {
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    isWellFormed = parser.parse()
  }
}
