/** Random words that claims are tried on: the same ones each time. */
import * as Word from "../../domain/braid/word.ts"
import { child } from "../../domain/random/key.ts"
import * as Stream from "../../domain/random/stream.ts"

/** Of `letters` letters each, uniform among those of a braid of so many strands. */
export const words = (count: number, letters: number, strands: number): ReadonlyArray<Word.Word> =>
  Array.from({ length: count }, (_, k) => {
    const stream = Stream.make(child([2020, 16263], k))
    return Word.of(
      Array.from({ length: letters }, () => (1 + Stream.below(stream, strands - 1)) * Stream.sign(stream))
    )
  })
