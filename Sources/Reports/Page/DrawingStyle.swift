/// The style sheet that repaints a page's drawings: text that can be read, and colours for the dark.
///
/// An attribute such as `fill` is weaker than any rule, so that the drawings stay as they are.
struct DrawingStyle {
  private let colors: [InlineDrawing.Paint]

  init(_ drawings: [InlineDrawing]) {
    colors = drawings.reduce(into: Set()) { $0.formUnion($1.paints) }.sorted {
      ($0.attribute, $0.color.hex, $0.isText ? 0 : 1)
        < ($1.attribute, $1.color.hex, $1.isText ? 0 : 1)
    }
  }

  var css: String {
    let light = colors.filter(\.isText).filter { $0.color.forReading != $0.color }
      .map { rule($0, $0.color.forReading) }
    let dark = colors.map { "  " + rule($0, $0.color.inTheDark) }
    guard !colors.isEmpty else { return "" }
    return (light + ["@media screen and (prefers-color-scheme: dark) {"] + dark + ["}"])
      .joined(separator: "\n")
  }

  private func rule(_ paint: InlineDrawing.Paint, _ color: DrawingColor) -> String {
    let text = paint.isText ? "[font-size]" : ""
    return
      ".drawing \(text)[\(paint.attribute)=\"\(paint.color.hex)\"] { \(paint.attribute): \(color.hex); }"
  }
}
