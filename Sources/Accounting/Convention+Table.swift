extension Convention {
  /// Every convention, the default first.
  public static let all: [Convention] =
    papers + matrixProducts + parameterRules + trainers + profilers + inference

  /// The convention of that name; `nil` when there is none.
  public static func named(_ name: String) -> Convention? {
    all.first { $0.name == name }
  }
}
