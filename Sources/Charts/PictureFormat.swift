/// A kind of picture that gnuplot draws; the raw value is the file's extension.
public enum PictureFormat: String, Sendable, CaseIterable {
  case svg, png
}
