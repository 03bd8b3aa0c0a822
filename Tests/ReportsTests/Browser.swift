import Foundation

/// A headless browser, where one is installed.
enum Browser {
  static let path = ["chromium", "chromium-browser", "google-chrome"].lazy
    .map { "/usr/bin/\($0)" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  /// What a script says of a page that was laid out.
  struct Layout: Decodable {
    /// How wide the window is, and what is in it.
    let window: Double
    let content: Double
    /// The background's red, as `rgb(253, 253, 251)` says it.
    let background: String
    let cardBackground: String
    /// Heights of the drawings, and how many boxes scroll by themselves.
    let drawings: [Double]
    let scrolling: Int
    let tables: Int
    /// What the page fetched besides itself.
    let fetched: Int
  }

  private static let script = """
    <script>
    const style = (element) => getComputedStyle(element).backgroundColor;
    const all = (selector) => [...document.querySelectorAll(selector)];
    document.title = JSON.stringify({
      window: innerWidth, content: document.documentElement.scrollWidth,
      background: style(document.body), cardBackground: style(document.querySelector(".drawing")),
      drawings: all(".drawing svg").map((svg) => svg.getBoundingClientRect().height),
      scrolling: all(".scroll").filter((box) => box.scrollWidth > box.clientWidth).length,
      tables: all("table").length, fetched: performance.getEntriesByType("resource").length,
    });
    </script>
    """

  /// Opens a page in a window so wide and lays it out.
  ///
  /// The page has no script; the one that looks at it is put in for that.
  static func layout(_ page: String, width: Int, dark: Bool) throws -> Layout {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("page.html")
    try page.replacing("</body>", with: script + "</body>")
      .write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "")
    process.arguments = [
      // Its own sandbox needs rights that a container's root doesn't have.
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
      "--user-data-dir=\(folder.path)/profile", "--window-size=\(width),900",
      "--blink-settings=preferredColorScheme=\(dark ? 0 : 1)", "--dump-dom", file.absoluteString,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let dom = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard let start = dom.range(of: "<title>"), let end = dom.range(of: "</title>") else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return try JSONDecoder().decode(
      Layout.self, from: Data(dom[start.upperBound..<end.lowerBound].utf8))
  }
}
