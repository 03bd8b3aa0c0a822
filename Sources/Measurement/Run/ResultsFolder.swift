import Files

/// Where results and charts go unless the user says otherwise.
public enum ResultsFolder {
  /// One's own runs and roofs, which git ignores.
  public static let own = "\(OutputFolder.ignored)/Results"
  /// Those that are committed, to be shown.
  public static let committed = "Results"
  public static let ownPlots = "\(OutputFolder.ignored)/Plots"
}
