import Architectures
import Operations
import Text

extension ExpectedOutputs {
  /// How recurrent memory was run: sizes from the metadata, under the mask of the model.
  ///
  /// `memory_tokens` rows of memory and `segment_size` tokens of content a segment; an encoder also
  /// has the tokens `cls` and `sep`. Memory starts from `rmt.memory_initial` `[slots, width]`, or
  /// from the rows of the table of tokens from `base_vocabulary` on.
  public struct Recurrence: Sendable {
    /// Where the rows are that memory starts from.
    public enum Start: Equatable, Sendable {
      case rows([Float])
      /// Rows of the table of tokens.
      case tokens(Range<Int>)
    }

    /// `[CLS]` and `[SEP]`.
    struct Specials: Equatable {
      let start: Int
      let separator: Int
    }

    /// Tokens of content.
    public let content: [Int]
    public let memory: RecurrentMemory
    public let start: Start
    private let specials: Specials?

    init(_ file: SafetensorsFile, of model: ModelConfiguration) throws(CheckpointError) {
      let input = file["rmt.input_ids"] == nil ? "input_ids" : "rmt.input_ids"
      content = try ExpectedOutputs.tokens(input, file, of: model)
      let slots = try file.number("memory_tokens", in: 0...1 << 20)
      let segment = try file.number("segment_size", in: 1...1 << 30)
      var length = segment + 2 * slots
      if model.mask == .full {
        let tokens = 0...model.vocabulary - 1
        specials = Specials(
          start: try file.number("cls", in: tokens), separator: try file.number("sep", in: tokens))
        length = segment + slots + 3
      } else {
        specials = nil
      }
      memory = RecurrentMemory(slots: slots, segmentLength: length)
      try ExpectedOutputs.check(
        positions: min(length, content.count + length - segment), in: file, tensor: input,
        of: model)
      start = try Self.start(file, slots: slots, of: model)
    }

    private static func start(
      _ file: SafetensorsFile, slots: Int, of model: ModelConfiguration
    ) throws(CheckpointError) -> Start {
      let name = "rmt.memory_initial"
      if let info = file[name] {
        let shape = [slots, model.embeddingWidth]
        guard info.shape == shape || info.shape == [1] + shape else {
          throw CheckpointError(
            file.path, tensor: name,
            "has the shape \(info.shape), and the model's memory is \(shape); use the memory of "
              + "this model")
        }
        return .rows(try file.floats(of: name))
      }
      guard file.metadata["base_vocabulary"] != nil else {
        throw CheckpointError(
          file.path, tensor: name,
          "is missing, and no base_vocabulary in the metadata says which rows of the table of "
            + "tokens are the memory's; store one of them")
      }
      let first = try file.number("base_vocabulary", in: 0...model.vocabulary)
      guard first + slots <= model.vocabulary else {
        throw CheckpointError(
          file.path,
          "base_vocabulary \(first.grouped) leaves no \(slots.grouped) rows for memory in a "
            + "vocabulary of \(model.vocabulary.grouped); use the outputs of this model")
      }
      return .tokens(first..<first + slots)
    }

    /// Content among the positions of memory and special tokens.
    ///
    /// - Throws: ``ArchitectureError`` when a segment has no room for content.
    public func laidOut(for transformer: Transformer) throws(ArchitectureError) -> LaidOutContent {
      if let specials {
        try RecurrentMemoryEncoder(transformer, memory: memory)
          .laidOut(content, start: specials.start, separator: specials.separator)
      } else {
        try RecurrentMemoryDecoder(transformer, memory: memory).laidOut(content)
      }
    }

    /// Makes sure that the content has every segment that something is expected of.
    func check(_ outputs: [SegmentOutput], in file: SafetensorsFile) throws(CheckpointError) {
      let reserved = memory.reserved(under: specials == nil ? .causal : .full)
      let count = Segmentation(
        positions: content.count, length: memory.segmentLength - reserved, alignment: .left
      ).count
      guard let last = outputs.last, last.segment >= count else { return }
      throw CheckpointError(
        file.path, tensor: last.name,
        "is of a segment that isn't there: the tokens make \(count.grouped), counted from 0; store "
          + "the tokens of all segments")
    }
  }

  /// The name of the memory after a segment, or of the logits of its content.
  public static func memory(after segment: Int) -> String { SegmentOutput(segment, .memory).name }
  public static func logits(of segment: Int) -> String { SegmentOutput(segment, .logits).name }
}

extension SafetensorsFile {
  /// A whole number in the metadata, where every value is a text.
  fileprivate func number(
    _ key: String, in range: ClosedRange<Int>
  ) throws(CheckpointError) -> Int {
    guard let text = metadata[key] else {
      throw CheckpointError(
        path, "the metadata says no \(key), which outputs with memory need; add it")
    }
    guard let number = Int(text), range.contains(number) else {
      throw CheckpointError(
        path,
        "\(key) in the metadata is \(QuotedText(text)); it must be a whole number from "
          + "\(range.lowerBound.grouped) to \(range.upperBound.grouped)")
    }
    return number
  }
}
