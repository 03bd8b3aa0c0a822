import Foundation
import Testing

@testable import Charts

@Suite struct FailureTests {
  private let chart = Samples.chart(text: "a")

  @Test func missingGnuplotIsReported() throws {
    let gnuplot = Gnuplot(executable: "no-such-gnuplot")
    #expect(!gnuplot.isInstalled)
    try inTemporaryFolder { folder in
      #expect(throws: GnuplotError.notInstalled) { try gnuplot.draw(chart, into: folder) }
      let left = try contents(folder)
      #expect(left == [])
      // The script can still be kept, to be drawn elsewhere.
      try gnuplot.writeScript(chart, into: folder)
      let kept = try contents(folder)
      #expect(kept == ["sample.gp"])
    }
    #expect(
      GnuplotError.notInstalled.description
        == "gnuplot is not installed; sudo apt-get install gnuplot-nox")
  }

  @Test func installedGnuplotIsFound() { #expect(Gnuplot().isInstalled) }

  @Test(arguments: ["plot nosuch(x)", "exit status 3", "plot 'no-such-file'", "set term nonsense"])
  func aFailingScriptIsReportedAndLeavesNothing(statement: String) throws {
    var script = PlotScript()
    script.line(statement)
    try inTemporaryFolder { folder in
      try Data("before".utf8).write(to: URL(fileURLWithPath: "\(folder)/sample.svg"))
      let error = #expect(throws: GnuplotError.self) {
        try Gnuplot().draw(script, named: "sample", into: folder, formats: [.svg])
      }
      guard case .failed(let message) = error else {
        Issue.record("not .failed")
        return
      }
      #expect(!message.isEmpty)
      let left = try contents(folder)
      #expect(left == ["sample.svg"])
      #expect(try bytes("\(folder)/sample.svg") == Data("before".utf8))
    }
  }

  @Test func aScriptThatDrawsNothingIsReported() throws {
    var script = PlotScript()
    script.line("set terminal svg")
    try inTemporaryFolder { folder in
      #expect(throws: GnuplotError.self) {
        try Gnuplot().draw(script, named: "sample", into: folder, formats: [.svg])
      }
      let left = try contents(folder)
      #expect(left == [])
    }
  }

  @Test func aProgramThatDoesNotEndIsKilled() throws {
    var script = PlotScript()
    script.line("pause 20")
    try inTemporaryFolder { folder in
      let error = #expect(throws: GnuplotError.self) {
        try Gnuplot(timeoutSeconds: 0.3).draw(script, named: "s", into: folder, formats: [.svg])
      }
      #expect(error == .timedOut(seconds: 0.3))
      let left = try contents(folder)
      #expect(left == [])
    }
  }

  @Test func aFolderThatCannotBeWrittenIsReported() throws {
    try inTemporaryFolder { folder in
      let file = "\(folder)/file"
      try Data().write(to: URL(fileURLWithPath: file))
      for place in ["\(folder)/missing", file] {
        let error = #expect(throws: GnuplotError.self) { try Gnuplot().draw(chart, into: place) }
        guard case .cannotWrite(place, let reason) = error else {
          Issue.record("not .cannotWrite: \(String(describing: error))")
          continue
        }
        #expect(!reason.isEmpty)
      }
      let left = try contents(folder)
      #expect(left == ["file"])
    }
  }

  /// gnuplot-iostream itself would have said nothing.
  @Test func aFullDiskIsReported() {
    var script = PlotScript()
    script.line("reset")
    script.block("points", [[1, 2]])
    let error = #expect(throws: GnuplotError.self) { try script.write(to: "/dev/full") }
    guard case .cannotWrite("/dev/full", _) = error else {
      Issue.record("not .cannotWrite")
      return
    }
  }

  @Test func aBlockNameThatIsNoNameIsRefused() throws {
    var script = PlotScript()
    script.block("a b\nsystem 'x'", [[1]])
    try inTemporaryFolder { folder in
      #expect(throws: GnuplotError.self) { try script.write(to: "\(folder)/x.gp") }
    }
  }
}
