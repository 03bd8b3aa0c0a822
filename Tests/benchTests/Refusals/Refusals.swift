import TestSupport

/// Command lines that `bench` refuses, run in the folder that ``RefusalTests`` makes.
enum Refusals {
  static let all =
    sweeps + rounds + stored + histories + comparisons + gates + measurements + verifications
    + commands

  static let commands = [
    Refusal("swep", "--segments", "1", says: "unknown command 'swep'; did you mean sweep?"),
    Refusal("history", "lst", says: "unknown command 'lst'; did you mean list?"),
    Refusal("list", says: "Missing expected argument '<kind>'"),
    Refusal("list", "rusn", says: "unknown list 'rusn'; did you mean runs?"),
    Refusal("list", "runs", "--results", "nowhere", says: "--results names another"),
    Refusal("list", "runs", "--results", "file", says: "--results names another"),
  ]
}
