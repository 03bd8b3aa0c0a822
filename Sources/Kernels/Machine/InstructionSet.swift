import CMachine

/// An instruction set that kernels are built for, weakest first.
public enum InstructionSet: Int, Sendable, CaseIterable, CustomStringConvertible {
  case portable
  case avx2
  case avx512

  /// The strongest that this processor has.
  public static var best: InstructionSet {
    available.last ?? .portable
  }

  /// All that this processor has.
  public static var available: [InstructionSet] {
    allCases.filter { cc_isa_available($0.inC) != 0 }
  }

  public var description: String { String(cString: cc_isa_name(inC)) }

  var inC: cc_isa {
    switch self {
    case .portable: CC_PORTABLE
    case .avx2: CC_AVX2
    case .avx512: CC_AVX512
    }
  }
}
