import Accounting
import Architectures
import ArgumentParser
import CommandLineKit

/// `flops list`: what is known by name.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists what is known by name: models, conventions, architectures, hardware, types.",
    discussion: """
      Examples:
        flops list models
        flops list conventions --format markdown
        flops list hardware --format json
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case models, conventions, architectures, hardware, types
  }

  @Argument(help: "What to list.")
  var kind: Kind

  @OptionGroup var output: OutputArguments

  func run() throws {
    Printer().print(rendered)
  }

  private var rendered: String {
    func render<Row>(_ table: RecordTable<Row>) -> String {
      table.render(as: output.format, units: output.units)
    }
    switch kind {
    case .models: return render(RecordTable(Self.modelFields, rows: Self.models))
    case .conventions: return render(RecordTable(Self.conventionFields, rows: Convention.all))
    case .architectures:
      return render(RecordTable(Self.architectureFields, rows: ArchitectureEntry.all))
    case .hardware: return render(RecordTable(Self.hardwareFields, rows: Hardware.all))
    case .types: return render(RecordTable(Self.typeFields, rows: NamedWeightType.all))
    }
  }
}
