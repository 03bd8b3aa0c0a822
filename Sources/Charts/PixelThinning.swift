import Text

/// Leaves out points that lie on one another, which nobody could see.
struct PixelThinning {
  private let x: AxisRange
  private let y: AxisRange
  private let columns: Int
  private let rows: Int
  private var taken: [Bool]
  /// How many points had no place of their own.
  private(set) var hidden = 0
  /// How many points lie outside the axes.
  private(set) var outside = 0

  /// For a panel of about `width` by `height` pixels; points closer than `cell` count as one.
  init(x: AxisRange, y: AxisRange, width: Double, height: Double, cell: Double) {
    self.x = x
    self.y = y
    columns = max(Int(width / cell), 1)
    rows = max(Int(height / cell), 1)
    taken = Array(repeating: false, count: columns * rows)
  }

  /// Whether a point is the first at its place; each is asked about once.
  mutating func keeps(x pointX: Double, y pointY: Double) -> Bool {
    guard x.contains(pointX), y.contains(pointY) else {
      outside += 1
      return false
    }
    let column = min(Int(x.fraction(of: pointX) * Double(columns)), columns - 1)
    let row = min(Int(y.fraction(of: pointY) * Double(rows)), rows - 1)
    if taken[column * rows + row] {
      hidden += 1
      return false
    }
    taken[column * rows + row] = true
    return true
  }
}

extension PixelThinning {
  /// What has to be said about as many of a `thing` that aren't drawn.
  func notes(of thing: String) -> [String] {
    var notes: [String] = []
    if hidden > 0 {
      notes.append(
        hidden == 1
          ? "1 \(thing) is not drawn: it would lie on another."
          : "\(Plural.text(hidden, thing)) are not drawn: they would lie on others.")
    }
    if outside > 0 {
      notes.append(
        "\(Plural.text(outside, thing)) \(outside == 1 ? "lies" : "lie") beyond the axis.")
    }
    return notes
  }
}
