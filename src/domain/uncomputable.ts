/**
 * How a computation says that it has no answer for the values that it was given, and that this was not to be seen before: a
 * quadrature that does not settle, a number beyond those that there are. It is no bug, and would come out so again.
 *
 * A kernel lets it through: its point then counts as one whose values are at fault, and the others go on.
 */
export class Uncomputable extends RangeError {
  override readonly name = "Uncomputable"
}
