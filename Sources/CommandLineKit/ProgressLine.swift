/// The texts that progress is shown by.
enum ProgressLine {
  /// One line of at most `width` characters, to be drawn over: `[====>     ]  42 %  label  38 s left`.
  ///
  /// The label is shortened first, then the bar goes.
  static func bar(_ model: ProgressModel, width: Int) -> String {
    let percent = percentage(model)
    let end = timeLeft(model).map { "  \($0)" } ?? ""
    let barWidth = width >= 60 ? 20 : width >= 40 ? 10 : 0
    let start = barWidth > 0 ? "[\(fill(model.fraction, width: barWidth))]  \(percent)" : percent
    let room = width - start.count - end.count - 2
    let label = model.current.map { shortened($0.label, to: room) } ?? ""
    return String((start + (label.isEmpty ? "" : "  \(label)") + end).prefix(max(0, width)))
  }

  /// A line about the step that ended: `3/13   42 %  label  1.24 s; 12 s in all, 38 s left`.
  static func finished(
    _ label: String, _ outcome: String, _ model: ProgressModel
  ) -> String {
    let total = String(model.steps.count)
    let count = String(model.finished)
    let padding = String(repeating: " ", count: max(0, total.count - count.count))
    let elapsed = "\(NumberFormat.duration(seconds: model.spentSeconds)) in all"
    let times = [elapsed, timeLeft(model)].compactMap(\.self).joined(separator: ", ")
    return "\(padding)\(count)/\(total)  \(percentage(model))  \(label)  \(outcome); \(times)"
  }

  /// Rounded down, so that 100 % means the end, and three digits wide.
  private static func percentage(_ model: ProgressModel) -> String {
    let percent = String(Int(model.fraction * 100))
    return String(repeating: " ", count: 3 - percent.count) + percent + " %"
  }

  private static func timeLeft(_ model: ProgressModel) -> String? {
    guard model.current != nil, let seconds = model.secondsLeft else { return nil }
    // An estimate has no hundredths, and is never "0 s" while there is work.
    let rough = max(1, seconds.rounded())
    return rough < 60 ? "\(Int(rough)) s left" : "\(NumberFormat.duration(seconds: rough)) left"
  }

  private static func fill(_ fraction: Double, width: Int) -> String {
    let filled = Int(fraction * Double(width))
    guard filled < width else { return String(repeating: "=", count: width) }
    return String(repeating: "=", count: filled) + ">"
      + String(repeating: " ", count: width - filled - 1)
  }

  private static func shortened(_ label: String, to room: Int) -> String {
    guard label.count > room else { return label }
    return room >= 2 ? label.prefix(room - 1) + "…" : ""
  }
}
