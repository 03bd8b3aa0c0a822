import Operations

// State spaces and what they are made of.
extension OperationExample {
  static let longConvolutions: [Self] = ([[7, 5], [1, 3], [67, 19]] as [Input]).flatMap {
    x -> [Self] in
    [
      Self(LongConvolution(), x, x), Self(LongConvolution(isBidirectional: true), x, x, x),
      Self(LongCorrelation(.input), x, x, hasGradient: false),
      Self(LongCorrelation(.input, isBidirectional: true), x, x, x, hasGradient: false),
      Self(LongCorrelation(.kernels), x, x, hasGradient: false),
      Self(LongCorrelation(.kernels, isBidirectional: true), x, x, hasGradient: false),
    ]
  }

  static let stateSpaces: [Self] =
    [
      DiagonalStateSpace(), DiagonalStateSpace(hasInput: true, isConjugate: true),
      DiagonalStateSpace(hasInput: true, isBidirectional: true),
    ].flatMap { space in kernels(of: space) + convolutions(with: space) + scans(of: space) }

  private static func kernels(of space: DiagonalStateSpace) -> [Self] {
    let gradients = (0..<space.directions).map { _ -> Input in [13, 19] }
    return [
      Self(StateSpaceKernel(space, positions: 13), parameters(of: space)),
      Self(
        StateSpaceKernelGradient(space), parameters(of: space) + gradients, hasGradient: false),
    ]
  }

  private static func convolutions(with space: DiagonalStateSpace) -> [Self] {
    Derived.allCases.map { inputs(StateSpaceConvolution(space, kernel: $0), space, rows: 13) }
  }

  private static func scans(of space: DiagonalStateSpace) -> [Self] {
    let plain = Derived.allCases.map {
      inputs(StateSpaceScan(space, factors: $0), space, rows: 13)
    }
    guard !space.isBidirectional else { return plain }
    return plain + [(true, false), (false, true), (true, true)].map { scan(space, $0, $1) }
  }

  private static func scan(
    _ space: DiagonalStateSpace, _ continues: Bool, _ handsOn: Bool
  ) -> Self {
    inputs(
      StateSpaceScan(space, factors: .cached, continues: continues, handsOn: handsOn), space,
      rows: 7, states: continues ? 2 : 0)
  }

  private static func inputs(
    _ operation: any Operation, _ space: DiagonalStateSpace, rows: Int, states: Int = 0
  ) -> Self {
    Self(
      operation,
      [[rows, 19], [1, 19]] + parameters(of: space) + (0..<states).map { _ in [3, 19] })
  }

  private static func parameters(of space: DiagonalStateSpace) -> [Input] {
    let outputs: Input = [3 * space.directions, 19]
    return [[1, 19], [3, 19], [3, 19], outputs, outputs]
      + (space.hasInput ? [[3, 19], [3, 19]] : [])
  }
}
