/** A file of a run's folder that says what cannot be so: bad input, which is refused in a sentence. */
export class Unfit extends RangeError {
  override readonly name = "Unfit"
}
