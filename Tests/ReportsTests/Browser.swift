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
    /// How many drawings are to be seen, and the smallest type in them, in pixels of the screen.
    let drawings: Int
    let smallestLabel: Double
    /// The tables that are cut, so that they have to be scrolled.
    let cut: [String]
    let tables: Int
    /// The least contrast of any text of a drawing with what the drawing stands on.
    let leastContrast: Double
    /// What the page fetched besides itself.
    let fetched: Int
  }

  private static let script = """
    <script>
    const style = (element) => getComputedStyle(element).backgroundColor;
    const all = (selector) => [...document.querySelectorAll(selector)];
    const shown = all(".drawing svg").filter((svg) => svg.getBoundingClientRect().height > 0);
    const scale = (svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const labels = shown.flatMap((svg) => [...svg.querySelectorAll("[font-size]")]
      .filter((text) => text.textContent.trim() !== "")
      .map((text) => ({ size: text.getAttribute("font-size") * scale(svg), fill: getComputedStyle(text).fill })));
    const luminance = (color) => color.match(/[0-9.]+/g).slice(0, 3).map((text) => {
      const value = text / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    }).reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0.05);
    const contrast = (one, other) => Math.max(one / other, other / one);
    const card = luminance(style(document.querySelector(".drawing")));
    document.title = JSON.stringify({
      window: innerWidth, content: document.documentElement.scrollWidth,
      background: style(document.body), cardBackground: style(document.querySelector(".drawing")),
      drawings: shown.length, smallestLabel: Math.min(...labels.map((label) => label.size)),
      leastContrast: Math.min(...labels.map((label) => contrast(luminance(label.fill), card))),
      cut: all(".scroll").filter((box) => box.scrollWidth > box.clientWidth)
        .map((box) => box.querySelector("table").id),
      tables: all("table").length, fetched: performance.getEntriesByType("resource").length,
    });
    </script>
    """

  /// Lays a page out in a window so wide.
  ///
  /// The page has no script; the one that looks at it is put in for that. It stands in a frame, since
  /// a headless browser's own window can't be as narrow as a phone.
  static func layout(_ page: String, width: Int, dark: Bool) throws -> Layout {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("page.html")
    let inside = page.replacing("</body>", with: script + "</body>")
      .replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    let outside = """
      <!DOCTYPE html><html><head><title></title><style>:root { color-scheme: light dark; }</style></head>
      <body><iframe id="frame" style="width: \(width)px; height: 900px; border: 0" srcdoc="\(inside)"></iframe>
      <script>onload = () => { document.title = frame.contentDocument.title; }</script></body></html>
      """
    try outside.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "")
    process.arguments = [
      // Its own sandbox needs rights that a container's root doesn't have.
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
      "--user-data-dir=\(folder.path)/profile", "--window-size=1600,1000",
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
