import Accounting
import Architectures
import CommandLineKit
import Measurement
import Operations
import Text

/// The programs that a report counts: the one that was timed, and the whole model it is a part of.
public struct ReportSubject: Sendable {
  public let timed: Transformer
  public let whole: ModelConfiguration
  public let options: ArchitectureEntry.Options
  /// What was timed went through it.
  let kernel: TimedKernel

  /// - Parameters:
  ///   - timed: What was timed.
  ///   - whole: The model with all its layers.
  public init(
    timed: Transformer, whole: ModelConfiguration, options: ArchitectureEntry.Options
  ) {
    self.init(timed, whole, options, .avx512)
  }

  private init(
    _ timed: Transformer, _ whole: ModelConfiguration, _ options: ArchitectureEntry.Options,
    _ kernel: TimedKernel
  ) {
    self.timed = timed
    self.whole = whole
    self.options = options
    self.kernel = kernel
  }

  /// The program that a run's records describe, of the model that the caller knows by their name.
  ///
  /// - Throws: A sentence when the model has fewer layers, or its cells cost other FLOPs than the run
  ///   counted: then it isn't the model that was timed.
  public init(_ run: ReportedRun, model: ModelConfiguration) throws {
    let setting = run.setting
    guard let mask = AttentionMask(rawValue: setting.mask), setting.layers <= model.layers else {
      throw CommandLineError(
        "\(model.name) doesn't have \(Plural.text(setting.layers, "layer")) under a mask \(Quotation(setting.mask)); its "
          + "configuration has changed since it was timed")
    }
    var part = model
    part.layers = setting.layers
    let logits = setting.logits.flatMap { Logits(rawValue: $0) }
    self.init(
      logits.map { Transformer(part, logits: $0) }
        ?? Transformer(model, scope: .layers(setting.layers)),
      model, ArchitectureEntry.Options(mask: mask, memory: run.memory), TimedKernel(of: run))
    for record in run.records where ArchitectureEntry.named(record.cell.architecture) != nil {
      let (cell, stored) = (record.cell, record.usefulFlops)
      let counted = try flops(timed, cell.architecture, positions: cell.positions, .matmulCausal)
      guard counted == stored else {
        throw CommandLineError(
          "\(model.name) isn't the model that was timed: \(cell.architecture) over "
            + "\(Plural.text(cell.positions, "position")) is recorded with "
            + "\(NumberFormat.grouped(stored)) FLOPs and counted with "
            + "\(NumberFormat.grouped(counted)); its configuration has changed since")
      }
    }
  }

  /// The rules that the headline counts by, from the paper's to the kernels'.
  var conventions: [Convention] { [.rmtPaper, .matmul, .executed(kernel.tiling)] }

  /// Whether the model is the preset of its name, with nothing set otherwise.
  var isPreset: Bool { ModelConfiguration.preset(named: whole.name) == whole }

  /// The model's name; a preset that was changed isn't called by the name alone.
  var modelName: String {
    let isChanged = ModelConfiguration.preset(named: whole.name) != nil && !isPreset
    return isChanged ? "changed \(whole.name)" : whole.name
  }

  /// Such as `1 layer of opt-125m`.
  public var timedName: String {
    let layers = Plural.text(timed.layerCount, "layer")
    return timed.scope == .wholeModel
      ? "\(layers) of \(modelName) from tokens, logits \(timed.logits.rawValue)"
      : "\(layers) of \(modelName)"
  }

  /// Such as `opt-125m, 12 layers and the vocabulary`.
  var wholeName: String {
    let head = whole.head.scoresVocabulary ? " and the vocabulary" : ""
    return "\(modelName), \(whole.layers == 1 ? "its layer" : "all \(whole.layers) layers")\(head)"
  }

  /// Whether the whole model is what was timed.
  var isWholeTimed: Bool {
    timed.scope == .wholeModel && timed.layerCount == whole.layers && timed.logits == .all
  }

  /// FLOPs of one architecture for one of another's.
  func ratio(
    _ one: String, _ other: String, of model: Transformer, positions: Int, _ convention: Convention
  ) throws -> Double {
    let mine = try flops(model, one, positions: positions, convention)
    let others = try flops(model, other, positions: positions, convention)
    return mine.nearestDouble / others.nearestDouble
  }

  /// FLOPs of an architecture, made for that length.
  ///
  /// - Throws: A sentence when the registry doesn't have it, or it can't be counted.
  func flops(
    _ model: Transformer, _ architecture: String, positions: Int, _ convention: Convention
  ) throws -> UInt128 {
    guard let entry = ArchitectureEntry.named(architecture) else {
      throw CommandLineError(
        "there is no architecture \(Quotation(architecture)); register it, or give its --stack")
    }
    var options = options
    options.length = positions
    return try Ledger(of: entry.make(model, options), positions: positions)
      .priced(by: convention).total
  }
}
