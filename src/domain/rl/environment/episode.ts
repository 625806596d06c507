import * as Certificate from "../../braid/certificate.ts"
import * as Draft from "../../braid/draft.ts"
import * as Word from "../../braid/word.ts"
import { nothingLeft } from "../../exhaustive.ts"
import * as Interruption from "../../interruption.ts"
import type { Actions } from "./actions.ts"

/** What a list of actions did to a word. */
export interface Episode {
  /** The words after 0, 1, 2, ... actions; actions that changed nothing repeat one. */
  readonly words: ReadonlyArray<Word.Word>
  /**
   * Elementary moves from the first word to the last: those that the actions consist of, but for rounds that came back
   * to a word they had left, and what {@link shorten} can do without.
   */
  readonly certificate: Certificate.Certificate
  /** Whether the last word is the empty one on one strand, so that the certificate proves an unknot. */
  readonly isSolved: boolean
}

/**
 * Plays actions, numbers of a set, from a word on; ends early if the word is empty.
 * Throws a RangeError for a word with more letters than the set has room for, and for an action that is none of the set.
 */
export const play = (actions: Actions, word: Word.Word, chosen: ArrayLike<number>): Episode => {
  const draft = Draft.make(actions.capacity)
  Draft.load(draft, word)
  const words = [word]
  const way = wayFrom(word, draft.strands)
  for (let k = 0; k < chosen.length && draft.length > 0; k++) {
    if (!(Number.isInteger(chosen[k]) && chosen[k] >= 0 && chosen[k] < actions.size)) {
      throw new RangeError(`Actions are numbered from 0 to ${actions.size - 1}; ${chosen[k]} is none.`)
    }
    Interruption.look()
    draft.trace = []
    actions.act(draft, chosen[k])
    words.push(Draft.word(draft))
    extend(way, words[k + 1], draft.strands, draft.trace)
  }
  const isSolved = draft.length === 0 && draft.strands === 1
  const from = { word, strands: Word.strands(word) }
  const to = { word: Draft.word(draft), strands: draft.strands }
  const steps = shorten(word, way.steps.flat())
  return { words, certificate: Certificate.make(from, to, steps), isSolved }
}

/** The way from a word to another without the rounds that came back to a word on it, up to cyclic shifts. */
interface Way {
  readonly words: Array<Word.Word>
  /** The steps that end at each of the words. */
  readonly steps: Array<Array<Certificate.Step>>
  /** Where on the way each cyclic word is. */
  readonly places: Map<string, number>
}

const cyclic = (word: Word.Word, strands: number) => `${strands}: ${Word.print(Word.canonicalRotation(word))}`

const wayFrom = (word: Word.Word, strands: number): Way => ({
  words: [word],
  steps: [[]],
  places: new Map([[cyclic(word, strands), 0]])
})

const extend = (way: Way, word: Word.Word, strands: number, steps: ReadonlyArray<Certificate.Step>): void => {
  const { words, places } = way
  const key = cyclic(word, strands)
  const place = places.get(key)
  if (place === undefined) {
    places.set(key, words.length)
    words.push(word)
    way.steps.push([...steps])
    return
  }
  for (const [other, at] of places) if (at > place) places.delete(other)
  words.length = way.steps.length = place + 1
  let by = 0
  while (!Word.equals(Word.rotate(words[place], by), word)) by++
  words[place] = word
  if (by > 0) way.steps[place].push(["rotate", by])
}

/**
 * Fewer elementary moves to the same end. Cyclic shifts are put off until a move needs them, and shifts that follow each
 * other become one; a move that takes back the one before it goes with it.
 *
 * Moves are laid down with places in the word as it stands, and a shift is only remembered, as the offset of the word
 * from where it should stand; a move whose letters do not straddle the end of the word as it stands is made there, at
 * another place, without a shift.
 */
export const shorten = (word: Word.Word, steps: ReadonlyArray<Certificate.Step>): Array<Certificate.Step> => {
  const short: Array<Certificate.Step> = []
  let length = word.length
  // The word should begin where the word as it stands has place `offset`.
  let offset = 0

  const turn = (by: number): void => {
    if (length > 0) offset = (((offset + by) % length) + length) % length
  }

  const settle = (): void => {
    if (offset > 0) push(["rotate", offset])
    offset = 0
  }

  /** The place as the word stands of `count` letters in a row from `at` on; the word is shifted if they straddle its end. */
  const locate = (at: number, count: number): number => {
    const place = (at + offset) % length
    if (place + count <= length) return place
    push(["rotate", place])
    offset = (((offset - place) % length) + length) % length
    return 0
  }

  const push = (step: Certificate.Step): void => {
    const before = short.at(-1)
    if (before === undefined || !undoes(before, step)) {
      short.push(step)
      return
    }
    short.pop()
    // What is left of two shifts; a whole turn is none.
    if (step[0] !== "rotate") return
    const by = (Number(before[1]) + step[1]) % length
    if (by !== 0) push(["rotate", by])
  }

  for (const step of steps) {
    Interruption.look()
    switch (step[0]) {
      case "rotate":
        turn(step[1])
        break
      case "commute":
        push(["commute", locate(step[1], 2)])
        break
      case "braid":
        push(["braid", locate(step[1], 3)])
        break
      case "insert": {
        // Behind the last letter is before the first one; but a word that begins where it should keeps its beginning.
        const at = offset === 0 ? step[1] : (step[1] + offset) % length
        push(["insert", at, step[2]])
        length += 2
        if (offset > at || (offset === at && step[1] > 0)) offset += 2
        break
      }
      case "cancel": {
        const at = locate(step[1], 2)
        push(["cancel", at, step[2]])
        length -= 2
        if (offset > at) offset -= Math.min(2, offset - at)
        if (length > 0) offset %= length
        else offset = 0
        break
      }
      case "stabilise":
        settle()
        push(step)
        length++
        break
      case "destabilise":
        settle()
        push(step)
        length--
        break
      default:
        nothingLeft(step[0], "step")
    }
  }
  settle()
  return short
}

/** Whether the second of two moves takes back the first, or is a shift after a shift. */
const undoes = (first: Certificate.Step, second: Certificate.Step): boolean => {
  switch (second[0]) {
    case "rotate":
      return first[0] === "rotate"
    case "commute":
    case "braid":
      return first[0] === second[0] && first[1] === second[1]
    case "cancel":
      // One of the pair with a neighbour that is equal to the other leaves the same word.
      return first[0] === "insert" && Math.abs(first[1] - second[1]) < 2
    case "destabilise":
      return first[0] === "stabilise" && first[1] === second[1]
    case "insert":
    case "stabilise":
      return false
    default:
      return nothingLeft(second[0], "step")
  }
}
