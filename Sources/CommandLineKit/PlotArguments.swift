import ArgumentParser
import Charts
import Files
import Measurement

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where charts go and as what, and how much it matters that they are drawn.
public struct PlotArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder that charts are drawn into; git ignores the usual one.",
      valueName: "folder"), completion: .directory)
  public var plots = ResultsFolder.ownPlots

  @Option(
    help: ArgumentHelp(
      "The kind of picture, svg or png; 'svg,png' or the option twice for both. (default: svg)",
      valueName: "format"),
    completion: .names { PictureFormat.allCases.map(\.rawValue) },
    transform: PlotArguments.parse)
  var chartFormat: [[PictureFormat]] = []

  @Flag(help: "Also print the charts as text, on standard error.")
  public var preview = false

  @Flag(help: "Fail when a chart can't be drawn, instead of warning.")
  public var requirePlots = false

  public init() {}

  /// The kinds of pictures that are drawn, each once.
  public var formats: [PictureFormat] {
    let asked = Set(chartFormat.joined())
    return asked.isEmpty ? [.svg] : PictureFormat.allCases.filter(asked.contains)
  }

  /// Makes sure that charts can be kept, before minutes are spent on them.
  ///
  /// - Throws: The exit code, after an explanation, when the folder can't be written.
  public func check() throws {
    try explainingWriteErrors { try OutputFolder.check(path: plots, option: "--plots") }
  }

  /// Draws charts, each with its script beside it, and says on standard error where they are;
  /// with `--preview`, shows them there too.
  ///
  /// What keeps gnuplot from drawing is a warning, since the numbers are there without a picture, and
  /// the script is kept to draw it later. A gnuplot that hangs or isn't there isn't run again.
  ///
  /// - Throws: `ExitCode`, after an explanation, when the folder can't be written or, with
  ///   `--require-plots`, when a chart wasn't drawn.
  public func draw(_ charts: [Chart]) throws { try draw(charts, with: Gnuplot()) }

  func draw(_ charts: [Chart], with gnuplot: Gnuplot) throws {
    var obstacle: GnuplotError?
    var areAllDrawn = true
    try explainingWriteErrors {
      _ = try OutputFolder(path: plots, option: "--plots")
      do throws(GnuplotError) {
        for chart in charts {
          if obstacle == nil {
            do throws(GnuplotError) {
              say("chart", try gnuplot.draw(chart, into: plots, formats: formats))
              continue
            } catch {
              if case .cannotWrite = error { throw error }
              if error.isLasting { obstacle = error }
              warn(error.isLasting ? "no charts" : "no chart \(chart.name)", error)
            }
          }
          areAllDrawn = false
          say("script", [try gnuplot.writeScript(chart, into: plots, formats: formats)])
        }
      } catch {
        if case .cannotWrite(let path, let reason) = error {
          throw OutputFolder.WriteError(path: path, reason: reason, option: "--plots")
        }
        throw error
      }
    }
    if preview, obstacle == nil, !show(charts, with: gnuplot) { areAllDrawn = false }
    if requirePlots, !areAllDrawn { throw ExitStatus.failure.exitCode }
  }

  /// Prints charts as text, as wide as the terminal; in colour where that can be shown.
  ///
  /// Returns whether all were. On standard error: standard output is for the data.
  private func show(_ charts: [Chart], with gnuplot: Gnuplot) -> Bool {
    var standardError = StandardError()
    let color = Terminal.canRedraw(STDERR_FILENO) && getenv("NO_COLOR") == nil
    var areAllShown = true
    for chart in charts {
      do throws(GnuplotError) {
        let text = try gnuplot.preview(
          chart, columns: min(Terminal.width(STDERR_FILENO), 160), color: color)
        print("\n\(text)", terminator: "", to: &standardError)
      } catch {
        warn("no preview of \(chart.name)", error)
        areAllShown = false
        if error.isLasting { break }
      }
    }
    return areAllShown
  }

  /// Says where files are.
  private func say(_ what: String, _ paths: [String]) {
    var standardError = StandardError()
    for path in paths { print("\(what): \(path.oneLine)", to: &standardError) }
  }

  /// What gnuplot says keeps its lines, and controls no terminal.
  private func warn(_ what: String, _ error: GnuplotError) {
    let text = error.description.split(separator: "\n").map { String($0).oneLine }
    var standardError = StandardError()
    print(
      "\(requirePlots ? "Error" : "Warning"): \(what): \(text.joined(separator: "\n  "))",
      to: &standardError)
  }

  /// `svg`, `png` or both with a comma between.
  private static func parse(_ text: String) throws -> [PictureFormat] {
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return try names.map { name in
      guard let format = PictureFormat(rawValue: name) else {
        let known = PictureFormat.allCases.map(\.rawValue)
        throw Suggestion.unknown("chart format", name, among: known).usage
      }
      return format
    }
  }
}
