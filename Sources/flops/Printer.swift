import CommandLineKit

/// Data to standard output, notes to standard error.
struct Printer {
  func print(_ data: String) {
    var standardOutput = StandardOutput()
    standardOutput.write(data)
  }

  func note(_ notes: [String]) {
    var standardError = StandardError()
    for note in notes { Swift.print("note: \(note)", to: &standardError) }
  }
}
