import { nothingLeft } from "../exhaustive.ts"
import type { Certificate, Step } from "./certificate.ts"

/**
 * Replays a certificate. This file is the judge of what all other routines claim, so it imports no code and prefers
 * being short to being fast. A word of n letters takes n additions to read and to compare with the claimed one, and a
 * move about {@link most.piece} + n / {@link most.piece} of them, wherever in the word it is made.
 */
export type Verdict = { readonly valid: true } | { readonly valid: false; readonly reason: string }

/**
 * The word that the moves have led to, and the strands it stands on. Its letters stand in a circle of pieces, for a move
 * touches one piece or two, and a cyclic shift only `origin`, where the word begins. A letter is kept as
 * 2 (generator - grown) + (1 if it is an inverse), for a strand that is added below makes all generators grow at once.
 */
interface State {
  readonly pieces: Array<Array<number>>
  /** Of the word. */
  length: number
  origin: number
  grown: number
  strands: number
  /** How many letters there are of each generator, less `grown`. */
  readonly counts: Map<number, number>
}

const most = {
  /** Strands to begin with: beyond 2^53, which no list of steps gets to from here, adding one would change nothing. */
  strands: 2 ** 32,
  /** Letters of a piece; it is halved before it has twice as many. */
  piece: 512,
  /** Letters that a sentence shows of a word. */
  shown: 100
}

/**
 * Whether every step is legal and the last one ends at the word that is claimed; if not, the first fault.
 *
 * @param meanwhile called before each step; what it throws ends the check
 */
export const check = (certificate: Certificate, meanwhile: () => void = () => {}): Verdict => {
  const { from, to, steps } = certificate
  const [fromStrands, toStrands] = certificate.strands
  if (fromStrands > most.strands) return fault(`There are more strands than ${most.strands}`)
  if (!standsOn(from, fromStrands))
    return fault("The first word does not stand on the strands it is said to stand on")
  const state = begin(from, fromStrands)
  for (const [i, step] of steps.entries()) {
    meanwhile()
    const reason = replay(state, step)
    if (reason !== undefined) {
      return fault(`Step ${i + 1}, ${step.join(" ")}, is not legal for "${shown(word(state))}": ${reason}`)
    }
  }
  const end = word(state)
  if (end.length !== to.length || end.some((x, k) => x !== to[k])) {
    return fault(`The steps end at "${shown(end)}", not at "${shown(to)}"`)
  }
  if (state.strands !== toStrands) {
    return fault(`The steps end on ${state.strands} strands, not on ${toStrands}`)
  }
  return { valid: true }
}

const fault = (reason: string): Verdict => {
  return { valid: false, reason: `${reason}.` }
}

const shown = (word: ReadonlyArray<number>): string => {
  const first = word.slice(0, most.shown).join(" ")
  return word.length <= most.shown ? first : `${first} ... (${word.length} letters)`
}

const standsOn = (word: ReadonlyArray<number>, strands: number): boolean => {
  const fits = (x: number) => Number.isInteger(x) && x !== 0 && Math.abs(x) < strands
  return Number.isInteger(strands) && strands >= 1 && word.every(fits)
}

const begin = (word: ReadonlyArray<number>, strands: number): State => {
  const state: State = { pieces: [], length: word.length, origin: 0, grown: 0, strands, counts: new Map() }
  for (let k = 0; k === 0 || k < word.length; k += most.piece)
    state.pieces.push(word.slice(k, k + most.piece).map((x) => keep(state, x)))
  for (const x of word) count(state, x, 1)
  return state
}

/** Makes a step, or answers why it is not legal. */
const replay = (state: State, step: Step): string | undefined => {
  const { length, strands } = state
  switch (step[0]) {
    case "commute": {
      const at = step[1]
      if (!isPlace(at, length - 2)) return `there are no two letters from place ${at} on`
      const [a, b] = [get(state, at), get(state, at + 1)]
      if (Math.abs(Math.abs(a) - Math.abs(b)) < 2) return `${a} and ${b} do not commute`
      set(state, at, b)
      return set(state, at + 1, a)
    }
    case "braid": {
      const at = step[1]
      if (!isPlace(at, length - 3)) return `there are no three letters from place ${at} on`
      const [a, b, c] = [get(state, at), get(state, at + 1), get(state, at + 2)]
      const [i, j] = [Math.abs(a), Math.abs(b)]
      if (Math.abs(c) !== i || Math.abs(i - j) !== 1) return `${a} ${b} ${c} is not of the form i j i`
      const [p, q, r] = [a, b, c].map(Math.sign)
      if (q !== p && q !== r) return `${a} ${b} ${c} has alternating signs`
      set(state, at, r * j)
      set(state, at + 1, q * i)
      return set(state, at + 2, p * j)
    }
    case "insert": {
      const [, at, x] = step
      if (!isPlace(at, length)) return `there is no place ${at} to insert at`
      if (!Number.isInteger(x) || x === 0 || Math.abs(x) >= strands) return `${x} is no letter here`
      insert(state, at, x)
      return insert(state, at + 1, -x)
    }
    case "cancel": {
      const [, at, x] = step
      if (!isPlace(at, length - 2)) return `there are no two letters from place ${at} on`
      const [a, b] = [get(state, at), get(state, at + 1)]
      if (a !== x || b !== -x) return `${a} ${b} is not ${x} ${-x}`
      remove(state, at)
      return remove(state, at)
    }
    case "rotate": {
      const by = step[1]
      if (!Number.isInteger(by) || Math.abs(by) > length) return `${length} letters are not rotated by ${by}`
      if (length > 0) state.origin = (state.origin + by + length) % length
      return
    }
    case "stabilise": {
      const [, end, sign] = step
      if (sign !== 1 && sign !== -1) return `${sign} is no sign`
      state.strands++
      switch (end) {
        case "high":
          return insert(state, length, sign * strands)
        case "low":
          state.grown++
          return insert(state, length, sign)
        default:
          return nothingLeft(end, "end of a braid")
      }
    }
    case "destabilise": {
      const [, end, sign] = step
      if (sign !== 1 && sign !== -1) return `${sign} is no sign`
      const without = (generator: number): string | undefined => {
        if (length === 0 || get(state, length - 1) !== sign * generator)
          return `its last letter is not ${sign * generator}`
        if (count(state, generator, 0) > 1) return `the generator ${generator} stands elsewhere too`
        state.strands--
        return remove(state, length - 1)
      }
      switch (end) {
        case "high":
          return without(strands - 1)
        case "low": {
          const reason = without(1)
          if (reason === undefined) state.grown--
          return reason
        }
        default:
          return nothingLeft(end, "end of a braid")
      }
    }
    default:
      return nothingLeft(step, "move")
  }
}

const isPlace = (at: number, last: number): boolean => {
  return Number.isInteger(at) && at >= 0 && at <= last
}

/** A letter as it is kept, and back. */
const keep = ({ grown }: State, x: number): number => 2 * (Math.abs(x) - grown) + (x < 0 ? 1 : 0)
const letter = ({ grown }: State, kept: number): number => {
  const generator = Math.floor(kept / 2) + grown
  return kept % 2 === 0 ? generator : -generator
}

const word = (state: State): ReadonlyArray<number> => {
  const circle = state.pieces.flat()
  return circle.map((_, k) => letter(state, circle[(state.origin + k) % circle.length]))
}

/** The piece that holds the letter at a place of the circle, and where in it; after all letters, the end of the last one. */
const find = ({ pieces }: State, place: number): readonly [number, number] => {
  let i = 0
  let rest = place
  while (i + 1 < pieces.length && rest >= pieces[i].length) rest -= pieces[i++].length
  return [i, rest]
}

const placeOf = ({ origin, length }: State, at: number): number =>
  origin + at < length ? origin + at : origin + at - length

const get = (state: State, at: number): number => {
  const [i, k] = find(state, placeOf(state, at))
  return letter(state, state.pieces[i][k])
}

/** Another letter in the place of one. */
const set = (state: State, at: number, x: number): undefined => {
  const [i, k] = find(state, placeOf(state, at))
  count(state, letter(state, state.pieces[i][k]), -1)
  state.pieces[i][k] = keep(state, x)
  count(state, x, 1)
}

/** A letter before the one at a place of the word, or at its end. */
const insert = (state: State, at: number, x: number): undefined => {
  const place = placeOf(state, at)
  const [i, k] = find(state, place)
  const piece = state.pieces[i]
  piece.splice(k, 0, keep(state, x))
  if (piece.length === 2 * most.piece) state.pieces.splice(i + 1, 0, piece.splice(most.piece))
  if (at > 0 && place <= state.origin) state.origin++
  state.length++
  count(state, x, 1)
}

const remove = (state: State, at: number): undefined => {
  const place = placeOf(state, at)
  const [i, k] = find(state, place)
  const [kept] = state.pieces[i].splice(k, 1)
  if (state.pieces[i].length === 0 && state.pieces.length > 1) state.pieces.splice(i, 1)
  if (place < state.origin) state.origin--
  state.length--
  if (state.origin === state.length) state.origin = 0
  count(state, letter(state, kept), -1)
}

/** How many letters there are of the generator of a letter, which become so many more. */
const count = ({ counts, grown }: State, x: number, more: number): number => {
  const generator = Math.abs(x) - grown
  const sum = (counts.get(generator) ?? 0) + more
  if (more !== 0) counts.set(generator, sum)
  return sum
}
