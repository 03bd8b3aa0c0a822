import Architectures
import Kernels
import Measurement
import Operations
import Testing

@testable import Workloads

@Suite(.serialized) struct RoofTests {
  private var setting: Roof.Setting {
    var model = ModelConfiguration.opt("small", layers: 1, hidden: 64, heads: 2)
    model.feedForward = 96
    return Roof.Setting(
      model, memory: RecurrentMemory(slots: 4, segmentLength: 40), threads: 2, isQuick: true)
  }

  /// FLOPs and bytes as formulas have them: n rows, d wide, f the inner width.
  @Test(arguments: ElementType.allCases.filter(\.isAvailable))
  func intensities(type: ElementType) throws {
    let subjects = RoofSubjects(setting, type, threads: 2)
    let (n, d, f, size) = (40.0, 64.0, 96.0, Double(type.bytes))
    let products = try subjects.layerProducts()
    #expect(products.flops == 8 * n * d * d + 4 * n * d * f)
    for (mask, pairs) in [(AttentionMask.full, 30.0 * 30), (.causal, 30 * 31 / 2)] {
      let attention = try subjects.attention(mask, positions: 30)
      #expect(attention.flops == 4 * pairs * d && attention.bytes(type) == 4 * 30 * d * size)
    }
    let norm = try subjects.norm(positions: 30)
    #expect(norm.flops == 5 * 30 * d && norm.bytes(type) == (2 * 30 + 2) * d * size)
    #expect(norm.isBoundByMemory && !products.isBoundByMemory)
  }

  /// Every kernel runs, and is told apart by its name.
  @Test func theKernels() throws {
    let subjects = RoofSubjects(setting, .f32, threads: 2)
    let all = try [subjects.others[0], subjects.others[subjects.others.count - 1]].flatMap {
      try $0()
    }
    for subject in all { try subject.run() }
    #expect(Set(all.map(\.name)).count == 6 && all.allSatisfy { $0.flops > 0 })
  }

  @Test func aKernelBesideTheMachine() throws {
    let subject = try RoofSubjects(setting, .f32, threads: 1).layerProducts()
    let kernel = try subject.measured(
      .f32, threads: 1, seconds: 0.001, beside: MachineRate { 1e9 })
    #expect(kernel.low <= kernel.flopsPerSecond && kernel.flopsPerSecond <= kernel.high)
    #expect(abs(kernel.share - kernel.flopsPerSecond / 1e9) < 1e-6 * kernel.share)
    #expect(kernel.intensity == subject.flops / subject.bytes(.f32))
  }
}
