import CMachine
import CStateSpace
import Operations

/// Transforms of one length: the twiddle factors, and how much memory they need.
final class ConvolutionPlan {
  struct Key: Hashable {
    let positions: Int
  }

  private let handle: OpaquePointer

  /// - Parameter positions: At least one.
  init(positions: Int, _ instructionSet: InstructionSet) throws {
    guard let handle = cc_convolution_create(Int64(positions), instructionSet.inC) else {
      throw EngineError("the system has no memory left for a convolution of \(positions) positions")
    }
    self.handle = handle
  }

  deinit { cc_convolution_destroy(handle) }

  /// A spectrum's elements.
  func spectrumCount(channels: Int) -> Int {
    cc_convolution_spectrum_bytes(handle, Int64(channels)) / ElementType.f32.bytes
  }

  var scratchBytes: Int { cc_convolution_scratch_bytes(handle, cc_team_size()) }

  /// The spectrum of a kernel, and of what follows a position if there is another.
  func transform(
    _ forward: StridedMatrix, _ backward: StridedMatrix?,
    into spectrum: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
  ) {
    cc_convolution_spectrum(
      handle, Int64(forward.shape.columns), forward.inC,
      backward?.inC ?? cc_rows(values: nil, stride: 0), spectrum, scratch)
  }

  /// Convolves with what a spectrum is of, or correlates.
  func apply(
    _ spectrum: UnsafePointer<Float>, isConjugate: Bool, to x: StridedMatrix,
    into results: [StridedMatrix], scratch: UnsafeMutablePointer<Float>
  ) {
    let none = cc_mutable_rows(values: nil, stride: 0)
    cc_convolution_apply(
      handle, Int64(x.shape.columns), spectrum, isConjugate ? 1 : 0, x.inC, results[0].mutableInC,
      results.count > 1 ? results[1].mutableInC : none, scratch)
  }
}

extension StridedMatrix {
  /// Rows of f32 to read.
  var inC: cc_rows { cc_rows(values: start, stride: Int64(stride)) }

  /// Rows of f32 to write.
  var mutableInC: cc_mutable_rows { cc_mutable_rows(values: start, stride: Int64(stride)) }

  var isEmpty: Bool { shape.rows == 0 || shape.columns == 0 }
}

extension CPUEngine {
  /// The plan for so many positions, made once.
  func convolutionPlan(positions: Int) throws -> ConvolutionPlan {
    try reusable(ConvolutionPlan.Key(positions: positions)) {
      try ConvolutionPlan(positions: positions, instructionSet)
    }
  }

  /// Results of a convolution with kernels, or of a correlation.
  func convolve(
    _ x: StridedMatrix, _ kernels: [StridedMatrix], isConjugate: Bool,
    into results: [StridedMatrix]
  ) throws {
    guard !x.isEmpty else { return }
    let plan = try convolutionPlan(positions: x.shape.rows)
    let count = plan.spectrumCount(channels: x.shape.columns)
    let spectrum = try temporary(Shape(rows: 1, columns: count))
    let scratch = try scratch(bytes: plan.scratchBytes)
    plan.transform(
      kernels[0], kernels.count > 1 ? kernels[1] : nil, into: spectrum.start, scratch: scratch)
    plan.apply(spectrum.start, isConjugate: isConjugate, to: x, into: results, scratch: scratch)
  }

  /// Inputs as rows of f32.
  func floats(_ inputs: some Collection<Tensor>) throws -> [StridedMatrix] {
    try inputs.map { try converted(matrix($0), to: .f32) }
  }
}

extension LongConvolution: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let result = try engine.result(results[0])
    let matrices = try engine.floats(inputs)
    try engine.convolve(
      matrices[0], Array(matrices[1...]), isConjugate: false, into: [result])
    return [result]
  }
}

extension LongCorrelation: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ shapes: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let results = try shapes.map { try engine.result($0) }
    let matrices = try engine.floats(inputs)
    try engine.convolve(matrices[0], Array(matrices[1...]), isConjugate: true, into: results)
    return results
  }
}
