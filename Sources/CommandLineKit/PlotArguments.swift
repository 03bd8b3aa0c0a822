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

  /// Draws charts, each with its script beside it, and says on standard error where they are;
  /// with `--preview`, shows them there too.
  ///
  /// What keeps gnuplot from drawing is a warning, since the numbers are there without a picture;
  /// where it isn't installed, the scripts are written to draw later.
  ///
  /// - Throws: `ExitCode`, after an explanation, when the folder can't be written or, with
  ///   `--require-plots`, when a chart wasn't drawn.
  public func draw(_ charts: [Chart]) throws {
    var standardError = StandardError()
    let gnuplot = Gnuplot()
    try explainingWriteErrors {
      _ = try OutputFolder(path: plots, option: "--plots")
      do throws(GnuplotError) {
        for chart in charts {
          for path in try gnuplot.draw(chart, into: plots, formats: formats) {
            print("chart: \(path)", to: &standardError)
          }
        }
      } catch .cannotWrite(let path, let reason) {
        throw OutputFolder.WriteError(path: path, reason: reason, option: "--plots")
      } catch {
        warn("no chart", error)
        if error == .notInstalled {
          for chart in charts {
            let script = try gnuplot.writeScript(chart, into: plots, formats: formats)
            print("script: \(script)", to: &standardError)
          }
        }
        if requirePlots { throw ExitStatus.failure.exitCode }
        return
      }
      if preview { try show(charts, with: gnuplot) }
    }
  }

  /// Prints charts as text, as wide as the terminal; in colour where that can be shown.
  ///
  /// On standard error: standard output is for the data.
  private func show(_ charts: [Chart], with gnuplot: Gnuplot) throws {
    var standardError = StandardError()
    let color = Terminal.canRedraw(STDERR_FILENO) && getenv("NO_COLOR") == nil
    do throws(GnuplotError) {
      for chart in charts {
        let text = try gnuplot.preview(
          chart, columns: min(Terminal.width(STDERR_FILENO), 160), color: color)
        print("\n\(text)", terminator: "", to: &standardError)
      }
    } catch {
      warn("no preview", error)
      if requirePlots { throw ExitStatus.failure.exitCode }
    }
  }

  private func warn(_ what: String, _ error: GnuplotError) {
    var standardError = StandardError()
    print("\(requirePlots ? "Error" : "Warning"): \(what): \(error)", to: &standardError)
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
