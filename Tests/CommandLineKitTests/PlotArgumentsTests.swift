import ArgumentParser
import Charts
import Foundation
import TestSupport
import Testing

@testable import CommandLineKit

/// Charts drawn by programs that take gnuplot's place.
@Suite struct PlotArgumentsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A gnuplot that notes each run, then does as `script` says.
  private func gnuplot(_ script: String, timeout: Double = 20) throws -> Gnuplot {
    try folder.write(
      "#!/bin/sh\necho \"$2\" >> '\(folder.path)/runs'\n\(script)\n", to: "gnuplot", isProgram: true
    )
    return Gnuplot(executable: folder.path + "/gnuplot", timeoutSeconds: timeout)
  }

  private var runs: [String] {
    let text = (try? String(contentsOfFile: folder.path + "/runs", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  private var files: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/plots").sorted()
    }
  }

  private func arguments(_ words: [String] = []) throws -> PlotArguments {
    try PlotArguments.parse(["--plots", folder.path + "/plots"] + words)
  }

  private var charts: [Chart] { ["a", "b", "c"].map { Chart(name: $0, title: $0, panels: []) } }

  @Test func whatHangsIsWaitedForOnce() throws {
    try arguments(["--preview"]).draw(charts, with: gnuplot("sleep 300 & sleep 300", timeout: 0.5))
    #expect(runs == ["a.gp"])
    #expect(try files == ["a.gp", "b.gp", "c.gp"])
  }

  @Test func otherPicturesAreStillDrawn() throws {
    let failing = try gnuplot(
      "[ \"$2\" != b.gp ] || { echo 'no b' >&2; exit 3; }; echo '<svg/>' > \"${2%.gp}.svg\"")
    try arguments().draw(charts, with: failing)
    #expect(runs == ["a.gp", "b.gp", "c.gp"])
    #expect(try files == ["a.gp", "a.svg", "b.gp", "c.gp", "c.svg"])
    #expect(throws: ExitStatus.failure.exitCode) {
      try arguments(["--require-plots"]).draw(charts, with: failing)
    }
  }

  /// Whatever a wrapper prints, an error stays a few lines.
  @Test func whatItSaysIsCapped() throws {
    let loud = try gnuplot("yes | head -c 60000 | tr '\\n' y >&2; yes | head -c 999 >&2; exit 1")
    let error = #expect(throws: GnuplotError.self) {
      try loud.draw(charts[0], into: folder.path)
    }
    let text = error?.description ?? ""
    #expect(text.unicodeScalars.count < 2000 && text.contains("yyyy"))
  }
}
