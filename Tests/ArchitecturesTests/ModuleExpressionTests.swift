import Testing

@testable import Architectures

@Suite struct ModuleExpressionTests {
  @Test(arguments: [
    (".*lm_head", "lm_head", true), ("lm_head", "lm_head", true), ("lm", "lm_head", true),
    ("lm$", "lm_head", false),
    ("model.layers.*.self_attn", "model.layers.3.self_attn.q_proj", true),
    ("model\\.layers\\.(0|31)\\..*", "model.layers.31.mlp.up_proj", true),
    ("model\\.layers\\.(0|31)\\..*", "model.layers.3.mlp.up_proj", false),
    (".*(gate|router)$", "model.layers.0.block_sparse_moe.gate", true),
    (".*(gate|router)$", "model.layers.0.mlp.gate_proj", false),
    ("model.layers.[1-3][0-9]?.mlp", "model.layers.25.mlp.up_proj", true),
    ("model.layers.[^0-4].mlp", "model.layers.3.mlp.up_proj", false),
    ("(?:.*\\.)?q_proj", "model.q_proj", true), (".*\\d{2,3}\\.", "a.123.", true),
    (".*\\d{2}\\.", "a.1.", false), ("^a+b?c", "aac", true), ("", "anything", true),
  ])
  func fits(expression: String, name: String, isFitting: Bool) throws {
    #expect(try ModuleExpression(expression).begins(name) == isFitting)
  }

  @Test(arguments: ["(", "a)", "[a", "a{", "a{3,1}", "\\", "\\b", "(?=a)", "(?<name>a)"])
  func whatIsNotUnderstoodIsRefused(expression: String) {
    #expect(throws: ModuleExpression.Problem.self) { try ModuleExpression(expression) }
  }

  /// Expressions that would try every way to share out a name end all the same.
  @Test(arguments: ["(a*)*b", "(a|a)*b", "(.*.*.*.*)*x", "((a+)+)+$b"])
  func endsInBoundedTime(expression: String) throws {
    let name = String(repeating: "a", count: 100)
    #expect(try !ModuleExpression(expression).begins(name))
  }

  @Test func wildcards() {
    #expect(ModuleExpression(wildcard: "*lm_head*").begins("lm_head"))
    #expect(ModuleExpression(wildcard: "model.layers.0*").begins("model.layers.0.mlp.up_proj"))
    #expect(!ModuleExpression(wildcard: "model.layers.0").begins("model.layers.0.mlp"))
    #expect(!ModuleExpression(wildcard: "lm.head").begins("lm_head"))
  }
}
