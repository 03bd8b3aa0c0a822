import Operations

extension ArchitectureEntry {
  /// Every position attends to every one that the mask admits.
  public static let full = ArchitectureEntry(
    "full", title: "full attention", source: "Vaswani et al. 2017, arXiv 1706.03762",
    settings: [
      .choice(
        "scores", ["fused", "stored"],
        summary: "Scores within the processor, or in memory as the equation is written.",
        titles: ["stored": "scores stored"])
    ],
    mixer: { context, values in
      SoftmaxAttention(context, scores: ScoreStorage(rawValue: values["scores"]) ?? .fused)
    })
}
