import Text

/// One thing to be timed: an architecture over a number of positions, and everything that is fixed.
public struct Cell: Hashable, Sendable {
  /// What all cells of a sweep have in common.
  public struct Setting: Hashable, Sendable {
    public var model: String
    /// Of the model's fields, which may change under its name; `nil` where only the name is known, as
    /// in a history.
    public var modelDigest: String?
    public var layers: Int
    public var dtype: String
    public var mask: String
    /// The name of the device it runs on.
    public var device: String
    public var threads: Int
    /// Machines or devices that share the work.
    public var ranks: Int
    /// Memory rows that a segment hands on; `nil` as with `modelDigest`.
    public var memorySlots: Int?
    /// Where the vocabulary product is taken; `nil` when the layers alone are timed.
    public var logits: String?
    /// Where the weights come from: `random`, or a checkpoint's folder.
    public var weights: String
    /// What a later program says of a setting and this one doesn't know: kept, and part of what tells
    /// settings apart.
    package var others: [String: ParsedJSON] = [:]

    public init(
      model: String, modelDigest: String? = nil, layers: Int, dtype: String, mask: String,
      device: String = Setting.firstDevice, threads: Int, ranks: Int = 1, memorySlots: Int? = nil,
      logits: String? = nil, weights: String = "random"
    ) {
      self.model = model
      self.modelDigest = modelDigest
      self.layers = layers
      self.dtype = dtype
      self.mask = mask
      self.device = device
      self.threads = threads
      self.ranks = ranks
      self.memorySlots = memorySlots
      self.logits = logits
      self.weights = weights
    }

    /// The device of everything that was measured before there were others.
    public static let firstDevice = "cpu"
  }

  /// The name with its settings: `rmt`, `full:scores=stored`.
  public var architecture: String
  /// Positions in lengths of a segment.
  public var segments: Int
  public var positions: Int
  public var setting: Setting

  public init(architecture: String, segments: Int, positions: Int, setting: Setting) {
    self.architecture = architecture
    self.segments = segments
    self.positions = positions
    self.setting = setting
  }

  /// Sixteen hexadecimal digits of all of it: what identifies a cell in files.
  public var digest: String { json.digest }

  /// What it is, as values.
  package var json: ParsedJSON {
    guard case .object(var members) = setting.json else { return .null }
    members.set("architecture", architecture)
    members.set("segments", segments)
    members.set("positions", positions)
    return .object(members)
  }
}

extension Cell.Setting {
  package var json: ParsedJSON {
    var members = others
    members.set("model", model)
    members.set("model_digest", modelDigest)
    members.set("layers", layers)
    members.set("dtype", dtype)
    members.set("mask", mask)
    members.set("device", device)
    members.set("threads", threads)
    members.set("ranks", ranks, unless: 1)
    members.set("memory_slots", memorySlots)
    members.set("logits", logits)
    members.set("weights", weights, unless: "random")
    return .object(members)
  }

  package init(json: ParsedJSON) throws(JSONFields.Problem) {
    var fields = try JSONFields(json)
    self.init(
      model: try fields.value("model"), modelDigest: try fields.optional("model_digest"),
      layers: try fields.value("layers"), dtype: try fields.value("dtype"),
      mask: try fields.value("mask"), device: try fields.value("device"),
      threads: try fields.value("threads"), ranks: try fields.value("ranks", default: 1),
      memorySlots: try fields.optional("memory_slots"), logits: try fields.optional("logits"),
      weights: try fields.value("weights", default: "random"))
    others = fields.rest
  }
}
