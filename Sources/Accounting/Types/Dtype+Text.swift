import Architectures

extension Dtype {
  /// Names of widths, as people write them.
  private static let widths: [String: Int] = [
    "float32": 32, "fp32": 32, "f32": 32, "float16": 16, "fp16": 16, "f16": 16, "half": 16,
    "bfloat16": 16, "bf16": 16, "float8": 8, "fp8": 8, "f8": 8, "fp8_e4m3": 8, "fp8_e5m2": 8,
    "e4m3": 8, "e5m2": 8, "int8": 8, "i8": 8, "fp6": 6, "int4": 4, "i4": 4, "fp4": 4, "int3": 3,
    "int2": 2,
  ]

  /// Formats with blocks by name; ``LlamaCppMixture`` has the others.
  static let formats: [String: (format: WeightFormat, what: String, source: String)] = [
    "nf4": (
      .bitsAndBytes4("nf4", doubleQuantized: false), "4 bits, a 32-bit maximum for 64 weights",
      "Dettmers et al., arXiv 2305.14314, section 3; bitsandbytes' blocksize"
    ),
    "nf4-dq": (
      .bitsAndBytes4("nf4", doubleQuantized: true),
      "4 bits, an 8-bit maximum for 64 weights, a 32-bit number for 256 of them",
      "Dettmers et al., arXiv 2305.14314, section 3, double quantization"
    ),
    "mxfp4": microscaled("mxfp4", 4), "mxfp6": microscaled("mxfp6", 6),
    "mxfp8": microscaled("mxfp8", 8),
    "nvfp4": (
      .nvfp4, "4 bits, an 8-bit scale for 16 weights, a 32-bit one for a matrix",
      "NVIDIA, arXiv 2509.25149, section 2"
    ),
  ]

  private static func microscaled(
    _ name: String, _ bits: Int
  ) -> (format: WeightFormat, what: String, source: String) {
    (
      .microscaling(name, bits: bits), "\(bits) bits, an 8-bit exponent for 32 weights",
      "OCP Microscaling Formats (MX) specification, version 1.0, section 5"
    )
  }

  /// Names of types that weights alone have.
  public static let weightTypes =
    formats.keys.sorted() + LlamaCppMixture.allCases.map(\.rawValue)

  /// No text that is longer names types.
  private static let longest = 48

  /// Reads widths, names of types, or both: `w4a16kv8`, `bf16`, `int8`, `wint4abf16kvfp8`, `q4_k_m`,
  /// `q4_k_m-kv8`.
  ///
  /// Any case will do. A narrow type alone is the weights'; the rest is then 16 bits wide. The cache
  /// is as wide as activations unless written. Throws a sentence that says what is allowed.
  public init(parsing text: String) throws(PrecisionError) {
    let bytes = Array(text.utf8.prefix(Self.longest + 1))
    var rest = bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }[...]
    guard bytes.count <= Self.longest else { throw .form(text) }
    let written = rest
    var isAlone = false
    var type: Weights?
    if Self.takeLetters(.weights, from: &rest) { type = Self.takeWeights(from: &rest) }
    if type == nil {
      rest = written
      type = Self.takeName(from: &rest)
      isAlone = true
    }
    guard let type else { throw .form(text) }
    let usual = if case .bits(let bits) = type { max(bits, 16) } else { 16 }
    let activations = try Self.part(.activations, from: &rest, text)
    let keyValues = try Self.part(.keyValues, from: &rest, text)
    guard rest.isEmpty, isAlone || activations != nil else { throw .form(text) }
    if case .bits(let bits) = type { try Precision.Part.weights.check(bits) }
    weights = type
    self.activations = activations ?? usual
    self.keyValues = keyValues ?? activations ?? usual
    try Precision.Part.activations.check(self.activations)
    try Precision.Part.keyValues.check(self.keyValues)
  }

  /// A part's width off the front, behind a separator or not; `nil` when it isn't there.
  private static func part(
    _ part: Precision.Part, from rest: inout ArraySlice<UInt8>, _ text: String
  ) throws(PrecisionError) -> Int? {
    let start = rest
    if let first = rest.first, "-,".utf8.contains(first) { rest.removeFirst() }
    guard takeLetters(part, from: &rest) else {
      rest = start
      return nil
    }
    guard let bits = takeNamedWidth(from: &rest) ?? takeDigits(from: &rest) else {
      throw .form(text)
    }
    return bits
  }

  private static func takeLetters(
    _ part: Precision.Part, from rest: inout ArraySlice<UInt8>
  ) -> Bool {
    guard rest.starts(with: part.rawValue.utf8) else { return false }
    rest = rest.dropFirst(part.rawValue.utf8.count)
    return true
  }

  private static func takeWeights(from rest: inout ArraySlice<UInt8>) -> Weights? {
    takeName(from: &rest) ?? takeDigits(from: &rest).map(Weights.bits)
  }

  /// The longest name that the text begins with.
  private static func takeName(from rest: inout ArraySlice<UInt8>) -> Weights? {
    if let (name, named) = longest(formats, beginning: rest) {
      rest = rest.dropFirst(name.utf8.count)
      return .format(named.format)
    }
    let known = LlamaCppMixture.allCases.map(\.rawValue) + ["q3_k", "q4_k", "q5_k"]
    let mixtures = Dictionary(uniqueKeysWithValues: known.map { ($0, LlamaCppMixture(named: $0)) })
    if let (name, mixture) = longest(mixtures, beginning: rest), let mixture {
      rest = rest.dropFirst(name.utf8.count)
      return .mixture(mixture)
    }
    return takeNamedWidth(from: &rest).map(Weights.bits)
  }

  private static func takeNamedWidth(from rest: inout ArraySlice<UInt8>) -> Int? {
    guard let (name, bits) = longest(widths, beginning: rest) else { return nil }
    rest = rest.dropFirst(name.utf8.count)
    return bits
  }

  private static func longest<Value>(
    _ named: [String: Value], beginning rest: ArraySlice<UInt8>
  ) -> (String, Value)? {
    named.filter { rest.starts(with: $0.key.utf8) }.max { $0.key.utf8.count < $1.key.utf8.count }
      .map { ($0.key, $0.value) }
  }

  private static func takeDigits(from rest: inout ArraySlice<UInt8>) -> Int? {
    let digits = rest.prefix {
      ("0" as Unicode.Scalar).value...("9" as Unicode.Scalar).value ~= UInt32($0)
    }
    guard digits.count <= 3, digits.first != UInt8(ascii: "0") else { return nil }
    rest = rest[digits.endIndex...]
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
