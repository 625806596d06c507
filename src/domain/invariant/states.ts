/**
 * The Alexander polynomial of a planar diagram as Kauffman's sum over states. A state gives every crossing one of the faces
 * at its corners, each face once, but for two beside one arc, which are left out. With both strands of a crossing going up,
 * the corner between the arcs that come in counts t^(1/2), and that between those that go out t^(-1/2), at a negative crossing
 * the other way round; corners at the sides count 1.
 *
 *   D(t) = sum over states of (-1)^(corners between arcs that go out) * product of what its corners count
 *
 * is Conway's normalisation, and up to one sign it is the determinant of the matrix of crossings and faces, which has four
 * entries in a row. That sign is read off one state, made from a spanning tree.
 * Source: Kauffman, Formal Knot Theory (1983).
 */
import * as Orientation from "../diagram/orientation.ts"
import * as Planar from "../diagram/planar.ts"
import { nothingLeft } from "../exhaustive.ts"
import * as Goeritz from "./goeritz.ts"
import * as Laurent from "./laurent.ts"
import * as Residue from "./residue.ts"
import * as Roots from "./roots.ts"
import * as Sparse from "./sparse.ts"

/** Matrices that are eliminated together: their entries stay in a processor's cache. */
const lanes = 32

/** About how many products of residues {@link alexander} takes, each of 1.5 ns; less where the diagram has many bigons. */
export const work = (diagram: Planar.Diagram): number => {
  const { length } = diagram.crossings
  return workOf(length, length, Goeritz.treeBits(diagram))
}

/** The same of a connected diagram of so many crossings whose polynomial has at most this span and coefficients of so many bits. */
export const workOf = (crossings: number, span: number, bits: number): number =>
  Math.ceil((bits + 2) / 25.99) * (span / 2 + 1) * (2 * crossings ** 1.5 + 2000)

/**
 * The Alexander polynomial of a link in Conway's normalisation, as alexander.ts has it; a split link has 0.
 *
 * Exact: D is computed at roots of unity modulo primes that outweigh twice the number of states. Seifert's surface gives it a
 * span of at most crossings - circles + 1.
 * Cost: for n crossings at most n / 2 roots modulo n / 31 primes, and about 1.4 n^1.5 products each: 1000 crossings take
 * two seconds.
 */
export const alexander = (diagram: Planar.Diagram): Laurent.Laurent => {
  const states = Goeritz.trees(diagram)
  if (states === 0n) return Laurent.zero
  if (diagram.crossings.length === 0) return Laurent.one
  const oriented = Orientation.orient(diagram)
  const matrix = matrixOf(diagram, oriented)
  const span = diagram.crossings.length - Orientation.seifertCircles(diagram, oriented).length + 1
  const grids = Roots.grids(span + 1, states.toString(2).length)
  const [first] = grids
  // All other roots of the order behave as this one does, but for accidents modulo a prime.
  const program = Sparse.program(matrix, at(matrix, first, 1), first.prime)
  return Roots.symmetric(
    span,
    grids,
    grids.map((grid) => {
      const half = Roots.points(grid).t.length
      const values = new Float64Array(half)
      values[0] = oriented.components.length === 1 ? 1 : 0
      for (let from = 1; from < half; from += lanes)
        values.set(determinants(matrix, program, grid, from, Math.min(half, from + lanes)), from)
      return values
    })
  )
}

/** Exponents of t^(1/2) whose sum is an entry: one corner, or two, of one crossing and one face. */
interface Matrix extends Sparse.Places {
  readonly exponents: ReadonlyArray<ReadonlyArray<number>>
  /** What its determinant is to be multiplied by. */
  readonly sign: number
}

const matrixOf = (diagram: Planar.Diagram, { signs }: Orientation.Oriented): Matrix => {
  const mate = Planar.mates(diagram)
  const { left, rounds } = Planar.faces(mate)
  const isOut = new Uint8Array(rounds.length)
  const column = new Int32Array(rounds.length)
  isOut[left[0]] = isOut[left[mate[0]]] = 1
  let size = 0
  for (let face = 0; face < rounds.length; face++) if (!isOut[face]) column[face] = size++
  const rows: Array<number> = []
  const columns: Array<number> = []
  const exponents: Array<Array<number>> = []
  signs.forEach((sign, crossing) => {
    const start = rows.length
    for (let port = 0; port < 4; port++) {
      const face = left[4 * crossing + port]
      if (isOut[face]) continue
      const corner = port === between(sign, "in") ? sign : port === between(sign, "out") ? -sign : 0
      const known = columns.indexOf(column[face], start)
      if (known >= 0) exponents[known].push(corner)
      else {
        rows.push(crossing)
        columns.push(column[face])
        exponents.push([corner])
      }
    }
  })
  const state = someState(mate, left, isOut)
  const holes = state.filter((port, i) => port === between(signs[i], "out")).length
  const sign = parity(state.map((port, i) => column[left[4 * i + port]])) * (holes % 2 === 0 ? 1 : -1)
  return { size, rows, columns, exponents, sign }
}

/** The port on whose left the corner is between the two arcs that come in, or go out. */
const between = (sign: number, way: "in" | "out"): number => {
  switch (way) {
    case "in":
      return sign > 0 ? 3 : 0
    case "out":
      return sign > 0 ? 1 : 2
    default:
      return nothingLeft(way, "way")
  }
}

/**
 * A state, as the port on whose left each crossing has its face: walks from the two faces that are left out, in all faces of
 * their colours, cross each crossing once, if the second takes what the first has left.
 */
const someState = (mate: Uint32Array, left: Uint32Array, isOut: Uint8Array): ReadonlyArray<number> => {
  const corners = Array.from(isOut, (): Array<number> => [])
  left.forEach((face, dart) => {
    corners[face].push(dart)
  })
  const state = new Array<number>(mate.length / 4).fill(-1)
  for (const start of [left[0], left[mate[0]]]) {
    const reached = new Set([start])
    for (const face of reached)
      for (const dart of corners[face]) {
        const across = dart ^ 2
        if (state[dart >> 2] >= 0 || reached.has(left[across])) continue
        state[dart >> 2] = across & 3
        reached.add(left[across])
      }
  }
  return state
}

/** The sign of a permutation, by its cycles. */
const parity = (permutation: ReadonlyArray<number>): number => {
  const seen = new Uint8Array(permutation.length)
  let sign = 1
  permutation.forEach((_, start) => {
    for (let i = start, length = 0; !seen[i]; i = permutation[i], length++) {
      seen[i] = 1
      if (length > 0) sign = -sign
    }
  })
  return sign
}

/** The matrix at the root of this number. */
const at = (matrix: Matrix, grid: Roots.Grid, root: number): Float64Array => {
  const values = new Float64Array(matrix.rows.length)
  const fill = filling(matrix, grid, root, root + 1)
  for (let entry = 0; entry < values.length; entry++) fill(entry, values, entry)
  return values
}

/** Puts the values of an entry at the roots `from` to `to`. */
const filling = (
  { exponents }: Matrix,
  { prime, roots, inverses }: Roots.Grid,
  from: number,
  to: number
): Sparse.Lanes["fill"] => {
  const half = (root: number) => (root * ((roots.length + 1) / 2)) % roots.length
  const counts = [inverses, new Float64Array(roots.length).fill(1), roots].map((powers) =>
    Float64Array.from({ length: to - from }, (_, lane) => powers[half(from + lane)])
  )
  return (entry, values, at) => {
    const corners = exponents[entry]
    const first = counts[1 + corners[0]]
    values.set(first, at)
    for (let k = 1; k < corners.length; k++) {
      const others = counts[1 + corners[k]]
      for (let lane = 0; lane < to - from; lane++)
        values[at + lane] = Residue.reduce(values[at + lane] + others[lane], prime, 1 / prime)
    }
  }
}

/** D at the roots `from` to `to`. */
const determinants = (
  matrix: Matrix,
  program: Sparse.Program,
  grid: Roots.Grid,
  from: number,
  to: number
): ReadonlyArray<number> => {
  const moduli = new Float64Array(to - from).fill(grid.prime)
  const { pivots, isUnfit } = Sparse.run(program, { moduli, fill: filling(matrix, grid, from, to) })
  return Array.from(isUnfit, (unfit, lane) => {
    if (!unfit) return matrix.sign * Sparse.determinant(program, pivots, lane, grid.prime)
    const root = from + lane
    const own = Sparse.program(matrix, at(matrix, grid, root), grid.prime)
    return determinants(matrix, own, grid, root, root + 1)[0]
  })
}
