import Glibc
import Text

/// A colour of a drawing, and what it becomes where it has to be read or on other paper.
struct DrawingColor: Hashable, Sendable {
  /// Each from 0 to 255.
  let channels: [UInt8]

  static let white = DrawingColor(channels: [255, 255, 255])
  /// What charts stand on in the dark, the style sheet's `--card`.
  static let darkPaper = DrawingColor(channels: [27, 30, 33])
  /// How far from dark paper what has a hue is at least: as bright there as it is strong on white.
  private static let bright = 6.0
  /// The least contrast of text by the Web Content Accessibility Guidelines 2.2, 1.4.3.
  static let readable = 4.5

  init(channels: [UInt8]) { self.channels = channels }

  /// Reads `#0072b2`, `rgb(0, 114, 178)` and the names that gnuplot writes.
  init?(_ text: String) {
    let names = ["black": "#000000", "white": "#ffffff", "lightgrey": "#d3d3d3"]
    let text = (names[text] ?? text).lowercased()
    if text.hasPrefix("#"), text.utf8.count == 7 {
      let digits = Array(text.dropFirst())
      channels = stride(from: 0, to: 6, by: 2).compactMap {
        UInt8(String(digits[$0..<$0 + 2]), radix: 16)
      }
    } else if text.hasPrefix("rgb("), text.hasSuffix(")") {
      channels = text.dropFirst(4).dropLast().split(separator: ",").compactMap { part in
        UInt8(part.filter { $0 != " " })
      }
    } else {
      return nil
    }
    guard channels.count == 3 else { return nil }
  }

  /// Such as `#0072b2`.
  var hex: String {
    "#"
      + channels.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// As on light paper, but dark enough to be read there.
  var forReading: DrawingColor {
    let least = (Self.white.luminance + 0.05) / Self.readable - 0.05
    return luminance <= least ? self : with(luminance: least)
  }

  /// For dark paper: as far from it as this is from white, so that grids stay faint; what has a hue
  /// is as bright as text.
  var inTheDark: DrawingColor {
    let contrast = contrast(with: .white)
    guard contrast > 1.02 else { return .darkPaper }
    let isGrey = (channels.max() ?? 0) - (channels.min() ?? 0) < 24
    let paper = Self.darkPaper
    let target = max(contrast, isGrey ? 1 : Self.bright) * (paper.luminance + 0.05) - 0.05
    // A grey is made from the paper's, which isn't neutral.
    return (isGrey ? paper : self).with(luminance: min(target, 0.8))
  }

  /// By the Web Content Accessibility Guidelines: from 1 to 21.
  func contrast(with other: DrawingColor) -> Double {
    let (one, two) = (luminance + 0.05, other.luminance + 0.05)
    return max(one, two) / min(one, two)
  }

  /// From 0 to 1, linear in light.
  var luminance: Double {
    zip(linear, [0.2126, 0.7152, 0.0722]).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private var linear: [Double] {
    channels.map { channel in
      let value = Double(channel) / 255
      return value <= 0.040_45 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  /// The same hue mixed with white or with black, which light adds up in proportion.
  private func with(luminance target: Double) -> DrawingColor {
    let current = luminance
    let mixed =
      target > current
      ? linear.map { $0 + (1 - $0) * (target - current) / (1 - current) }
      : linear.map { $0 * target / current }
    let isLighter = target > current
    return DrawingColor(
      channels: mixed.map { value in
        let encoded = value <= 0.003_130_8 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
        // Away from the paper, so that rounding costs no contrast.
        return UInt8(
          min(255, max(0, (encoded * 255).rounded(isLighter ? .up : .down))))
      })
  }
}
