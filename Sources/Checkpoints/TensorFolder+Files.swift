import Foundation

extension TensorFolder {
  /// Whether there is something of that name, were it a link that leads nowhere.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}
