import ArgumentParser

/// How people read amounts in tables; formats for programs always hold every digit.
public enum Units: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// Prefixes for powers of 1000: `161.2 PFLOPs`, `104.7 MB`.
  case si
  /// Bytes by powers of 1024, `99.9 MiB`; all else as under `si`.
  ///
  /// FLOPs and MACs keep powers of 1000: rates of machines are given in them, and nothing about a
  /// count of operations comes in powers of two.
  case iec
  /// Every digit, in groups of three, with the unit in the column's title.
  case raw
}
