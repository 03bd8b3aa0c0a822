/// Where and why a text isn't JSON; columns are bytes, and both count from 1.
package struct JSONProblem: Error, Equatable {
  package let fact: String
  package let line: Int
  package let column: Int
}
