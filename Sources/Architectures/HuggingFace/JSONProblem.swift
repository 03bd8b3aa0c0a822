/// Where and why a text isn't JSON; columns are bytes, and both count from 1.
struct JSONProblem: Error, Equatable {
  let fact: String
  let line: Int
  let column: Int
}
