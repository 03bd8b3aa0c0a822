/// A place in the picture, in pixels from its upper left corner.
struct Position: Equatable {
  var x: Double
  var y: Double
}
