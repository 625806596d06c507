/**
 * Random knots and unknots as domain/braid/prior.ts draws them, letter by letter, two to four times as fast: an AssemblyScript
 * module that looks for relation 2 at all places of a short word at once, at eight of a longer one. It writes no trace, but it
 * says where in its stream the word was empty for the last time; from there on the reference repeats what it did, and traces
 * it.
 */
import * as Draft from "../../domain/braid/draft.ts"
import * as Prior from "../../domain/braid/prior.ts"
import * as Word from "../../domain/braid/word.ts"
import type { Key } from "../../domain/random/key.ts"
import * as Stream from "../../domain/random/stream.ts"
import * as Module from "./module.ts"
import { binary } from "./prior-binary.ts"

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly place: (front: number, capacity: number, widest: number) => void
  readonly restart: (key0: number, key1: number) => void
  readonly unknot: (letters: number, moves: number) => number
  readonly knot: (letters: number, moves: number, strands: number) => number
  readonly word: () => number
  /** Words of the stream that were drawn before the word was empty for the last time, and what was left of the last. */
  readonly drawn: () => number
  readonly left: () => number
}

/** Strands beyond which a draft (domain/braid/draft.ts) is stabilised no more, and the most that can be drawn. */
const widest = 999

/**
 * A sampler with a memory of its own; without `strands` it draws no knots.
 * Throws a RangeError for options that no word can meet, and an Error where WebAssembly lacks 128-bit vectors.
 */
export const open: Prior.Make = (options) => {
  const { letters, moves, strands = 0 } = options
  if (strands > 0) Prior.checkKnot({ letters, moves, strands })
  else Prior.checkUnknot(options)
  const draft = Prior.draft(options)
  const stream = Stream.make([0, 0])
  const exports = Module.start<Exports>(Module.decode(binary))
  exports.place(moves, letters + 2 * moves + widest + 1, widest)
  const { buffer } = exports.memory

  const draw = (key: Key, run: () => number): Int16Array => {
    exports.restart(key[0], key[1])
    if (run() === 0) throw new RangeError("The braid has too many strands to add one.")
    return new Int16Array(buffer, exports.word(), letters)
  }
  const unknot = (key: Key): Int16Array => {
    Prior.checkUnknot(options)
    return draw(key, () => exports.unknot(letters, moves))
  }

  return {
    unknot,
    knot: (key) => {
      Prior.checkKnot({ letters, moves, strands })
      return draw(key, () => exports.knot(letters, moves, strands))
    },
    traced: (key) => {
      const word = unknot(key)
      Stream.resume(stream, key, { words: exports.drawn(), spare: exports.left() })
      draft.trace = []
      Prior.randomUnknot(draft, stream, options)
      if (!Word.equals(Draft.word(draft), word))
        throw new Error(
          `The module drew ${Word.print(word)}, and the reference ${Word.print(Draft.word(draft))}.`
        )
      return draft
    }
  }
}
