import Glibc
import Processes

/// Draws charts with the gnuplot that is installed.
public struct Gnuplot: Sendable {
  private let executable: String
  private let timeoutSeconds: Double

  /// A renderer that runs `executable`, found by the search path, and gives up after a while.
  public init(executable: String = "gnuplot", timeoutSeconds: Double = 60) {
    self.executable = executable
    self.timeoutSeconds = timeoutSeconds
  }

  /// Whether gnuplot can be run.
  public var isInstalled: Bool {
    command(["--version"], in: "/").run(timeout: timeoutSeconds).isSuccess
  }

  /// Draws `chart` into `folder`: `<name>.gp`, which redraws it, and a picture per format.
  ///
  /// Files are replaced when all of them are whole, and are left as they were otherwise. The same
  /// chart gives the same bytes. Returns the pictures' paths.
  @discardableResult
  public func draw(
    _ chart: Chart, into folder: String, formats: [PictureFormat] = PictureFormat.allCases
  ) throws(GnuplotError) -> [String] {
    try Self.check(name: chart.name)
    return try draw(
      ChartScript(chart, formats: formats).script, named: chart.name, into: folder,
      formats: formats)
  }

  /// Writes only `<name>.gp`, for where gnuplot isn't installed.
  ///
  /// Returns its path.
  @discardableResult
  public func writeScript(
    _ chart: Chart, into folder: String, formats: [PictureFormat] = PictureFormat.allCases
  ) throws(GnuplotError) -> String {
    try Self.check(name: chart.name)
    let name = "\(chart.name).gp"
    let scratch = try ScratchFolder(drawingInto: folder)
    defer { scratch.remove() }
    try ChartScript(chart, formats: formats).script.write(to: "\(scratch.path)/\(name)")
    try scratch.move(name, to: folder)
    return "\(folder)/\(name)"
  }

  /// Runs a script that draws `<name>.<format>` beside itself.
  func draw(
    _ script: PlotScript, named name: String, into folder: String, formats: [PictureFormat]
  ) throws(GnuplotError) -> [String] {
    let scriptName = "\(name).gp"
    let pictures = formats.map { "\(name).\($0.rawValue)" }
    let scratch = try ScratchFolder(drawingInto: folder)
    defer { scratch.remove() }
    try script.write(to: "\(scratch.path)/\(scriptName)")
    try run(scriptName, in: scratch.path)
    for picture in pictures where !scratch.holds(picture) {
      throw .failed("it ended without an error, but '\(picture)' is missing or empty")
    }
    for file in [scriptName] + pictures { try scratch.move(file, to: folder) }
    return pictures.map { "\(folder)/\($0)" }
  }

  func run(_ script: String, in folder: String) throws(GnuplotError) {
    // -d: no start-up file of the user's.
    let result = command(["-d", script], in: folder).run(timeout: timeoutSeconds)
    let output = Self.trimmed(String(decoding: result.errors + result.output, as: UTF8.self))
    switch result.ending {
    case .notStarted(let failure) where failure.code == ENOENT: throw .notInstalled
    case .notStarted(let failure):
      throw .failed("'\(executable)' does not start: \(failure.reason)")
    case .timedOut: throw .timedOut(seconds: timeoutSeconds)
    case .interrupted: throw .failed("it was interrupted")
    case .signalled(let signal): throw .failed("it was ended by signal \(signal)")
    case .exited(0):
      if Self.complains(output, about: script) { throw .failed(Self.shortened(output)) }
    case .exited(let status):
      throw .failed(output.isEmpty ? "exit status \(status)" : Self.shortened(output))
    }
  }

  private func command(_ arguments: [String], in folder: String) -> ChildCommand {
    var command = ChildCommand([executable] + arguments, in: folder)
    command.environment = command.environment.filter { Self.variables.contains($0.key) }
    command.environment["LC_ALL"] = "C.UTF-8"
    return command
  }

  /// What finding programs and fonts needs; a picture doesn't depend on the rest.
  private static let variables = [
    "PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH",
    "LD_LIBRARY_PATH",
  ]

  /// Whether gnuplot warned about the script, though it went on.
  ///
  /// What fontconfig or a loader may have said isn't about the chart.
  private static func complains(_ output: String, about script: String) -> Bool {
    output.split(separator: "\n").contains { line in
      line.contains("\"\(script)\"") || line.drop { $0 == " " }.hasPrefix("warning:")
    }
  }

  /// Without the empty lines that gnuplot puts between others.
  private static func trimmed(_ output: String) -> String {
    output.split(separator: "\n").joined(separator: "\n")
  }

  /// The first lines, none of them longer than a terminal's few: a wrapper may print anything.
  private static func shortened(_ output: String) -> String {
    let lines = output.split(separator: "\n", maxSplits: mostLines).prefix(mostLines)
    let shown = lines.map { line in
      line.unicodeScalars.count > longestLine
        ? String(String.UnicodeScalarView(line.unicodeScalars.prefix(longestLine))) + "…"
        : String(line)
    }
    return shown.joined(separator: "\n")
  }

  private static let mostLines = 8
  private static let longestLine = 200

  /// Names go into the script and become files.
  private static func check(name: String) throws(GnuplotError) {
    let allowed = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard allowed, !name.isEmpty, !name.hasPrefix("."), !name.hasPrefix("-"), name.count <= 100
    else {
      throw .cannotWrite(
        path: name, reason: "a chart's name is 1 to 100 letters, digits, '-', '_' and '.'")
    }
  }
}
