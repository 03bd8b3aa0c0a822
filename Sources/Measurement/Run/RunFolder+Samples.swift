import Foundation

extension RunFolder {
  /// Reads the lines of `samples.jsonl`.
  ///
  /// - Throws: When a line was written by another version.
  static func samples(
    in data: Data, of plan: SweepPlan, path: String
  ) throws(RunFolderError) -> ([Sample], [BadLine]) {
    var state = SweepState(plan)
    var samples: [Sample] = []
    var bad: [BadLine] = []
    var lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // Every whole line ends in a line feed: what follows the last one is torn, or nothing.
    let rest = lines.popLast() ?? Data()
    for (index, line) in lines.enumerated() {
      do throws(Sample.LineProblem) {
        let sample = try Sample(line: line)
        if state.place(of: sample.cell) == nil {
          throw .unreadable("its cell \(sample.cell) is not of this run")
        }
        guard state.isNew(sample) else {
          throw .unreadable(
            "\(sample.cell) has a sample of round \(sample.round) already, or none is due")
        }
        state.take(sample)
        samples.append(sample)
      } catch .schema(let name) {
        throw RunFolderError(
          "'\(path)', line \(index + 1), is of schema '\(name.prefix(64))', and this program reads "
            + "\(Sample.schema); use the program that wrote it")
      } catch {
        bad.append(BadLine(number: index + 1, reason: error.description))
      }
    }
    if !rest.isEmpty { bad.append(BadLine(number: lines.count + 1, reason: "it is torn")) }
    return (samples, bad)
  }
}
