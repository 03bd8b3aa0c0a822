#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A linear state space for each channel, its transition diagonal: how operations read its parameters.
///
/// S4D, Gu et al., arXiv 2206.11893:
///
///     x' = A x + B u        y = 2 Re(sum over states of C x)
///
/// with the input held over steps of Δ (zero-order hold, section 3.1):
///
///     x[t] = exp(ΔA) x[t - 1] + (exp(ΔA) - 1) / A · B u[t]
///
/// A state stands for itself and its complex conjugate: N/2 of them are N real ones. The parameters,
/// in the order of inputs, channels being columns:
///
/// - log Δ `[1, channels]`
/// - log(-Re A) and Im A, each `[states, channels]`
/// - Re C and Im C, each `[states, channels]`, or `[2 · states, channels]` in both directions, the
///   forward ones first
/// - Re B and Im B, each `[states, channels]`, where there are such; B is 1 otherwise
public struct DiagonalStateSpace: Hashable, Sendable {
  /// Whether there is a B.
  public let hasInput: Bool
  /// Whether Im A is subtracted, as `s4.py` has it; `s4d.py` adds it.
  public let isConjugate: Bool
  /// Whether there is a second C, for what follows a position.
  public let isBidirectional: Bool

  public init(hasInput: Bool = false, isConjugate: Bool = false, isBidirectional: Bool = false) {
    self.hasInput = hasInput
    self.isConjugate = isConjugate
    self.isBidirectional = isBidirectional
  }

  public var directions: Int { isBidirectional ? 2 : 1 }

  /// How many parameters it has.
  public var count: Int { hasInput ? 7 : 5 }

  /// What doesn't fit in the parameters' shapes, as a sentence; `nil`: nothing.
  func misfit(_ shapes: some Collection<Shape>) -> String? {
    let shapes = Array(shapes)
    guard shapes.count == count else {
      return "a state space has \(count) parameters, and \(shapes.count) are given"
    }
    let modes = shapes[1]
    guard modes.rows > 0 else { return "a state space has at least one state" }
    guard shapes[0] == Shape(rows: 1, columns: modes.columns) else {
      return "steps of \(shapes[0]) aren't one for each channel of \(modes)"
    }
    let (rows, overflows) = modes.rows.multipliedReportingOverflow(by: directions)
    let outputs = Shape(rows: rows, columns: modes.columns)
    guard !overflows, shapes[2] == modes, shapes[3] == outputs, shapes[4] == outputs,
      shapes[5...].allSatisfy({ $0 == modes })
    else {
      return "of \(shapes.dropFirst()) not all have the states and channels of \(modes)"
    }
    return nil
  }

  /// One state of one channel.
  public struct Mode: Sendable {
    public let step: Double
    /// A.
    public let rate: Complex
    /// ΔA.
    public let exponent: Complex
    /// (exp(ΔA) - 1) / A.
    public let held: Complex
    /// B.
    public let input: Complex
    /// C, for what comes before a position, itself included, and for what follows it.
    public let outputs: (Complex, Complex)

    /// exp(ΔA).
    public var transition: Complex { .exponential(exponent) }
    /// What u is multiplied with on its way into the state.
    public var scaledInput: Complex { held * input }

    /// `2 C`, in a direction.
    public func scaledOutput(_ direction: Int) -> Complex {
      2 * (direction == 0 ? outputs.0 : outputs.1)
    }

    /// What exp(ΔA t) is multiplied with in the kernel of a direction.
    public func weight(_ direction: Int) -> Complex { scaledOutput(direction) * scaledInput }
  }

  /// A state of a channel.
  ///
  /// - Parameter element: What stands in a parameter's row, of the channel's column.
  public func mode(
    _ state: Int, of states: Int, _ element: (_ parameter: Int, _ row: Int) -> Double
  ) -> Mode {
    let step = exp(element(0, 0))
    let turn = element(2, state)
    let rate = Complex(-exp(element(1, state)), isConjugate ? -turn : turn)
    let exponent = step * rate
    return Mode(
      step: step, rate: rate, exponent: exponent,
      held: rate == Complex(0) ? Complex(step) : .exponentialMinusOne(exponent) / rate,
      input: hasInput ? Complex(element(5, state), element(6, state)) : Complex(1),
      outputs: (
        Complex(element(3, state), element(4, state)),
        isBidirectional
          ? Complex(element(3, states + state), element(4, states + state)) : Complex(0)
      ))
  }

  /// Every state of every channel: state after state.
  func modes(_ parameters: ArraySlice<Matrix>) -> [Mode] {
    let all = Array(parameters)
    let (states, channels) = (all[1].rows, all[1].columns)
    return (0..<states).flatMap { state in
      (0..<channels).map { channel in mode(state, of: states) { all[$0][$1, channel] } }
    }
  }

  /// What a state of a channel adds to the gradients of its parameters.
  public struct Gradient: Sendable {
    public let logStep: Double
    public let logDecay: Double
    public let turn: Double
    /// With respect to C of each direction; the imaginary part's sign is that of a partial
    /// derivative.
    public let outputs: (Complex, Complex)
    public let input: Complex
  }

  /// The gradient through `kernel[t] = Re(weight exp(exponent t))`.
  ///
  /// - Parameter moments: Of each direction, the sums over t of G and of t G, times exp(exponent t),
  ///   G the kernel's gradient.
  public func gradient(
    of mode: Mode, _ moments: (_ direction: Int) -> (zeroth: Complex, first: Complex)
  ) -> Gradient {
    // With g for Re(g dz) the differential with respect to a complex z: of the weight 2 C held B it
    // is the zeroth moment, of the exponent it is the weight times the first.
    func partial(_ g: Complex) -> Complex { Complex(g.real, -g.imaginary) }
    let (step, rate) = (mode.step, mode.rate)
    var (exponent, held, input) = (Complex(0), Complex(0), Complex(0))
    var outputs = [Complex(0), Complex(0)]
    for direction in 0..<directions {
      let moments = moments(direction)
      exponent = exponent + mode.weight(direction) * moments.first
      held = held + mode.scaledOutput(direction) * mode.input * moments.zeroth
      input = input + mode.scaledOutput(direction) * mode.held * moments.zeroth
      outputs[direction] = 2 * (mode.scaledInput * moments.zeroth)
    }
    let slope =
      rate == Complex(0)
      ? Complex(step * step / 2) : (step * mode.transition - mode.held) / rate
    let ofRate = held * slope + step * exponent
    return Gradient(
      logStep: step * (held * mode.transition + exponent * rate).real,
      logDecay: ofRate.real * rate.real,
      turn: isConjugate ? ofRate.imaginary : -ofRate.imaginary,
      outputs: (partial(outputs[0]), partial(outputs[1])), input: partial(input))
  }
}
