import CMachine
import CStateSpace
import Glibc
import Statistics
import TestSupport
import Testing

/// Long convolutions, diagonal scans and their kernels against plain sums in `Double`, on shapes that
/// nothing divides and every instruction set, and the laws that tie them to each other.
@Suite(.serialized) struct StateSpaceKernelTests {
  static let instructionSets = AttentionExtremesTests.instructionSets

  /// [rows, columns] of numbers between -1 and 1 in rows that are further apart, NaN between them.
  struct Matrix {
    let rows: Int
    let columns: Int
    let stride: Int
    var values: [Float]

    init(_ rows: Int, _ columns: Int, gap: Int = 0, scale: Float = 1, _ generator: inout Seeded) {
      self.rows = rows
      self.columns = columns
      stride = columns + gap
      values = [Float](repeating: .nan, count: rows * stride)
      for row in 0..<rows {
        for column in 0..<columns {
          values[row * stride + column] = scale * .random(in: -1...1, using: &generator)
        }
      }
    }

    subscript(row: Int, column: Int) -> Float {
      get { values[row * stride + column] }
      set { values[row * stride + column] = newValue }
    }

    func column(_ column: Int) -> [Double] { (0..<rows).map { Double(self[$0, column]) } }

    /// The largest difference, and infinity where anything but the columns was written.
    func difference(from expected: [[Double]]) -> Double {
      var largest = 0.0
      for row in 0..<rows {
        for column in 0..<columns {
          let error = abs(Double(self[row, column]) - expected[column][row])
          largest = max(largest, error.isNaN ? .infinity : error)
        }
        for column in columns..<stride where !self[row, column].isNaN { largest = .infinity }
      }
      return largest
    }

    func read<Result>(_ body: (cc_rows) -> Result) -> Result {
      values.withUnsafeBufferPointer {
        body(cc_rows(values: $0.baseAddress, stride: Int64(stride)))
      }
    }

    mutating func write(_ body: (cc_mutable_rows) -> Void) {
      let stride = Int64(stride)
      values.withUnsafeMutableBufferPointer {
        body(cc_mutable_rows(values: $0.baseAddress, stride: stride))
      }
    }
  }

  /// Memory that holds NaN: a kernel must not read what it hasn't written.
  private static func withMemory<Result>(
    _ bytes: Int, _ body: (UnsafeMutableRawPointer) -> Result
  ) -> Result {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes, 1), alignment: 64)
    defer { memory.deallocate() }
    memory.initializeMemory(as: UInt8.self, repeating: 0xff, count: max(bytes, 1))
    return body(memory)
  }

  private static func largest(_ columns: [[Double]]) -> Double {
    columns.joined().reduce(1) { max($0, abs($1)) }
  }

  // MARK: - Convolutions

  /// What comes of `input` and the spectrum of `kernels`: forward, and backward if asked for.
  private static func convolve(
    _ input: Matrix, forward: Matrix, backward: Matrix? = nil, conjugate: Bool = false,
    wantsBackward: Bool = false, threads: Int = 1, _ isa: cc_isa
  ) -> (forward: Matrix, backward: Matrix?) {
    cc_team_set_size(Int32(threads))
    let plan = cc_convolution_create(Int64(input.rows), isa)
    defer { cc_convolution_destroy(plan) }
    let channels = Int64(input.columns)
    let none = cc_rows(values: nil, stride: 0)
    let nowhere = cc_mutable_rows(values: nil, stride: 0)
    // In place.
    var result = input
    var other = wantsBackward ? input : nil
    withMemory(cc_convolution_scratch_bytes(plan, Int32(threads))) { scratch in
      withMemory(cc_convolution_spectrum_bytes(plan, channels)) { memory in
        let spectrum = memory.assumingMemoryBound(to: Float.self)
        forward.read { forward in
          if let backward {
            backward.read {
              cc_convolution_spectrum(plan, channels, forward, $0, spectrum, scratch)
            }
          } else {
            cc_convolution_spectrum(plan, channels, forward, none, spectrum, scratch)
          }
        }
        result.write { to in
          let from = cc_rows(values: to.values, stride: to.stride)
          let apply = { (backward: cc_mutable_rows) in
            cc_convolution_apply(
              plan, channels, spectrum, conjugate ? 1 : 0, from, to, backward, scratch)
          }
          if other == nil { apply(nowhere) } else { other?.write(apply) }
        }
      }
    }
    return (result, other)
  }

  /// The sum over j <= t of a[t - j] u[j].
  private static func causal(_ a: [Double], _ u: [Double]) -> [Double] {
    u.indices.map { t in (0...t).reduce(0) { $0 + a[t - $1] * u[$1] } }
  }

  /// The sum over j >= t + shift of a[j - t - shift] u[j].
  private static func correlated(_ a: [Double], _ u: [Double], shift: Int = 0) -> [Double] {
    u.indices.map { t in
      (min(t + shift, u.count)..<u.count).reduce(0) { $0 + a[$1 - t - shift] * u[$1] }
    }
  }

  private static func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map(+) }

  /// Lengths 1 to 40, primes, and those just above and below the lengths of transforms.
  private static func lengths(_ generator: inout Seeded) -> [Int] {
    Array(1...40) + [97, 127, 128, 129, 160, 161, 192, 193, 509, 641, 1021]
      + (0..<6).map { _ in Int.random(in: 41...900, using: &generator) }
  }

  @Test(arguments: instructionSets)
  func convolutionsAreSums(isa: cc_isa) {
    var generator = Seeded(2206_11893)
    for (index, length) in Self.lengths(&generator).enumerated() {
      let channels = Int.random(in: 1...(length > 100 ? 21 : 50), using: &generator)
      let threads = 1 + index % 2
      func draw() -> Matrix {
        Matrix(length, channels, gap: .random(in: 0...5, using: &generator), &generator)
      }
      let (u, k, back) = (draw(), draw(), draw())
      let (us, ks, backs) = (
        (0..<channels).map(u.column), (0..<channels).map(k.column), (0..<channels).map(back.column)
      )

      func agree(_ result: Matrix?, _ expected: [[Double]], _ what: String) {
        let error = result?.difference(from: expected) ?? .infinity
        #expect(error < 1e-6 * Self.largest(expected), "\(what), \(length) x \(channels)")
      }
      let causal = Self.convolve(u, forward: k, threads: threads, isa)
      agree(causal.forward, zip(ks, us).map(Self.causal), "causal")
      let adjoint = Self.convolve(u, forward: k, conjugate: true, threads: threads, isa)
      agree(adjoint.forward, zip(ks, us).map { Self.correlated($0, $1) }, "its adjoint")

      let both = Self.convolve(u, forward: k, backward: back, threads: threads, isa)
      let after = zip(backs, us).map { Self.correlated($0, $1, shift: 1) }
      agree(both.forward, zip(zip(ks, us).map(Self.causal), after).map(Self.sum), "bidirectional")
      let bothAdjoint = Self.convolve(
        u, forward: k, backward: back, conjugate: true, threads: threads, isa)
      let before = zip(backs, us).map { Array(([0] + Self.causal($0, $1)).dropLast()) }
      agree(
        bothAdjoint.forward,
        zip(zip(ks, us).map { Self.correlated($0, $1) }, before).map(Self.sum), "its adjoint")

      // With respect to the kernels: `k` in the role of the output's gradient.
      let gradients = Self.convolve(
        k, forward: u, conjugate: true, wantsBackward: true, threads: threads, isa)
      agree(gradients.forward, zip(us, ks).map { Self.correlated($0, $1) }, "forward gradient")
      agree(
        gradients.backward, zip(ks, us).map { Self.correlated($0, $1, shift: 1) },
        "backward gradient")
    }
  }

  @Test func withoutABackwardKernelBothDirectionsAreCausal() {
    var generator = Seeded(7)
    let u = Matrix(211, 37, &generator)
    let k = Matrix(211, 37, &generator)
    let zero = Matrix(211, 37, scale: 0, &generator)
    for isa in Self.instructionSets {
      let causal = Self.convolve(u, forward: k, isa).forward
      let both = Self.convolve(u, forward: k, backward: zero, isa).forward
      #expect(both.difference(from: (0..<37).map(causal.column)) < 1e-5)
    }
  }

  /// ⟨k * u, v⟩ = ⟨u, adjoint(v)⟩, also where sums in `Double` would take too long.
  @Test(arguments: [2048, 3001, 5003, 20_000])
  func correlationIsTheAdjointOfConvolution(length: Int) {
    var generator = Seeded(UInt64(length))
    let (u, v) = (Matrix(length, 3, &generator), Matrix(length, 3, &generator))
    let (k, back) = (Matrix(length, 3, &generator), Matrix(length, 3, &generator))
    for isa in Self.instructionSets {
      let y = Self.convolve(u, forward: k, backward: back, isa).forward
      let w = Self.convolve(v, forward: k, backward: back, conjugate: true, isa).forward
      for channel in 0..<3 {
        let there = zip(y.column(channel), v.column(channel)).reduce(0) { $0 + $1.0 * $1.1 }
        let back = zip(u.column(channel), w.column(channel)).reduce(0) { $0 + $1.0 * $1.1 }
        // A sum of `length` squared terms of random sign.
        #expect(abs(there - back) < 1e-6 * Double(length))
      }
    }
  }

  // MARK: - Scans and their kernels

  /// Factors of every state of every channel: transitions and their logarithms, inputs, outputs.
  struct Modes {
    let states: Int
    let channels: Int
    var real: Matrix
    var imaginary: Matrix

    init(_ states: Int, _ channels: Int, _ generator: inout Seeded) {
      self.states = states
      self.channels = channels
      real = Matrix(states, channels, &generator)
      imaginary = Matrix(states, channels, &generator)
    }

    /// Exponents that decay slowly or not at all, and turn by up to `turn`.
    static func exponents(
      _ states: Int, _ channels: Int, turn: Float, _ generator: inout Seeded
    ) -> Modes {
      var modes = Modes(states, channels, &generator)
      modes.real.values = modes.real.values.map { $0 > 0.8 ? 0 : -0.1 * $0 * $0 * $0 * $0 }
      modes.imaginary.values = modes.imaginary.values.map { turn * $0 }
      return modes
    }

    /// exp of each, rounded.
    var exponentials: Modes {
      var result = self
      for index in real.values.indices {
        let size = exp(Double(real.values[index]))
        result.real.values[index] = Float(size * cos(Double(imaginary.values[index])))
        result.imaginary.values[index] = Float(size * sin(Double(imaginary.values[index])))
      }
      return result
    }

    func read<Result>(_ body: (cc_modes) -> Result) -> Result {
      real.read { real in
        imaginary.read { body(cc_modes(real: real.values, imaginary: $0.values)) }
      }
    }
  }

  struct Scan {
    var transitions: Modes
    var inputs: Modes
    var outputs: Modes

    init(_ states: Int, _ channels: Int, _ generator: inout Seeded) {
      transitions = Modes.exponents(states, channels, turn: 9, &generator).exponentials
      inputs = Modes(states, channels, &generator)
      outputs = Modes(states, channels, &generator)
    }

    /// Rows `range` of what comes of `input`, in place; goes on from `state`.
    func run(
      _ input: inout Matrix, _ range: Range<Int>, state: inout Modes, threads: Int, _ isa: cc_isa
    ) {
      cc_team_set_size(Int32(threads))
      let channels = Int64(input.columns)
      let states = Int32(transitions.states)
      var (real, imaginary) = (state.real, state.imaginary)
      transitions.read { a in
        inputs.read { b in
          outputs.read { c in
            real.write { real in
              imaginary.write { imaginary in
                input.write { rows in
                  let from = rows.values.map { $0 + range.lowerBound * Int(rows.stride) }
                  var scan = cc_scan(
                    transitions: a, inputs: b, outputs: c, state_real: real.values,
                    state_imaginary: imaginary.values,
                    input: cc_rows(values: from, stride: rows.stride),
                    output: cc_mutable_rows(values: from, stride: rows.stride),
                    positions: Int64(range.count), channels: channels, states: states)
                  cc_scan_run(&scan, isa)
                }
              }
            }
          }
        }
      }
      (state.real, state.imaginary) = (real, imaginary)
    }

    /// One channel in `Double`; `state` is what `x` was and becomes what it is in the end.
    func expected(
      _ input: Matrix, channel: Int, state: Modes
    ) -> (output: [Double], last: [Double]) {
      var output = [Double](repeating: 0, count: input.rows)
      var last: [Double] = []
      for s in 0..<transitions.states {
        func factor(_ modes: Modes) -> (Double, Double) {
          (Double(modes.real[s, channel]), Double(modes.imaginary[s, channel]))
        }
        let (a, b, c) = (factor(transitions), factor(inputs), factor(outputs))
        var x = factor(state)
        for (t, u) in input.column(channel).enumerated() {
          x = (a.0 * x.0 - a.1 * x.1 + b.0 * u, a.0 * x.1 + a.1 * x.0 + b.1 * u)
          output[t] += c.0 * x.0 - c.1 * x.1
        }
        last += [x.0, x.1]
      }
      return (output, last)
    }
  }

  @Test(arguments: instructionSets)
  func scansAreRecurrences(isa: cc_isa) {
    var generator = Seeded(2111_00396)
    for index in 0..<30 {
      let length = index < 5 ? index + 1 : Int.random(in: 1...400, using: &generator)
      let channels = Int.random(in: 1...50, using: &generator)
      let states = Int.random(in: 1...9, using: &generator)
      let scan = Scan(states, channels, &generator)
      let input = Matrix(length, channels, gap: index % 4, &generator)
      let start = Modes(states, channels, &generator)
      // In two pieces: the second goes on where the first stopped.
      var (output, state) = (input, start)
      let cut = Int.random(in: 0...length, using: &generator)
      for range in [0..<cut, cut..<length] {
        scan.run(&output, range, state: &state, threads: 1 + index % 2, isa)
      }

      let expected = (0..<channels).map { scan.expected(input, channel: $0, state: start) }
      let outputs = expected.map(\.output)
      #expect(output.difference(from: outputs) < 2e-6 * Self.largest(outputs))
      let last = (0..<channels).map { channel in
        (0..<states).flatMap { s in
          [Double(state.real[s, channel]), Double(state.imaginary[s, channel])]
        }
      }
      let error = zip(last.joined(), expected.map(\.last).joined()).map { abs($0 - $1) }.max() ?? 0
      #expect(error < 2e-6 * Self.largest(last))
    }
  }

  private static func generate(
    _ length: Int, weights: Modes, exponents: Modes, gap: Int = 0, threads: Int = 1, _ isa: cc_isa
  ) -> Matrix {
    cc_team_set_size(Int32(threads))
    var generator = Seeded(1)
    var kernel = Matrix(length, weights.channels, gap: gap, &generator)
    let states = Int32(weights.states)
    weights.read { weights in
      exponents.read { exponents in
        let channels = Int64(kernel.columns)
        kernel.write { rows in
          var job = cc_generation(
            weights: weights, exponents: exponents, kernel: rows, positions: Int64(length),
            channels: channels, states: states)
          withMemory(cc_generation_scratch_bytes(states, Int32(threads), isa)) {
            cc_generation_run(&job, $0, isa)
          }
        }
      }
    }
    return kernel
  }

  /// Every position of short kernels, and some of kernels up to 65,536 long.
  @Test(arguments: instructionSets)
  func kernelsAreSumsOfExponentials(isa: cc_isa) {
    var generator = Seeded(65_536)
    for index in 0..<12 {
      let length = [1, 2, 31, 97, 128, 129, 300, 1000, 4099, 65_536, 65_521, 65_536][index]
      let channels = Int.random(in: 1...21, using: &generator)
      let states = Int.random(in: 1...65, using: &generator)
      let weights = Modes(states, channels, &generator)
      let exponents = Modes.exponents(states, channels, turn: 12, &generator)
      let kernel = Self.generate(
        length, weights: weights, exponents: exponents, gap: index % 3, threads: 1 + index % 2, isa)
      for channel in 0..<channels {
        var (error, largest) = (0.0, 0.0)
        for t in stride(from: length - 1, through: 0, by: -(1 + length / 500)) {
          var value = 0.0
          for s in 0..<states {
            let size = exp(Double(exponents.real[s, channel]) * Double(t))
            let phase = Double(exponents.imaginary[s, channel]) * Double(t)
            value += size * Double(weights.real[s, channel]) * cos(phase)
            value -= size * Double(weights.imaginary[s, channel]) * sin(phase)
          }
          let difference = abs(value - Double(kernel[t, channel]))
          error = max(error, difference.isNaN ? .infinity : difference)
          largest = max(largest, abs(value))
        }
        #expect(error < 1e-6 * largest, "\(length) positions, \(states) states")
      }
    }
  }

  /// A scan from nothing is the convolution with the kernel of outputs · inputs · transitions^t.
  @Test(arguments: instructionSets)
  func aScanIsAConvolutionWithItsKernel(isa: cc_isa) {
    var generator = Seeded(31)
    let (length, channels, states) = (701, 19, 5)
    let exponents = Modes.exponents(states, channels, turn: 9, &generator)
    var scan = Scan(states, channels, &generator)
    scan.transitions = exponents.exponentials
    scan.inputs.real.values = scan.inputs.real.values.map { _ in 1 }
    scan.inputs.imaginary.values = scan.inputs.imaginary.values.map { _ in 0 }
    let input = Matrix(length, channels, &generator)
    var output = input
    var state = Modes(states, channels, &generator)
    state.real.values = state.real.values.map { _ in 0 }
    state.imaginary = state.real
    scan.run(&output, 0..<length, state: &state, threads: 2, isa)

    let kernel = Self.generate(length, weights: scan.outputs, exponents: exponents, isa)
    let convolved = Self.convolve(input, forward: kernel, threads: 2, isa).forward
    let expected = (0..<channels).map(convolved.column)
    // Rounded transitions turn a little slower or faster, some 1e-8 of a turn a position.
    #expect(output.difference(from: expected) < 1e-4 * Self.largest(expected))
  }

  // MARK: - Work

  /// Length 16 in four parts, each a leaf of 4: 34 flops there, 24 with the spectrum, 34 back; first
  /// and last steps of 12 products with a real number or of real parts.
  @Test func workOfOneVectorIsCountedByHand() {
    let plan = cc_convolution_create(16, CC_PORTABLE)
    defer { cc_convolution_destroy(plan) }
    #expect(cc_convolution_length(plan) == 16)
    let parts = 4 * (34 + 4 * 6 + 34)
    let (first, last) = (4 * 12 * 4, 4 * (3 + 12 * 3 + 3 * 3))
    #expect(cc_convolution_apply_flops(plan, 3, 1) == UInt64(4 * (parts + first + last)))
    #expect(cc_convolution_spectrum_flops(plan, 5, 1) == UInt64(8 * (4 * (34 + 8) + first)))

    var scan = cc_scan()
    (scan.positions, scan.channels, scan.states) = (7, 5, 3)
    #expect(cc_scan_flops(&scan, CC_PORTABLE) == 7 * 8 * 3 * 14)
    var generation = cc_generation()
    (generation.positions, generation.channels, generation.states) = (65, 5, 3)
    // Two spans of 64 positions in two starts, each moved on in f64, and one group of states.
    let modes = 2 + 32 * 6 + 2 * (2 * 9 + 64 * 4)
    #expect(cc_generation_flops(&generation, CC_PORTABLE) == UInt64((modes * 3 + 2 * 64) * 8))
  }

  /// Lengths are enough and waste at most a third; work grows as n log n.
  @Test func workGrowsAsALengthAndItsLogarithm() {
    for positions in 13...3000 {
      let plan = cc_convolution_create(Int64(positions), CC_PORTABLE)
      let length = Int(cc_convolution_length(plan))
      #expect(length >= positions && 3 * length < 4 * positions + 4)
      cc_convolution_destroy(plan)
    }
    func flops(_ positions: Int64) -> Double {
      let plan = cc_convolution_create(positions, CC_PORTABLE)
      defer { cc_convolution_destroy(plan) }
      return Double(cc_convolution_apply_flops(plan, 4, 1))
    }
    for positions: Int64 in [256, 768, 1280, 4096] {
      // One more step into quarters, there and back: 34 flops each for four numbers.
      let perPosition = flops(4 * positions) / Double(16 * positions)
      let difference = perPosition - flops(positions) / Double(4 * positions)
      #expect(difference == 17)
    }
  }
}
