/// Reports on a sequence of steps while it runs, on standard error or another stream.
///
///     var progress = Progress.onStandardError(steps)
///     defer { progress.close() }
///     for step in steps {
///       progress.begin()
///       measure(step)
///       progress.finish()
///     }
///
/// It draws only between steps: a thread that kept a clock running would disturb what is timed.
public struct Progress<Output: TextOutputStream> {
  /// How progress is shown.
  public enum Style: Sendable, Equatable {
    /// One line of a terminal so many columns wide, drawn over.
    case bar(width: Int)
    /// A line for each step that ended.
    case lines
    /// Not at all.
    case silent
  }

  public private(set) var model: ProgressModel
  public let style: Style
  /// Where the texts go.
  public private(set) var output: Output

  private let clock = ContinuousClock()
  private var began: ContinuousClock.Instant?
  private var isDrawn = false

  public init(_ steps: [ProgressStep], style: Style, output: Output) {
    model = ProgressModel(steps: steps)
    self.style = style
    self.output = output
  }

  /// Shows that the next step is at work.
  public mutating func begin() {
    draw()
    began = clock.now
  }

  /// Ends the current step, which took the time since `begin`.
  public mutating func finish() {
    let seconds = began.map { $0.duration(to: clock.now) / .seconds(1) } ?? 0
    finish(seconds: seconds)
  }

  /// Ends the current step, which took a known time.
  public mutating func finish(seconds: Double) {
    guard let step = model.current else { return }
    model.finish(seconds: seconds)
    report(step.label, NumberFormat.duration(seconds: seconds))
  }

  /// Ends the current step without work, for a reason such as `skipped: 40 GiB needed`.
  public mutating func skip(_ reason: String) {
    guard let step = model.current else { return }
    model.skip()
    report(step.label, reason)
  }

  /// Ends the current step without work and without a word, as when there is no need for it.
  public mutating func leaveOut() {
    model.skip()
  }

  /// Writes a line of its own, above the bar if there is one.
  public mutating func note(_ line: String) {
    guard style != .silent else { return }
    let wasDrawn = isDrawn
    close()
    output.write(line + "\n")
    if wasDrawn { draw() }
  }

  /// Takes the bar off the screen; to be called at the end, however it comes.
  public mutating func close() {
    guard isDrawn else { return }
    output.write(Terminal.clearLine)
    isDrawn = false
  }

  private mutating func report(_ label: String, _ outcome: String) {
    began = nil
    switch style {
    case .bar: draw()
    case .lines: output.write(ProgressLine.finished(label, outcome, model) + "\n")
    case .silent: break
    }
  }

  private mutating func draw() {
    guard case .bar(let width) = style else { return }
    // The last column stays free, since a full line makes some terminals wrap.
    output.write(Terminal.clearLine + ProgressLine.bar(model, width: width - 1))
    isDrawn = true
  }
}

extension Progress: Sendable where Output: Sendable {}

extension Progress where Output == StandardError {
  /// A bar when standard error is a terminal, else a line for each step.
  public static func onStandardError(_ steps: [ProgressStep]) -> Progress {
    let style: Style = Terminal.canRedraw(2) ? .bar(width: Terminal.width(2)) : .lines
    return Progress(steps, style: style, output: StandardError())
  }
}
