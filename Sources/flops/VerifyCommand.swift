import Accounting
import ArgumentParser
import CommandLineKit

/// `flops verify`: recomputes published numbers.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Recomputes published numbers and says of each whether it comes out.",
    discussion: """
      With --prove each rule of each convention is changed in turn: at least one number has to \
      come out wrong, or nothing would notice a slip in that rule. Ends with status 2 when a \
      number doesn't come out, or a rule is unguarded.

      Examples:
        flops verify
        flops verify --convention hoffmann,palm --format markdown
        flops verify --prove --format csv
      """)

  @Flag(help: "Change each rule in turn and name the numbers that notice.")
  var prove = false

  @Option(
    help: ArgumentHelp(
      "The conventions to verify, with commas between. (default: all)", valueName: "name,…"),
    completion: .conventions,
    transform: CommandLineError.usage(ConventionArguments.list))
  var convention: [Convention] = Convention.all

  @OptionGroup var output: OutputArguments

  func run() throws {
    if prove { try runProofs() } else { try runChecks() }
  }

  private func runChecks() throws {
    let names = Set(convention.map(\.name))
    let rows = try Golden.checks.filter { names.contains($0.convention) }.map {
      CheckRow(check: $0, computed: try $0.computed(), passes: try $0.passes())
    }
    Printer().print(
      RecordTable(CheckRow.fields, rows: rows, name: "flops_verify").render(
        as: output.format, units: .raw))
    let failed = rows.count { !$0.passes }
    Printer().note([
      "\(rows.count - failed) of \(Plural.text(rows.count, "number")) "
        + Plural.word(rows.count - failed, "comes out", "come out")
    ])
    if failed > 0 { throw ExitStatus.checkFailed.exitCode }
  }

  private func runProofs() throws {
    let proofs = try Golden.prove(of: convention)
    Printer().print(
      RecordTable(Self.proofFields, rows: proofs, name: "flops_proof").render(
        as: output.format, units: .raw))
    let unguarded = proofs.count { !$0.isGuarded }
    Printer().note([
      "\(proofs.count - unguarded) of \(proofs.count) changed rules are noticed by a number"
    ])
    if unguarded > 0 { throw ExitStatus.checkFailed.exitCode }
  }

  private static let proofFields: [Field<Proof>] = [
    Field("convention", .text) { .text($0.convention) },
    Field("change", .text) { .text($0.change) },
    Field("result", .text) { .text($0.isGuarded ? "noticed" : "UNGUARDED") },
    Field("checks", title: "by checks", .count) { FieldValue($0.noticedBy.count) },
    Field("first_check", title: "such as", .text) { FieldValue($0.noticedBy.first) },
  ]
}

/// A check and what came out.
private struct CheckRow {
  let check: GoldenCheck
  let computed: UInt128?
  let passes: Bool

  static let fields: [Field<CheckRow>] = [
    Field("check", .text) { .text($0.check.id) },
    Field("result", .text) { .text($0.passes ? "pass" : "FAIL") },
    Field("convention", .text) { .text($0.check.convention) },
    Field("counts", .text) { .text($0.check.title) },
    Field("expected", .text) { row in
      if case .exact(let value) = row.check.expected {
        .text(NumberFormat.grouped(value))
      } else {
        .text(row.check.expected.description)
      }
    },
    Field("computed", .count, isStringInJSON: true) { FieldValue($0.computed) },
    Field("source", .text, isInTable: false) { .text($0.check.source) },
  ]
}
