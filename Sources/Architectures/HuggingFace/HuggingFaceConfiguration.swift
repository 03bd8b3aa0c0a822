import Text

/// A configuration read from a Hugging Face config.json, and what was not understood in it.
///
/// The file is as the transformers library writes it, for a family of ``families``. Sizes that a
/// count depends on must be there; other fields that are absent have the defaults of the library's
/// configuration class. The text model of a file about more than text is read, and so are Meta's
/// `params.json` and the names of llm-analysis.
public struct HuggingFaceConfiguration: Sendable {
  public let model: ModelConfiguration
  /// Fields of the file that have no influence on the count, sorted.
  ///
  /// Safe to print: what can't be seen is spelt out, and long names are shortened.
  public let ignoredFields: [String]
  /// Fields of the file of which it isn't known what they change, sorted and safe to print.
  public let unknownFields: [String]
  /// What was assumed where the file says nothing or something unusual, a sentence each.
  public let notes: [String]
  /// How the checkpoint's numbers are stored.
  public let storedTypes: StoredTypes

  /// The values of `model_type` that can be read.
  public static let families: [String] = HuggingFaceFamily.all.map(\.modelType)

  /// Reads the text of a config.json.
  ///
  /// - Parameters:
  ///   - json: UTF-8, with or without a byte order mark.
  ///   - name: Becomes the model's name, and stands in errors.
  /// - Throws: What is wrong, naming the field, when the text isn't JSON, the family isn't known, a
  ///   value is out of range, or the model can't be represented as it is.
  public init(json: [UInt8], name: String) throws(HuggingFaceConfigurationError) {
    try self.init(json: json, file: name, name: name)
  }

  /// The same with errors that name the file rather than the model.
  init(json: [UInt8], file: String, name: String) throws(HuggingFaceConfigurationError) {
    var fields = try HuggingFaceFields(json: json, file: file).textModel()
    try fields.translate()
    try fields.refuseOtherModels()
    let (family, head) = try HuggingFaceFamily.named(in: &fields)
    try fields.requireSizes(family.sizes)
    var model = try family.make(&fields)
    model.head = try head.head(&fields)
    try fields.checkTranslation(of: model)
    model.name = Self.modelName(name)
    do throws(ModelConfigurationError) {
      try model.validated()
    } catch {
      throw fields.error(error.description + fields.defaultsInBrackets)
    }
    self.model = model
    storedTypes = fields.storedTypes(of: model)
    ignoredFields = fields.harmless.map { QuotedText.plain($0) }
    unknownFields = fields.notUnderstood.map { QuotedText.plain($0) }
    notes = fields.notes + fields.defaultsNote(of: family.configurationClass)
  }

  /// Without what ``ModelConfiguration/validated()`` refuses in a name.
  private static func modelName(_ name: String) -> String {
    let shown = String(
      String.UnicodeScalarView(name.unicodeScalars.filter { !QuotedText.isHidden($0) }))
    let longest = ModelConfiguration.Limits.name.upperBound
    return shown.isEmpty
      ? "model" : String(String.UnicodeScalarView(shown.unicodeScalars.prefix(longest)))
  }
}
