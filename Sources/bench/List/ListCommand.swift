import Architectures
import ArgumentParser
import CommandLineKit
import Kernels
import Measurement
import Workloads

/// `bench list`: what is known by name.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists what can be named: stored runs, cells, models, types, kernels, charts.",
    discussion: """
      runs are the folders of results, the newest first, with how far each has come. A cell is an \
      architecture's name, a colon and a number of segments, such as rmt:4.

      Examples:
        bench list runs
        bench list runs --results Results --format csv
        bench list architectures
        bench list instruction-sets
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case runs, architectures, models, dtypes, kernels, charts
    case instructionSets = "instruction-sets"
  }

  @Argument(help: "What to list.", transform: ListCommand.kind)
  var kind: Kind

  @Option(help: ArgumentHelp("The folder that holds the runs.", valueName: "folder"))
  var results = ResultsFolder.own

  @OptionGroup var output: OutputArguments

  func run() throws {
    var standardOutput = StandardOutput()
    standardOutput.write(try text)
  }

  private var text: String {
    get throws {
      switch kind {
      case .runs:
        let runs = try ListedRun.all(in: results)
        StandardError.note(ListedRun.notes(on: runs, in: results))
        return render(RecordTable(ListedRun.fields, rows: runs, name: "bench_runs"))
      case .models:
        return render(RecordTable(ModelPreset.fields, rows: ModelPreset.all, name: "flops_models"))
      case .architectures:
        return render(
          ArchitectureEntry.allForms.map {
            Named($0.name, about: $0.title, note: "a cell of it: \($0.name):4")
          })
      case .dtypes:
        return render(
          ElementType.allCases.map {
            Named($0.rawValue, about: "weights and activations", isAvailable: $0.isAvailable)
          })
      case .instructionSets:
        let available = InstructionSet.available
        return render(
          InstructionSet.allCases.reversed().map {
            Named($0.name, about: "attention's kernels", isAvailable: available.contains($0))
          })
      case .kernels:
        return render(
          KernelBenchmark.Kernel.allCases.map {
            Named($0.rawValue, about: "bench kernel \($0.rawValue)")
          })
      case .charts: return render(Self.charts)
      }
    }
  }

  private func render<Row>(_ table: RecordTable<Row>) -> String {
    table.render(as: output.format, units: output.units)
  }

  private func render(_ rows: [Named]) -> String {
    render(
      RecordTable(
        Named.fields, rows: rows, name: "bench_\(kind.rawValue.replacing("-", with: "_"))"))
  }

  @Sendable private static func kind(_ text: String) throws -> Kind {
    guard let kind = Kind(rawValue: text.lowercased()) else {
      throw Suggestion.unknown("list", text, among: Kind.allCases.map(\.rawValue)).usage
    }
    return kind
  }

  /// Every chart and the command that draws it.
  static let charts: [Named] =
    [
      "scaling", "time-per-token", "resident-memory", "residuals", "distribution", "run-order",
    ].map { Named($0, about: "bench chart RUN, and at the end of a sweep") } + [
      Named("roofline", about: "bench roof, bench chart FILE"),
      Named("forest", about: "bench compare, bench gate"),
      Named("history", about: "bench history chart"),
    ]
}

/// Something with a name.
struct Named {
  let name: String
  /// What it is, or what it is for.
  let about: String
  /// Whether this machine has it; `nil` where every one does.
  let isAvailable: Bool?
  let note: String?

  init(_ name: String, about: String, isAvailable: Bool? = nil, note: String? = nil) {
    self.name = name
    self.about = about
    self.isAvailable = isAvailable
    self.note = note
  }

  static let fields: [Field<Named>] = [
    Field("name", .text) { .text($0.name) },
    Field("about", .text) { .text($0.about) },
    Field("available", title: "on this machine", .flag) { FieldValue($0.isAvailable) },
    Field("note", .text) { FieldValue($0.note) },
  ]
}
