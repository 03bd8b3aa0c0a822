import Architectures
import Operations

/// What papers and their notebooks print.
extension Golden {
  private static let sizing = "nanoGPT, transformer_sizing.ipynb"
  private static let gpt2At1024 = GoldenSubject.whole(GoldenModels.gpt2, 1024)

  static let published: [GoldenCheck] =
    gpt2 + chinchilla + electra

  private static let gpt2: [GoldenCheck] = [
    GoldenCheck(
      "G1", "GPT-2 124M, 1024 positions, forward", "matmul", sizing, .exact(291_648_307_200),
      of: gpt2At1024),
    row("G2.kqv", "queries, keys and values", 12 * 3_623_878_656, .queryKeyValue),
    row("G2.scores", "scores", 12 * 1_610_612_736, .scores),
    row("G2.reduce", "weighted sum", 12 * 1_610_612_736, .weightedSum),
    row("G2.projection", "attention's output", 12 * 1_207_959_552, .output),
    row("G2.ffw", "feed-forward", 12 * 2 * 4_831_838_208, .feedForward),
    row("G2.dense", "vocabulary product", 79_047_426_048, .vocabulary),
    GoldenCheck(
      "G3", "GPT-2 124M, 1024 positions, training", "matmul", sizing,
      .exact(874_944_921_600), of: gpt2At1024, .training(.none)),
    GoldenCheck(
      "G4", "GPT-2 124M, 1024 positions, training, N with the gains of its norms", "palm",
      sizing, .exact(875_062_886_400), of: .whole(withoutBiases, 1024),
      GoldenMeasure.training(.none).with { palm in
        guard case .parameters(let classes) = palm.basis else { return }
        palm.basis = .parameters(classes.union([.norms]))
      }),
    GoldenCheck(
      "G5", "GPT-2 124M without biases, parameters", "6nd",
      "\(sizing), which asserts it; 2N for one position", .exact(2 * 124_337_664),
      of: .whole(withoutBiases, 1)),
  ]

  /// Norms of nanoGPT without biases have a gain and no shift, as root mean square norms have.
  private static let withoutBiases: ModelConfiguration = {
    var model = GoldenModels.gpt2
    model.biases = .none
    model.norm = .rootMeanSquare
    return model
  }()

  private static func row(
    _ id: String, _ title: String, _ flops: UInt128, _ term: Term
  ) -> GoldenCheck {
    GoldenCheck(
      id, "GPT-2 124M, 1024 positions, \(title) of all layers", "matmul", sizing,
      .exact(flops), of: gpt2At1024, .terms(term))
  }

  /// Table A4 of arXiv 2203.15556 as the notebook reproduces it, at 2048 positions.
  private static let chinchilla: [GoldenCheck] = [
    chinchilla("G6.1", layers: 10, hidden: 640, heads: 10, 929_877_196_800),
    chinchilla("G6.2", layers: 20, hidden: 1024, heads: 16, 4_135_248_199_680),
    chinchilla("G6.3", layers: 24, hidden: 1280, heads: 10, 7_353_453_772_800),
    chinchilla("G6.4", layers: 26, hidden: 1792, heads: 14, 14_670_316_437_504),
    chinchilla("G6.5", layers: 28, hidden: 2048, heads: 16, 20_220_437_594_112),
    chinchilla("G6.6", layers: 40, hidden: 3584, heads: 28, 83_021_046_743_040),
  ]

  private static func chinchilla(
    _ id: String, layers: Int, hidden: Int, heads: Int, _ flops: UInt128
  ) -> GoldenCheck {
    let model = GoldenModels.gpt(
      layers: layers, hidden: hidden, heads: heads, vocabulary: 32_000)
    return GoldenCheck(
      id, "Chinchilla, \(layers) layers of \(hidden), 2048 positions, training",
      "hoffmann-table4", "arXiv 2203.15556, table A4; nanoGPT, scaling_laws.ipynb",
      .exact(flops), of: .whole(model, 2048), .training(.none))
  }

  private static let script = "google-research/electra, flops_computation.py, at 62e478a6"

  private static let electra: [GoldenCheck] = [
    GoldenCheck(
      "G25.block", "BERT-base, one layer, 512 positions", "electra", script,
      .exact(8_106_543_616), of: .layers(1, of: GoldenModels.bertBase, 512)),
    // The script's classifier stands on every position and ends in one score of 2·hidden.
    GoldenCheck(
      "G25.infer", "BERT-base, 128 positions, with a classifier on each", "electra",
      "\(script); arXiv 2003.10555 prints 2.9e10", .exact(28_616_498_688),
      of: .whole(GoldenModels.bertBase, 128),
      GoldenMeasure { ledger, convention in
        let bill = ledger.priced(by: convention)
        let head = bill.flops(of: .pooler) ?? 0
        return bill.total - head + ledger.positions * (head + 2 * 768)
      }),
  ]
}
