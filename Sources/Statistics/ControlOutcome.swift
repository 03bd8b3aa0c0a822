/// What the comparisons of a build with itself say about a run.
public enum ControlOutcome: String, Codable, Sendable {
  /// Every control's interval holds 0 or lies inside the band.
  case passed
  /// A build was found to differ from itself, or a control has too few rounds to say.
  case failed
  /// The run had no control, as when two stored runs are compared.
  case absent

  /// Judges one control by the narrowest band, as its own width would excuse anything.
  init(of control: Comparison, floor: NoiseBand) {
    guard let interval = control.interval else {
      self = .failed
      return
    }
    let holds = interval.contains(0) || interval.lies(within: floor.interval)
    self = holds ? .passed : .failed
  }
}
