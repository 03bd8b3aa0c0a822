import ArgumentParser
import Charts
import Measurement

/// Where charts go, and how much it matters that they are drawn.
public struct PlotArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The folder that charts are drawn into.", valueName: "folder"))
  public var plots = "Plots"

  @Flag(help: "Fail when a chart can't be drawn, instead of warning.")
  public var requirePlots = false

  public init() {}

  /// Draws charts, each with its script beside it, and says on standard error where they are.
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
          for path in try gnuplot.draw(chart, into: plots, formats: [.svg]) {
            print("chart: \(path)", to: &standardError)
          }
        }
      } catch .cannotWrite(let path, let reason) {
        throw OutputFolder.WriteError(path: path, reason: reason, option: "--plots")
      } catch {
        print("\(requirePlots ? "Error" : "Warning"): no chart: \(error)", to: &standardError)
        if error == .notInstalled {
          for chart in charts {
            let script = try gnuplot.writeScript(chart, into: plots, formats: [.svg])
            print("script: \(script)", to: &standardError)
          }
        }
        if requirePlots { throw ExitStatus.failure.exitCode }
      }
    }
  }
}
