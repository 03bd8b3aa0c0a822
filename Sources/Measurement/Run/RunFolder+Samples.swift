import Foundation

extension RunFolder {
  /// Reads the lines of `samples.jsonl` into a state that has no samples yet; O(bytes).
  ///
  /// What is no sample of this run, or one that it has already, is left out.
  ///
  /// - Throws: When not one line can be read since other versions wrote them.
  static func samples(
    in bytes: [UInt8], into state: inout SweepState, limits: SampleLimits, path: String
  ) throws(RunFolderError) -> ([Sample], [BadLine]) {
    var samples: [Sample] = []
    var bad: [BadLine] = []
    var otherVersions = 0
    for (number, line) in StoredLines(bytes) {
      do throws(Sample.LineProblem) {
        let sample = try Sample(line: line)
        try check(sample, state, limits)
        state.take(sample)
        samples.append(sample)
      } catch {
        if case .schema = error { otherVersions += 1 }
        bad.append(BadLine(number: number, reason: error.description))
      }
    }
    if samples.isEmpty, otherVersions > 0, otherVersions == bad.count {
      throw RunFolderError(
        "'\(path)', line \(bad[0].number): \(bad[0].reason); use the program that wrote it")
    }
    return (samples, bad)
  }

  private static func check(
    _ sample: Sample, _ state: SweepState, _ limits: SampleLimits
  ) throws(Sample.LineProblem) {
    guard state.place(of: sample.cell) != nil else {
      throw .unreadable("its cell \(sample.cell) is not of this run")
    }
    guard state.place(of: sample) != nil else {
      throw .unreadable("its cell \(sample.cell) is another than this run's")
    }
    guard state.isNew(sample) else {
      throw .unreadable(
        sample.status == .discarded
          ? "an earlier line is the same, or no round of its number is due"
          : "\(sample.cell) has a sample of round \(sample.round) already, or none is due")
    }
    if let problem = limits.problem(with: sample) { throw .unreadable(problem) }
  }
}
