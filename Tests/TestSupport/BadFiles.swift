import Foundation

extension TemporaryFolder {
  /// Makes what is there in place of what a command asks for: `file`, `folder`, `fifo.json`,
  /// `broken.json`, `short.json`, `list.json`, `noise.json`, and a `stack.json` of no layers.
  public func writeBadFiles() throws {
    try write("", to: "file")
    try write("", to: "folder/empty")
    try write(#"{"model_type":"llama""#, to: "broken.json")
    try write(#"{"model_type":"llama"}"#, to: "short.json")
    try write("[]", to: "list.json")
    try write(#"{"name": "hybrid", "layers": ["rmt"]}"#, to: "stack.json")
    try write(Data([0xFF, 0xFE, 0x00]), to: "noise.json")
    mkfifo("\(path)/fifo.json", 0o600)
  }

  /// Writes a file's bytes, with the folders above it.
  public func write(_ bytes: Data, to name: String) throws {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try bytes.write(to: URL(fileURLWithPath: file))
  }

  /// Makes a link to what stands somewhere else.
  public func link(_ name: String, to path: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(self.path)/\(name)", withDestinationPath: path)
  }
}
