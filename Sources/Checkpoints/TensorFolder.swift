/// The tensors of a folder: one safetensors file, or several with an index.
struct TensorFolder: Sendable {
  /// The file that says which tensors there are.
  let listing: String
  /// By name, the number of the file that holds it.
  private let places: [String: Int]
  private let files: [SafetensorsFile]

  /// Opens `model.safetensors`, or what `model.safetensors.index.json` names where that is absent.
  init(_ folder: String) throws(CheckpointError) {
    let base = folder.hasSuffix("/") ? folder : "\(folder)/"
    let single = "\(base)model.safetensors"
    let index = "\(base)model.safetensors.index.json"
    // A file of another kind, or a link that leads nowhere, is one that the user should hear about.
    let isSingle = Self.exists(single)
    guard isSingle || Self.exists(index) else {
      throw CheckpointError(
        folder,
        "holds neither model.safetensors nor model.safetensors.index.json; save the model as "
          + "safetensors")
    }
    if !isSingle {
      let shards = try SafetensorsIndex(path: index)
      listing = index
      var files: [SafetensorsFile] = []
      for name in shards.files { files.append(try SafetensorsFile(path: base + name)) }
      self.files = files
      places = shards.places
      try checkIndex()
    } else {
      let file = try SafetensorsFile(path: single)
      listing = single
      files = [file]
      places = Dictionary(uniqueKeysWithValues: file.names.map { ($0, 0) })
    }
  }

  private func checkIndex() throws(CheckpointError) {
    for (name, place) in places.sorted(by: { $0.key < $1.key }) where files[place][name] == nil {
      throw CheckpointError(
        files[place].path, tensor: name,
        "is missing, and the index says that it is here; "
          + "download both again")
    }
  }

  var names: some Collection<String> { places.keys }

  func contains(_ name: String) -> Bool { places[name] != nil }

  /// The file that holds a tensor.
  func file(of name: String) throws(CheckpointError) -> SafetensorsFile {
    guard let place = places[name] else {
      throw CheckpointError(
        listing, tensor: name, "is missing, which config.json asks for; use files of one model")
    }
    return files[place]
  }
}
