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
    func render<Row>(_ fields: [Field<Row>], _ rows: [Row]) -> String {
      RecordTable(fields, rows: rows, name: "flops_\(kind.rawValue)")
        .render(as: output.format, units: output.units)
    }
    return switch kind {
    case .models: render(ModelPreset.fields, ModelPreset.all)
    case .conventions: render(Self.conventionFields, Convention.all)
    case .architectures: render(Self.architectureFields, ArchitectureEntry.all)
    case .hardware: render(Self.hardwareFields, Hardware.all)
    case .types: render(Self.typeFields, NamedWeightType.all)
    }
  }
}
