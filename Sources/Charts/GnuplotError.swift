/// Why a chart could not be drawn, in a sentence for the user.
public enum GnuplotError: Error, Sendable, Equatable, CustomStringConvertible {
  case notInstalled
  /// What gnuplot said.
  case failed(String)
  case cannotWrite(path: String, reason: String)

  public var description: String {
    switch self {
    case .notInstalled: "gnuplot is not installed; sudo apt-get install gnuplot-nox"
    case .failed(let message): "gnuplot could not draw the chart: \(message)"
    case .cannotWrite(let path, let reason): "cannot write '\(path)': \(reason)"
    }
  }
}
