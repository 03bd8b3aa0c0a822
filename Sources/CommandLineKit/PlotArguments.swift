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
  /// What keeps gnuplot from drawing is a warning, since the numbers are there without a picture.
  ///
  /// - Throws: `ExitCode`, after an explanation, when the folder can't be written or, with
  ///   `--require-plots`, when a chart wasn't drawn.
  public func draw(_ charts: [Chart]) throws {
    var standardError = StandardError()
    let gnuplot = Gnuplot()
    do {
      _ = try OutputFolder(path: plots, option: "--plots")
      for chart in charts {
        for path in try gnuplot.draw(chart, into: plots, formats: [.svg]) {
          print("chart: \(path)", to: &standardError)
        }
      }
    } catch let error as GnuplotError {
      if case .cannotWrite = error {
        print("Error: \(error)", to: &standardError)
        throw ExitStatus.cannotCreate.exitCode
      }
      print("\(requirePlots ? "Error" : "Warning"): no chart: \(error)", to: &standardError)
      if requirePlots { throw ExitStatus.failure.exitCode }
    } catch let error as OutputFolder.WriteError {
      print("Error: \(error)", to: &standardError)
      throw ExitStatus.cannotCreate.exitCode
    }
  }
}
