import Processes

/// Why a chart could not be drawn, in a sentence for the user.
public enum GnuplotError: Error, Sendable, Equatable, CustomStringConvertible {
  case notInstalled
  /// What gnuplot said.
  case failed(String)
  /// It was killed, since it was still running; the next chart would wait as long.
  case timedOut(seconds: Double)
  case noScratch(ScratchFolder.Failure)
  case cannotWrite(path: String, reason: String)

  /// Whether the next chart would meet the same.
  public var isLasting: Bool {
    switch self {
    case .notInstalled, .timedOut, .noScratch, .cannotWrite: true
    case .failed: false
    }
  }

  public var description: String {
    switch self {
    case .notInstalled: "gnuplot is not installed; sudo apt-get install gnuplot-nox"
    case .failed(let message): "gnuplot could not draw the chart: \(message)"
    case .timedOut(let seconds):
      "gnuplot could not draw the chart: it was still running after "
        + "\(NumberText.significant(seconds)) s"
    case .noScratch(let failure): failure.description
    case .cannotWrite(let path, let reason): "cannot write '\(path)': \(reason)"
    }
  }
}
