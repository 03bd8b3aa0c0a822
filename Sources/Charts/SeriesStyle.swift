/// What a series is, which alone decides how it is drawn.
public enum SeriesStyle: Sendable, Equatable, CaseIterable {
  /// Data: markers, with bars for the interval.
  case measured
  /// A fitted model: a dotted line, never a marker.
  case model
  /// A count or a bound that a formula gives: a thin line.
  case analytic
  /// Counts at single places, which no line may join: large markers without bars.
  case counted
  /// Points of a paper: hollow markers.
  case published
  /// Single samples behind a median: small, translucent markers.
  case sample
  /// Samples that count for nothing: small hollow markers.
  case discarded
  /// A level found in the data: a thick line over it.
  case level
  /// How far a curve may lie off: a light area.
  case band
}
