/**
 * What a link is made of: diagrams whose columns know the link's components. Pieces that share a component are a connected sum
 * along it; those that share none are split from each other.
 */
import * as Link from "../link.ts"

export type Piece = Link.Link

/** Pieces that are a connected sum together, or one alone. */
export type Sum = ReadonlyArray<Piece>

/**
 * The pieces of each sum, those with the fewest columns first; sums are split from each other. Circles that are summed to
 * something go, as they are nothing.
 */
export const sums = (pieces: ReadonlyArray<Piece>): ReadonlyArray<Sum> => {
  const left = [...pieces].sort((a, b) => a.length - b.length)
  for (let i = 0; i < left.length; ) {
    const isNothing = left[i].length === 2 && left.some((other, k) => k !== i && shared(left[i], other) >= 0)
    if (isNothing) left.splice(i, 1)
    else i++
  }
  const found: Array<Array<Piece>> = []
  for (let first = left.shift(); first !== undefined; first = left.shift()) {
    const sum = [first]
    for (const piece of sum) {
      const others = left.filter((other) => shared(piece, other) >= 0)
      for (const other of others) left.splice(left.indexOf(other), 1)
      sum.push(...others)
    }
    found.push(sum)
  }
  return found
}

/** A component that both have; -1 where there is none. Two pieces of a link share one at most. */
const shared = (one: Piece, other: Piece): number => {
  const components = new Set(one.map(({ component }) => component))
  return other.find(({ component }) => components.has(component))?.component ?? -1
}

/**
 * The pieces joined again, with the components that they had: n1 + n2 - 2 columns for each sum, and n1 + n2 for what is split. As
 * many as the arc index where each piece has as many as its own (Cromwell, Embedding knots and links in an open book I, Topology
 * Appl. 64, 1995).
 */
export const joined = (pieces: ReadonlyArray<Piece>): Link.Link => Link.beside(...sums(pieces).map(joinedSum))

const joinedSum = (sum: Sum): Link.Link => {
  let [whole] = sum
  // Each of a sum shares a component with one before it.
  for (const piece of sum.slice(1)) whole = Link.sum(whole, piece, shared(whole, piece))
  return whole
}
