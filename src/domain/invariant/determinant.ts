import * as Word from "../braid/word.ts"
import * as Alexander from "./alexander.ts"
import * as Laurent from "./laurent.ts"

/**
 * The determinant of the closure of a braid word, |D(-1)| = |V(-1)|: odd for knots, 1 for the unknot, 0 for split
 * links. From the Alexander polynomial, exact at any size, with its errors and cost.
 */
export function of(word: ArrayLike<number>, strands: number = Word.strands(word)): bigint {
  return Laurent.modulusAtMinusOne(Alexander.of(word, strands))
}
