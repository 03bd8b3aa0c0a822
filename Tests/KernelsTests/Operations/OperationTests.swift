import Kernels
import Operations
import TestSupport
import Testing

@testable import Accounting

/// Every operation on every engine, element type and instruction set, from its examples alone.
///
/// Results are compared with the definition in `Double`, gradients with finite differences of it;
/// what was performed and the memory it took with what is counted; lowerings with the definition;
/// and what doesn't fit is refused everywhere.
@Suite(.serialized) struct OperationTests {
  /// Largest errors relative to the largest number; oneDNN's tanh is within a few 1e-6.
  private static func tolerance(_ type: ElementType) -> Double { type == .f32 ? 1e-5 : 3e-2 }

  @Test(arguments: OperationExample.all)
  func values(example: OperationExample) throws {
    for bench in try OperationBench.all(example) {
      let programs = ExampleProgram.each(InputForm.all, example, mixingEvery: 2)
      for program in bench.isBest ? programs : programs.suffix(1) {
        let reference = try program.results(on: bench.reference)
        #expect(reference == bench.expected, "on the reference engine, \(program.forms)")
        try bench.check(Self.tolerance(bench.type), "\(program.forms)") { engine in
          try Performance(program.results(on: engine))
        } counted: {
          _ = try program.results(on: $0)
        }
      }
      let hasKernel = CPUKernels().hasKernel(for: example.operation, on: [])
      #expect(bench.cpu.loweredOperations == (hasKernel ? [] : [example.operation.name]))
    }
  }

  @Test(arguments: OperationExample.all)
  func gradients(example: OperationExample) throws {
    for bench in try OperationBench.all(example) where bench.isBest {
      let first = ExampleProgram(example, InputForm(source: .stream, isView: false))
      guard example.hasGradient else {
        #expect(throws: EngineError.self) { try first.gradients(on: bench.reference) }
        #expect(throws: EngineError.self) { try first.gradients(on: bench.cpu) }
        continue
      }
      let expected = try bench.gradients(of: first, on: bench.reference)
      for (index, error) in try bench.errorsOfDifferences(expected).enumerated() {
        #expect(error < 1e-6, "input \(index) against finite differences")
      }
      for program in ExampleProgram.each(InputForm.traced, example, mixingEvery: 3) {
        if bench.type == .f32 {
          let reference = try bench.gradients(of: program, on: bench.reference)
          #expect(
            zip(reference, expected).allSatisfy { relativeDifference([$0], [$1]) < 1e-12 },
            "on the reference engine, \(program.forms)")
        }
        let tolerance = bench.type == .f32 ? 1e-4 : 5e-2
        try bench.check(tolerance, "gradient, \(program.forms)", against: expected) { engine in
          try Performance(program.gradients(on: engine)) {
            try bench.read($0, of: program, on: engine)
          }
        } counted: {
          _ = try program.gradients(on: $0)
        }
      }
    }
  }

  /// A lowering is the same, on every engine, and what a device without a kernel is said to do.
  @Test(arguments: OperationExample.all)
  func lowerings(example: OperationExample) throws {
    let device = DeviceWithoutOne(example.operation)
    for bench in try OperationBench.all(example) {
      for form in InputForm.all where form.isView && (bench.isBest || form.source == .stream) {
        let program = ExampleProgram(example, form)
        guard let lowered = try program.lowered(on: bench.reference) else {
          #expect(throws: EngineError.cannotPerform(example.operation, device.name)) {
            try CountingEngine.ledger(device: device) { _ = try program.results(on: $0) }
          }
          continue
        }
        #expect(relativeDifference(lowered, bench.expected) < 1e-12, "lowered, \(program.forms)")
        try bench.check(Self.tolerance(bench.type), "lowered, \(program.forms)") { engine in
          try Performance(program.lowered(on: engine) ?? [])
        } counted: {
          _ = try program.lowered(on: $0)
        }
        let (counted, direct) = try (
          CountingEngine.ledger(device: device) { _ = try program.results(on: $0) },
          CountingEngine.ledger(device: device) { _ = try program.lowered(on: $0) }
        )
        #expect(counted == direct)
        #expect(!counted.entries.contains { device.lacks($0.operation) })
      }
    }
  }

  /// Inputs that don't fit are refused by every engine; where they do fit, all of this holds.
  @Test(arguments: OperationExample.all)
  func changedShapes(example: OperationExample) throws {
    for changed in example.changed {
      let program = ExampleProgram(changed, InputForm(source: .stream, isView: false))
      guard (try? changed.operation.shapes(of: changed.shapes)) != nil else {
        try expectRefusal(program)
        continue
      }
      for type in ElementType.allCases where type.isAvailable {
        guard let bench = try? OperationBench(changed, type) else {
          // A table that is too short, or an index of what isn't there.
          let values = ExampleProgram.Values(changed, type)
          try expectRefusal(program, byEnginesThatCompute: values)
          continue
        }
        try bench.check(Self.tolerance(type), "\(changed.shapes)") { engine in
          try Performance(program.results(on: engine))
        } counted: {
          _ = try program.results(on: $0)
        }
        guard changed.hasGradient else { continue }
        let expected = try bench.gradients(of: program, on: bench.reference)
        try bench.check(
          type == .f32 ? 1e-4 : 5e-2, "gradient, \(changed.shapes)", against: expected
        ) { engine in
          try Performance(program.gradients(on: engine)) {
            try bench.read($0, of: program, on: engine)
          }
        } counted: {
          _ = try program.gradients(on: $0)
        }
      }
    }
  }

  @Test(arguments: OperationExample.refused)
  func refused(example: OperationExample) throws {
    try expectRefusal(ExampleProgram(example, InputForm(source: .stream, isView: false)))
  }

  private func expectRefusal(_ program: ExampleProgram) throws {
    #expect(throws: EngineError.self) {
      try program.example.operation.shapes(of: program.example.shapes)
    }
    let values = ExampleProgram.Values(program.example, .f32)
    try expectRefusal(program, byEnginesThatCompute: values)
    let devices: [(any DeviceKernels)?] = [
      nil, CPUKernels(), DeviceWithoutOne(program.example.operation),
    ]
    for device in devices {
      #expect(throws: EngineError.self, "counted for \(program.example)") {
        try CountingEngine.ledger(device: device) { _ = try program.results(on: $0) }
      }
    }
  }

  private func expectRefusal(
    _ program: ExampleProgram, byEnginesThatCompute values: ExampleProgram.Values
  ) throws {
    #expect(throws: EngineError.self, "by the reference engine: \(program.example)") {
      try program.results(on: ReferenceEngine(weights: values, input: values.sequence))
    }
    for type in ElementType.allCases where type.isAvailable {
      #expect(throws: EngineError.self, "by the processor in \(type): \(program.example)") {
        try program.results(
          on: CPUEngine(weights: values, input: values.sequence, threads: 1, type: type))
      }
    }
  }

  /// What an account says of each, under every rule, and that attention's pairs are those it sees.
  @Test(arguments: OperationExample.all)
  func accounts(example: OperationExample) throws {
    for example in [example] + example.changed {
      let operation = example.operation
      guard let results = try? operation.shapes(of: example.shapes) else { continue }
      let operands = example.shapes.map { Operand($0) }
      let whole = OperationPart(operation: operation, inputs: operands, results: results)
      for part in operation.parts(on: operands, results: results) + [whole] {
        let charges = part.operation.charges(on: part.inputs)
        if let pairs = part.operation.pairs(on: part.inputs) {
          let seen = (0..<pairs.queries).reduce(UInt128(0)) {
            $0 + UInt128(pairs.pattern.keys(seenBy: $1, of: pairs.queries, keys: pairs.keys).count)
          }
          for charge in charges where charge.side != nil {
            for rule in [Pairs.all, .withinWindow, .half, .tiles(.avx512)] {
              _ = CountedPairs(pairs, by: rule).amount(of: charge)
            }
            let counted = CountedPairs(pairs, by: .admitted).amount(of: charge)
            #expect(counted == charge.amount * seen)
          }
        }
        _ = part.operation.transfers(on: part.inputs, results: part.results)
        _ = part.operation.saved(on: part.inputs, results: part.results)
        _ = part.operation.sequentialDepth(on: part.inputs)
      }
    }
  }
}
