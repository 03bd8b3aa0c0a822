import TestSupport
import Testing

@testable import Reports

@Suite struct DrawingColorTests {
  private static func color(_ text: String) throws -> DrawingColor {
    try #require(DrawingColor(text))
  }

  /// The guidelines' own ends, and #767676, the lightest grey that may be read on white.
  @Test func contrast() throws {
    #expect(try Self.color("black").contrast(with: .white) == 21)
    #expect(DrawingColor.white.contrast(with: .white) == 1)
    #expect(try Self.color("#767676").contrast(with: .white) >= 4.5)
    #expect(try Self.color("#777777").contrast(with: .white) < 4.5)
  }

  @Test func whatGnuplotWrites() throws {
    #expect(try Self.color("rgb(  0, 114, 178)").hex == "#0072b2")
    #expect(try Self.color("#FFFFFF") == .white)
    #expect(try Self.color("lightgrey").hex == "#d3d3d3")
    for other in ["none", "currentColor", "#fff", "rgb(1,2)", "rgb(1,2,300)", "#gggggg", ""] {
      #expect(DrawingColor(other) == nil)
    }
  }

  /// Any text is readable on white and in the dark; what is faint on white is as faint in the dark.
  @Test func anyColor() {
    var random = Seeded(3)
    for index in 0..<2_000 {
      var channels = (0..<3).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      if index % 2 == 0 { channels = Array(repeating: channels[0], count: 3) }
      let color = DrawingColor(channels: channels)
      #expect(color.forReading.contrast(with: .white) >= 4.49)
      let (light, dark) = (
        color.contrast(with: .white), color.inTheDark.contrast(with: .darkPaper)
      )
      if light >= 4.5 { #expect(dark >= 4.4) }
      if index % 2 == 0, light < 10 { #expect(abs(dark / light - 1) < 0.06) }
    }
    #expect(DrawingColor.white.inTheDark == .darkPaper)
  }

  /// Attributes are repainted by rules, in a fixed order, and text has rules of its own.
  @Test func style() throws {
    let svg = """
      <svg viewBox="0 0 8 8"><g fill="rgb(213,94,0)" font-size="12"><text>a</text></g>
      <rect fill="rgb(213,94,0)" stroke="none"/></svg>
      """
    let drawing = try InlineDrawing(svg: svg, id: "a", label: "a")
    let css = DrawingStyle([drawing, drawing]).css
    let orange = try Self.color("#d55e00")
    #expect(drawing.markup.ranges(of: ##"fill="#d55e00""##).count == 2)
    #expect(
      css.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } } == [
        ".drawing [font-size][fill=\"#d55e00\"] { fill: \(orange.forReading.hex); }",
        "@media screen and (prefers-color-scheme: dark) {",
        ".drawing [font-size][fill=\"#d55e00\"] { fill: \(orange.inTheDark.hex); }",
        ".drawing [fill=\"#d55e00\"] { fill: \(orange.inTheDark.hex); }", "}",
      ])
    #expect(DrawingStyle([]).css.isEmpty)
  }
}
