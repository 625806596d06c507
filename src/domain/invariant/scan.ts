import * as Interruption from "../interruption.ts"
import * as TemperleyLieb from "./temperley-lieb.ts"

/**
 * How a closed braid is scanned so that few strands are open at a time: a strand is opened before the first letter that
 * touches its place and closed after the last one. Open strands are numbered from 0 by place.
 */
export interface Step {
  readonly kind: "open" | "letter" | "close"
  /** The strand that is opened (the number it will have) or closed, or the lower of the two that cross. */
  readonly strand: number
  /** Of a letter, 1 or -1; otherwise 0. */
  readonly sign: number
  /** How many strands are open before the step. */
  readonly open: number
}

/** The steps of a word on `strands` strands; strands without letters are opened and closed first. */
export const steps = (letters: ArrayLike<number>, strands: number): Array<Step> => {
  const first = touches(letters, strands, -1)
  const last = touches(letters, strands, 1)
  const isOpen = new Uint8Array(strands)
  const found: Array<Step> = []
  let open = 0
  const below = (place: number) => {
    let count = 0
    for (let p = 0; p < place; p++) count += isOpen[p]
    return count
  }
  const begin = (place: number) => {
    found.push({ kind: "open", strand: below(place), sign: 0, open: open++ })
    isOpen[place] = 1
  }
  const end = (place: number) => {
    found.push({ kind: "close", strand: below(place), sign: 0, open: open-- })
    isOpen[place] = 0
  }
  for (let place = 0; place < strands; place++) {
    if (last[place] >= 0) continue
    begin(place)
    end(place)
  }
  for (let k = 0; k < letters.length; k++) {
    const place = Math.abs(letters[k]) - 1
    if (first[place] === k) begin(place)
    if (first[place + 1] === k) begin(place + 1)
    found.push({ kind: "letter", strand: below(place), sign: Math.sign(letters[k]), open })
    if (last[place] === k) end(place)
    if (last[place + 1] === k) end(place + 1)
  }
  return found
}

/** Of each place, the first (direction -1) or the last (direction 1) letter that touches it, or -1. */
export const touches = (letters: ArrayLike<number>, strands: number, direction: 1 | -1): Int32Array => {
  const touch = new Int32Array(strands).fill(-1)
  for (let i = 0; i < letters.length; i++) {
    const k = direction > 0 ? i : letters.length - 1 - i
    touch[Math.abs(letters[k]) - 1] = k
    touch[Math.abs(letters[k])] = k
  }
  return touch
}

/** The rotation of the word with the fewest matchings of open strands, the first of several. Cost: letters^2. */
export const bestRotation = (word: ArrayLike<number>, strands: number): Array<number> => {
  const letters = Array.from(word)
  let best = letters
  let least = openness(letters, strands)
  for (let k = 1; k < letters.length; k++) {
    Interruption.look()
    const rotated = letters.slice(k).concat(letters.slice(0, k))
    const size = openness(rotated, strands)
    if (size >= least) continue
    best = rotated
    least = size
  }
  return best
}

/** How many matchings the strands open at each letter have, at most 2^letters, summed over the letters. */
const openness = (letters: ReadonlyArray<number>, strands: number): number => {
  const first = touches(letters, strands, -1)
  const last = touches(letters, strands, 1)
  const change = new Int32Array(letters.length + 1)
  for (let place = 0; place < strands; place++) {
    if (last[place] < 0) continue
    change[first[place]]++
    change[last[place] + 1]--
  }
  let open = 0
  let sum = 0
  for (let k = 0; k < letters.length; k++) {
    open += change[k]
    sum += Math.min(2 ** k, TemperleyLieb.dimension(open))
  }
  return sum
}
