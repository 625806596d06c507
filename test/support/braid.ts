import fc from "fast-check"
import * as Word from "../../src/domain/braid/word.ts"
import * as Stream from "../../src/domain/random/stream.ts"

/** Property tests draw the same cases every time. */
fc.configureGlobal({ seed: 20101626 })

/** Words of up to `length` letters on up to `strands` strands, as fast-check draws them. */
export const words = (length = 16, strands = 5): fc.Arbitrary<Word.Word> => {
  const letter = fc.integer({ min: 1 - strands, max: strands - 1 }).filter((x) => x !== 0)
  return fc.array(letter, { maxLength: length }).map(Word.of)
}

/** A uniformly random word, for loops of thousands that need no shrinking. */
export const random = (stream: Stream.Stream, length: number, strands: number): Word.Word => {
  const letter = () => (1 + Stream.below(stream, strands - 1)) * Stream.sign(stream)
  return Int16Array.from({ length }, letter)
}
