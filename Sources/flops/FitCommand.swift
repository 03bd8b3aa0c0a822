import Accounting
import Architectures
import ArgumentParser
import CommandLineKit

/// `flops fit`: the longest length, or the largest batch, that fits into a memory.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Finds the longest length or the largest batch that fits into a memory, exactly.",
    discussion: """
      Weights, activations, key-value cache and carried state count; in training gradients, optimizer
      and what the backward pass needs. Ends with status 1 when nothing fits.

      Examples:
        flops fit 80GiB --model llama-2-7b --logits last
        flops fit 24GB --model opt-6.7b --dtype w4a16kv8 --batch 8
        flops fit 80GiB --model opt-1.3b --largest batch --phase train
      """)

  enum Largest: String, ExpressibleByArgument, CaseIterable {
    case length, batch
  }

  @Argument(
    help: ArgumentHelp("The memory, such as 80GiB or 24GB.", valueName: "memory"),
    transform: CommandLineError.usage(ByteCount.parse))
  var memory: ByteCount

  @OptionGroup var candidates: CandidateArguments

  @Option(help: "What is made as large as fits.")
  var largest: Largest = .length

  @Option(
    name: [.customLong("len"), .customLong("length")], parsing: .unconditional,
    help: ArgumentHelp(
      "Positions of a sequence, for --largest batch; with --packed those of each sequence of a pack, "
        + "with commas between. (default: 2048)",
      valueName: "positions"),
    transform: Lengths.parse)
  var length: Lengths = 2048

  @OptionGroup var pass: PassArguments
  @OptionGroup var machine: MachineArguments
  @OptionGroup var output: OutputArguments

  /// The longest length and the largest batch that are tried.
  private static let most = 1_000_000_000_000

  func validate() throws {
    try machine.validate(for: pass.phase)
    try length.check(pass)
    if pass.packed, largest == .length {
      throw ValidationError("--packed needs --largest batch: how many packs fit")
    }
    if machine.hardware != nil {
      throw ValidationError(
        "the memory is given; leave out --hardware, which has no say in what fits")
    }
  }

  func run() throws {
    let rows = try candidates.candidates(logits: pass.logits).map(row)
    Printer().print(
      RecordTable(FitRow.fields(largest), rows: rows, name: "flops_fit_\(largest.rawValue)").render(
        as: output.format, units: output.units))
    let notes = rows.compactMap { $0.note(memory.value, of: largest) }
    Printer().note(
      Notes.distinct(rows.flatMap { $0.candidate.notes + machine.notes(on: $0.candidate) }) + notes)
    if rows.allSatisfy({ $0.largest == nil }) { throw ExitStatus.failure.exitCode }
  }

  private func row(_ candidate: Candidate) throws -> FitRow {
    let plan = try machine.plan(for: candidate)
    func use(_ number: Int) throws -> MemoryUse {
      var pass = pass.pass(candidate, lengths: largest == .length ? [number] : length.values)
      if largest == .batch { pass.batch = number }
      do {
        let parameters = candidate.parameters(of: pass)
        let ledger = try pass.ledger(parameters: parameters)
        return try pass.memory(
          plan, ledger: ledger, parameters: parameters)
      } catch {
        throw CommandLineError("\(candidate.title): \(error)").usage
      }
    }
    let most = pass.phase == .decode && largest == .length ? Pass.longestDecode : Self.most
    let fitting = try Fit.largest(upTo: most) {
      // Beyond what can be counted nothing fits.
      guard let use = try? use($0) else {
        if $0 == 1 { _ = try use($0) }
        return false
      }
      return use.total <= UInt128(memory.value)
    }
    let isAtLimit = fitting.map { $0 == most || (try? use($0 + 1)) == nil } ?? false
    return FitRow(
      candidate: candidate, largest: fitting, use: try use(fitting ?? 1), isAtLimit: isAtLimit,
      fixed: largest == .length ? pass.batch.value : length.values.reduce(0, +))
  }
}

/// What fits of a candidate.
struct FitRow {
  let candidate: Candidate
  /// The largest length or batch; `nil` when not even 1 fits.
  let largest: Int?
  /// The memory at that size, or at 1.
  let use: MemoryUse
  /// Whether the search ended there, at the longest tried or the last that can be counted.
  let isAtLimit: Bool
  /// The batch where a length is looked for, the length where a batch is.
  let fixed: Int

  static func fields(_ largest: FitCommand.Largest) -> [Field<FitRow>] {
    let (what, other) = largest == .length ? ("length", "batch") : ("batch", "length")
    return [
      Field("model", .text) { .text($0.candidate.configuration.name) },
      Field("architecture", .text) { .text($0.candidate.entry.name) },
      Field(other, .count) { FieldValue($0.fixed) },
      Field("largest_\(what)", title: "largest \(what)", .count) { FieldValue($0.largest) },
      // Not the largest that fits but the largest that was tried.
      Field("is_search_limit", title: "no limit found", .flag) {
        $0.isAtLimit ? .flag(true) : .none
      },
    ] + MemoryPart.fields(areInTable: true) { $0.use }
  }

  func note(_ memory: Int, of what: FitCommand.Largest) -> String? {
    guard let largest else {
      return "\(candidate.title): not even a \(what.rawValue) of 1 fits; it takes "
        + "\(NumberFormat.bytes(use.total)) of \(NumberFormat.bytes(memory))"
    }
    guard isAtLimit else { return nil }
    return "\(candidate.title) fits at every \(what.rawValue) that can be counted, up to "
      + NumberFormat.grouped(largest)
  }
}
