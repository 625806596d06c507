import { nothingLeft } from "../exhaustive.ts"
import type { Certificate, Step } from "./certificate.ts"

/**
 * Replays a certificate. This file is the judge of what all other routines claim, so it imports no code, works on
 * plain arrays that it copies at every step, and prefers being short to being fast.
 */
export type Verdict = { readonly valid: true } | { readonly valid: false; readonly reason: string }

interface State {
  readonly word: ReadonlyArray<number>
  readonly strands: number
}

/** Strands to begin with: beyond 2^53, which no list of steps gets to from here, adding one would change nothing. */
const most = 2 ** 32

/**
 * Whether every step is legal and the last one ends at the word that is claimed; if not, the first fault.
 *
 * @param meanwhile called before each step; what it throws ends the check
 */
export const check = (certificate: Certificate, meanwhile: () => void = () => {}): Verdict => {
  const [fromStrands, toStrands] = certificate.strands
  let state: State = { word: certificate.from, strands: fromStrands }
  if (!standsOn(state)) return fault("The first word does not stand on the strands it is said to stand on")
  for (const [i, step] of certificate.steps.entries()) {
    meanwhile()
    const after = replay(state, step)
    if (typeof after === "string") {
      return fault(`Step ${i + 1}, ${step.join(" ")}, is not legal for "${state.word.join(" ")}": ${after}`)
    }
    state = after
  }
  if (state.word.join() !== certificate.to.join()) {
    return fault(`The steps end at "${state.word.join(" ")}", not at "${certificate.to.join(" ")}"`)
  }
  if (state.strands !== toStrands) {
    return fault(`The steps end on ${state.strands} strands, not on ${toStrands}`)
  }
  return { valid: true }
}

const fault = (reason: string): Verdict => {
  return { valid: false, reason: `${reason}.` }
}

const standsOn = ({ word, strands }: State): boolean => {
  const fits = (x: number) => Number.isInteger(x) && x !== 0 && Math.abs(x) < strands
  return Number.isInteger(strands) && strands >= 1 && strands <= most && word.every(fits)
}

/** The state after a step, or why there is none. */
const replay = ({ word, strands }: State, step: Step): State | string => {
  const n = word.length
  switch (step[0]) {
    case "commute": {
      const at = step[1]
      if (!isPlace(at, n - 2)) return `there are no two letters from place ${at} on`
      const [a, b] = word.slice(at, at + 2)
      if (Math.abs(Math.abs(a) - Math.abs(b)) < 2) return `${a} and ${b} do not commute`
      return { word: splice(word, at, 2, [b, a]), strands }
    }
    case "braid": {
      const at = step[1]
      if (!isPlace(at, n - 3)) return `there are no three letters from place ${at} on`
      const [a, b, c] = word.slice(at, at + 3)
      const [i, j] = [Math.abs(a), Math.abs(b)]
      if (Math.abs(c) !== i || Math.abs(i - j) !== 1) return `${a} ${b} ${c} is not of the form i j i`
      const [p, q, r] = [a, b, c].map(Math.sign)
      if (q !== p && q !== r) return `${a} ${b} ${c} has alternating signs`
      return { word: splice(word, at, 3, [r * j, q * i, p * j]), strands }
    }
    case "insert": {
      const [, at, x] = step
      if (!isPlace(at, n)) return `there is no place ${at} to insert at`
      if (!Number.isInteger(x) || x === 0 || Math.abs(x) >= strands) return `${x} is no letter here`
      return { word: splice(word, at, 0, [x, -x]), strands }
    }
    case "cancel": {
      const [, at, x] = step
      if (!isPlace(at, n - 2)) return `there are no two letters from place ${at} on`
      if (word[at] !== x || word[at + 1] !== -x) return `${word[at]} ${word[at + 1]} is not ${x} ${-x}`
      return { word: splice(word, at, 2, []), strands }
    }
    case "rotate": {
      const by = step[1]
      if (!Number.isInteger(by) || Math.abs(by) > n) return `${n} letters are not rotated by ${by}`
      return { word: [...word.slice(by), ...word.slice(0, by)], strands }
    }
    case "stabilise": {
      const [, end, sign] = step
      if (sign !== 1 && sign !== -1) return `${sign} is no sign`
      switch (end) {
        case "high":
          return { word: [...word, sign * strands], strands: strands + 1 }
        case "low":
          return { word: [...word.map((x) => x + Math.sign(x)), sign], strands: strands + 1 }
        default:
          return nothingLeft(end, "end of a braid")
      }
    }
    case "destabilise": {
      const [, end, sign] = step
      if (sign !== 1 && sign !== -1) return `${sign} is no sign`
      const rest = word.slice(0, -1)
      const without = (generator: number, left: ReadonlyArray<number>): State | string => {
        if (n === 0 || word[n - 1] !== sign * generator) return `its last letter is not ${sign * generator}`
        if (rest.some((x) => Math.abs(x) === generator))
          return `the generator ${generator} stands elsewhere too`
        return { word: left, strands: strands - 1 }
      }
      switch (end) {
        case "high":
          return without(strands - 1, rest)
        case "low":
          return without(
            1,
            rest.map((x) => x - Math.sign(x))
          )
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

const splice = (
  word: ReadonlyArray<number>,
  at: number,
  remove: number,
  put: ReadonlyArray<number>
): Array<number> => {
  return [...word.slice(0, at), ...put, ...word.slice(at + remove)]
}
