/**
 * The group of a knot from its diagram: a generator for each stretch of the knot from one crossing below to the next, a
 * relator for each crossing (Wirtinger). Letter +g is generator g - 1, and -g its inverse; generator i is the stretch that
 * begins below crossing i, and relator i is that of crossing i.
 *
 * Where the strand above is o, going straight, and the one below leaves as b on its left and is a on its right, b = o a o^-1.
 */
import * as Planar from "../diagram/planar.ts"

export type Relator = ReadonlyArray<number>

/** The relators of a knot; null for a diagram of more than one component. A circle has none. */
export const relators = (diagram: Planar.Diagram): ReadonlyArray<Relator> | null => {
  const { crossings } = diagram
  if (Planar.components(diagram) !== 1) return null
  if (crossings.length === 0) return []
  const mate = Planar.mates(diagram)
  /** By dart: the letter of its arc. */
  const generator = new Int32Array(mate.length)
  /** By crossing: whether the walk goes below from port 0 to port 2, and above from port 3 to port 1. */
  const below = new Uint8Array(crossings.length)
  const above = new Uint8Array(crossings.length)
  let out = 2
  let current = 1
  do {
    generator[out] = current
    const end = mate[out]
    generator[end] = current
    const crossing = end >> 2
    out = end ^ 2
    if ((end & 1) === 0) {
      below[crossing] = (end & 3) === 0 ? 1 : 0
      current = crossing + 1
    } else above[crossing] = (end & 3) === 3 ? 1 : 0
  } while (out !== 2)
  return crossings.map((_, i) => {
    const over = generator[4 * i + 1]
    const [enters, leaves] = below[i]
      ? [generator[4 * i], generator[4 * i + 2]]
      : [generator[4 * i + 2], generator[4 * i]]
    const isPositive = below[i] === above[i]
    // leaves = over enters over^-1 where the crossing is positive, else over^-1 enters over.
    const by = isPositive ? over : -over
    return reduced([by, enters, -by, -leaves])
  })
}

export const inverse = (word: Relator): Array<number> => word.map((letter) => -letter).reverse()

/** Freely and cyclically reduced. */
export const reduced = (word: ReadonlyArray<number>): Array<number> => {
  const stack: Array<number> = []
  for (const letter of word) {
    if (stack.at(-1) === -letter) stack.pop()
    else stack.push(letter)
  }
  let from = 0
  let to = stack.length
  while (to - from >= 2 && stack[from] === -stack[to - 1]) {
    from++
    to--
  }
  return from === 0 ? stack : stack.slice(from, to)
}
