/// How a series looks wherever it is drawn: its colour, the marker of its points, and the dashes of its
/// counted lines, where no marker helps.
public struct Look: Sendable, Hashable {
  public let hue: Hue
  public let marker: Marker
  let dash: Dash

  /// The look of a place among all there are, counted from 0.
  ///
  /// Beyond the twelve hues they come again, each time with other markers: 144 pairs are different.
  init(place: Int) {
    let hues = Hue.allCases.count
    hue = Hue.allCases[place % hues]
    // 5 and 12 have no factor in common.
    marker = Marker.allCases[(place + place / hues * 5) % Marker.allCases.count]
    dash = Dash.allCases[place / (hues / 2) % Dash.allCases.count]
  }
}
