import TestSupport
import Testing

@testable import CommandLineKit

@Suite struct ProgressTests {
  static let steps = [
    ProgressStep("full", expectedSeconds: 9), ProgressStep("rmt", expectedSeconds: 1),
    ProgressStep("full", expectedSeconds: 9), ProgressStep("rmt", expectedSeconds: 1),
  ]

  @Test func workCountsAndNotSteps() {
    var model = ProgressModel(steps: Self.steps)
    #expect(model.fraction == 0)
    #expect(model.secondsLeft == 20)
    model.finish(seconds: 9)
    #expect(model.fraction == 0.45)
    #expect(model.secondsLeft == 11)
  }

  @Test func whatWasMeasuredCorrectsTheExpectation() {
    var model = ProgressModel(steps: Self.steps)
    model.finish(seconds: 18)
    // `full` took 18 s, and so `rmt` should take twice its second too: 18 + 2 + 2.
    #expect(model.secondsLeft == 22.0)
    model.finish(seconds: 1)
    // Now `rmt` is known to take its second: 18 + 1.
    #expect(model.secondsLeft == 19.0)
  }

  @Test func withoutExpectationsNothingIsKnownBeforeTheFirstStep() {
    var model = ProgressModel(steps: (0..<4).map { ProgressStep("\($0)") })
    #expect(model.secondsLeft == nil)
    model.finish(seconds: 3)
    #expect(model.secondsLeft == 9)
    #expect(model.fraction == 0.25)
  }

  @Test func skippedWorkIsNoLongerAhead() {
    var model = ProgressModel(steps: Self.steps)
    model.skip()
    model.finish(seconds: 1)
    model.skip()
    #expect(model.secondsLeft == 1)
    model.skip()
    #expect(model.fraction == 1)
    #expect(model.spentSeconds == 1)
  }

  @Test func theFractionNeverFallsAndEndsAtOne() {
    var random = Seeded(8)
    for _ in 0..<200 {
      let steps = (0..<Int.random(in: 1...30, using: &random)).map { _ in
        ProgressStep(
          "\(Int.random(in: 0...5, using: &random))",
          expectedSeconds: [nil, 0, -1, .nan, .infinity, 1e-300, 1, 7, 1e300].randomElement(
            using: &random) ?? nil)
      }
      var model = ProgressModel(steps: steps)
      while model.current != nil {
        let before = model.fraction
        let seconds = [0, 0.5, 3, 1e5, .nan, -1].randomElement(using: &random) ?? 0
        if Bool.random(using: &random) { model.finish(seconds: seconds) } else { model.skip() }
        #expect(model.fraction >= before && model.fraction <= 1)
        #expect(model.secondsLeft.map { $0 >= 0 } ?? true)
        #expect(ProgressLine.bar(model, width: 79).count <= 79)
      }
      #expect(model.fraction == 1)
      #expect(model.secondsLeft == 0)
      model.finish(seconds: 1)
      #expect(model.finished == steps.count)
    }
  }

  @Test(arguments: 0...120)
  func theBarFitsItsWidth(_ width: Int) {
    let label = String(repeating: "a very long label ", count: 10)
    var model = ProgressModel(steps: [ProgressStep(label, expectedSeconds: 1e4), ProgressStep("b")])
    #expect(ProgressLine.bar(model, width: width).count <= width)
    model.finish(seconds: 38)
    #expect(ProgressLine.bar(model, width: width).count <= width)
  }

  @Test func theBarShowsAllOfItWhenThereIsRoom() {
    var model = ProgressModel(steps: Self.steps)
    model.finish(seconds: 9)
    #expect(
      ProgressLine.bar(model, width: 79) == "[=========>          ]   45 %  rmt  11 s left")
  }

  @Test func plainLinesTellElapsedAndLeft() {
    var progress = Progress(Self.steps, style: .lines, output: "")
    progress.begin()
    progress.finish(seconds: 9)
    progress.skip("skipped: 40.0 GiB needed")
    progress.note("a note")
    progress.close()
    #expect(
      progress.output == """
        1/4   45 %  full  9.00 s; 9.00 s in all, 11 s left
        2/4   47 %  rmt  skipped: 40.0 GiB needed; 9.00 s in all, 10 s left
        a note

        """)
  }

  @Test func theBarLeavesNothingBehind() {
    var progress = Progress(Self.steps, style: .bar(width: 80), output: "")
    progress.close()
    #expect(progress.output == "")
    progress.begin()
    progress.finish(seconds: 9)
    progress.note("a note")
    progress.close()
    progress.close()
    #expect(progress.output.hasPrefix(Terminal.clearLine))
    #expect(progress.output.hasSuffix(Terminal.clearLine))
    #expect(progress.output.contains(Terminal.clearLine + "a note\n" + Terminal.clearLine))
    #expect(progress.output.filter { $0 == "\n" }.count == 1)
  }

  @Test func silenceIsSilent() {
    var progress = Progress(Self.steps, style: .silent, output: "")
    progress.begin()
    progress.finish()
    progress.note("a note")
    progress.close()
    #expect(progress.output == "")
    #expect(progress.model.finished == 1)
  }
}
