import CProcess

/// The processors that the calling thread may run on: its CPU affinity.
public enum AllowedProcessors {
  /// How many there are, 0 when the system doesn't tell.
  public static var count: Int { Int(cc_processors_allowed()) }
}
