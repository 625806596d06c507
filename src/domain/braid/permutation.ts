import { strands as fewestStrands } from "./word.ts"

/**
 * The permutation under a braid, places numbered from 0: the strand that begins at place i ends at place `p[i]`.
 * Its cycles are the components of the closed braid. Strands that merely cross need not be of one component:
 * `1 1` is the Hopf link.
 */
export type Permutation = Uint16Array

/**
 * The permutation of a word on `strands` strands, the fewest unless told.
 * Throws a RangeError if the word needs more. Time proportional to letters plus strands.
 */
export const of = (word: ArrayLike<number>, strands: number = fewestStrands(word)): Permutation => {
  if (fewestStrands(word) > strands) {
    throw new RangeError(`The word needs ${fewestStrands(word)} strands, and it was given ${strands}.`)
  }
  const strandAt = Uint16Array.from({ length: strands }, (_, place) => place)
  for (let k = 0; k < word.length; k++) {
    const i = Math.abs(word[k])
    const upper = strandAt[i - 1]
    strandAt[i - 1] = strandAt[i]
    strandAt[i] = upper
  }
  const permutation = new Uint16Array(strands)
  strandAt.forEach((strand, place) => {
    permutation[strand] = place
  })
  return permutation
}

/** First a, then b: the permutation of a product of braids on equally many strands. */
export const compose = (a: Permutation, b: Permutation): Permutation => {
  return a.map((place) => b[place])
}

/** The number of the cycle each place lies on; cycles are numbered from 0 in the order of their least places. */
export const labels = (permutation: Permutation): Uint16Array => {
  const unseen = 0xffff
  const label = new Uint16Array(permutation.length).fill(unseen)
  let next = 0
  for (let start = 0; start < permutation.length; start++) {
    if (label[start] !== unseen) continue
    for (let place = start; label[place] === unseen; place = permutation[place]) label[place] = next
    next++
  }
  return label
}

/** The cycles, each from its least place on, in the order of their least places. */
export const cycles = (permutation: Permutation): Array<Array<number>> => {
  const found: Array<Array<number>> = []
  labels(permutation).forEach((label, place) => {
    if (label !== found.length) return
    const cycle = [place]
    for (let next = permutation[place]; next !== place; next = permutation[next]) cycle.push(next)
    found.push(cycle)
  })
  return found
}

/** How many components the closure of the word on `strands` strands has; strands without a crossing count. */
export const components = (word: ArrayLike<number>, strands?: number): number => {
  return cycles(of(word, strands)).length
}
