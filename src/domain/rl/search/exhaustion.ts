import * as Necklace from "../../braid/necklace.ts"
import * as Word from "../../braid/word.ts"
import * as Interruption from "../../interruption.ts"
import * as Expansion from "./expansion.ts"
import * as Table from "./table.ts"

/** What was found: words are counted up to cyclic shifts and relation 1. */
export interface Exhaustion {
  readonly isSolved: boolean
  /** Whether every word within reach was seen; if it is false and nothing was solved, nothing is said. */
  readonly isComplete: boolean
  readonly words: number
}

/**
 * Whether a knot's word can be led to the empty word without stabilisation and without ever having more than
 * `mostLetters` letters: by breadth-first search of everything that both relations, insertion and cancellation of
 * inverse pairs, conjugation and destabilisation reach. These include what each action of the paper's set does, so a
 * complete search that solves nothing proves that no sequence of the paper's actions solves it within that length,
 * however long.
 *
 * Cost: a table of all words within reach: of Morton's unknot (11 letters on 4 strands) 2496 words up to 13 letters,
 * 91 490 up to 15 and 2 767 191 up to 17.
 *
 * @param mostWords where to give up
 */
export const exhaust = (word: Word.Word, mostLetters: number, mostWords: number): Exhaustion => {
  const strands = Word.strands(word)
  const expansion = Expansion.make({ mostLetters, mostStrands: strands, stabilises: false, pairs: "any" })
  const necklace = Necklace.make(mostLetters)
  const table = Table.make()
  const buffer = new Int16Array(mostLetters)
  Necklace.canonical(necklace, word, word.length, strands)
  Table.add(table, necklace.letters, word.length, strands, -1, 0)
  let isSolved = word.length === 0
  for (let k = 0; k < table.count && !isSolved && table.count <= mostWords; k++) {
    Interruption.look()
    const length = Table.copyWord(table, k, buffer)
    Expansion.expandBySteps(expansion, buffer, length, table.strands[k], () => {
      const { draft } = expansion
      if (draft.length === 0) isSolved = true
      Necklace.canonical(necklace, draft.letters, draft.length, draft.strands)
      Table.add(table, necklace.letters, draft.length, draft.strands, k, 0)
    })
  }
  return { isSolved, isComplete: table.count <= mostWords, words: table.count }
}
