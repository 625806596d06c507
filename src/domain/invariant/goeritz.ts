/**
 * The form of Goeritz, from either chequerboard colouring of a planar diagram, in the manner of Gordon and Litherland: faces
 * of one colour are vertices, of which each connected piece leaves one out, and each crossing joins the two at its corners.
 *
 *   G[i, j] = - (sum of eta over the crossings that join i and j), G[i, i] = sum of eta over those that join i and others;
 *   eta = 1 where the faces are on the left of ports 0 and 2, else -1;
 *   signature of the link = signature of G - sum of eta over the crossings whose sign is eta.
 *
 * Exact, without fractions: the leading minors of G in an order with little fill (sparse.ts), modulo as many primes as
 * outweigh twice their bound, the product of the vertices' degrees. Signs of minors next to each other make the signature;
 * the last one is the determinant.
 * Source: Goeritz (1933); Gordon and Litherland, On the signature of a link (1978).
 */
import * as Orientation from "../diagram/orientation.ts"
import * as Planar from "../diagram/planar.ts"
import * as Residue from "./residue.ts"
import * as Sparse from "./sparse.ts"

/** A symmetric matrix of integers by its entries, row by row. */
export interface Form {
  readonly size: number
  readonly rows: ReadonlyArray<number>
  readonly columns: ReadonlyArray<number>
  readonly values: ReadonlyArray<number>
  /** log2 of a bound on the moduli of all principal minors. */
  readonly bits: number
}

/** What its leading minors tell of a form. */
export interface Analysis {
  readonly signature: number
  readonly nullity: number
  /** 1 where it has no rows. */
  readonly determinant: bigint
}

/** Crossings as edges of the graph whose vertices are faces of one colour; -1 where a vertex is left out. */
interface Graph {
  readonly size: number
  readonly edges: ReadonlyArray<readonly [a: number, b: number]>
  /** By crossing: 1 where its faces are on the left of ports 0 and 2, else -1. */
  readonly eta: Int8Array
}

/** The signature of a link, that of the closure of `1 1 1` being -2; split unions add. */
export const signature = (diagram: Planar.Diagram): number => {
  const of = graph(diagram)
  const { signs } = Orientation.orient(diagram)
  const correction = signs.reduce((sum, sign, i) => sum + (sign === of.eta[i] ? sign : 0), 0)
  return analyse(form(of, of.eta)).signature - correction
}

/** The determinant of a link, |D(-1)|: 0 where it is split. */
export const determinant = (diagram: Planar.Diagram): bigint => {
  if (isSplit(diagram)) return 0n
  const of = graph(diagram)
  const { determinant } = analyse(form(of, of.eta))
  return determinant < 0n ? -determinant : determinant
}

/** How many spanning trees the graph has, which are Kauffman's states; 0 for a diagram in pieces. */
export const trees = (diagram: Planar.Diagram): bigint => {
  if (isSplit(diagram)) return 0n
  const of = graph(diagram)
  return analyse(form(of, new Int8Array(of.edges.length).fill(1))).determinant
}

/** log2 of a bound on the number of {@link trees} of a connected diagram, known at once. */
export const treeBits = (diagram: Planar.Diagram): number => {
  const of = graph(diagram)
  return form(of, of.eta).bits
}

const isSplit = (diagram: Planar.Diagram): boolean =>
  Planar.pieces(Planar.mates(diagram)).length + diagram.circles !== 1

const graph = (diagram: Planar.Diagram): Graph => {
  const mate = Planar.mates(diagram)
  const { left, rounds } = Planar.faces(mate)
  const edges: Array<[number, number]> = diagram.crossings.map(() => [-1, -1])
  const eta = new Int8Array(diagram.crossings.length)
  const vertex = new Int32Array(rounds.length).fill(-1)
  let size = 0
  for (const piece of Planar.pieces(mate)) {
    const parity = parities(mate, left, piece)
    const colours = [0, 1].map((colour) =>
      [...new Set(piece.flatMap((i) => [0, 1, 2, 3].map((port) => left[4 * i + port])))].filter(
        (face) => parity.get(face) === colour
      )
    )
    const colour = colours[0].length <= colours[1].length ? 0 : 1
    // The largest face is left out: its row would be the fullest.
    const [largest] = colours[colour].toSorted((a, b) => rounds[b].length - rounds[a].length)
    for (const face of colours[colour]) if (face !== largest) vertex[face] = size++
    for (const i of piece) {
      const port = parity.get(left[4 * i]) === colour ? 0 : 1
      eta[i] = port === 0 ? 1 : -1
      edges[i] = [vertex[left[4 * i + port]], vertex[left[4 * i + port + 2]]]
    }
  }
  return { size, edges, eta }
}

/** The colour of each face of a connected piece: 0 for that on the left of the first dart. */
const parities = (
  mate: Uint32Array,
  left: Uint32Array,
  piece: ReadonlyArray<number>
): ReadonlyMap<number, number> => {
  const colour = new Map([[left[4 * piece[0]], 0]])
  const seen = new Set([piece[0]])
  for (const crossing of seen) {
    const known = [0, 1, 2, 3].find((port) => colour.has(left[4 * crossing + port]))!
    const own = colour.get(left[4 * crossing + known])!
    for (let port = 0; port < 4; port++) {
      colour.set(left[4 * crossing + port], own ^ ((port - known) & 1))
      seen.add(mate[4 * crossing + port] >> 2)
    }
  }
  return colour
}

/** The form with these weights of crossings, 1 or -1. */
const form = ({ size, edges }: Graph, weights: Int8Array): Form => {
  const entries = Array.from({ length: size }, (_, i) => new Map([[i, 0]]))
  const degrees = new Float64Array(size)
  const add = (i: number, j: number, weight: number) => entries[i].set(j, (entries[i].get(j) ?? 0) + weight)
  edges.forEach(([a, b], crossing) => {
    if (a === b) return
    for (const [i, j] of [
      [a, b],
      [b, a]
    ]) {
      if (i < 0) continue
      degrees[i]++
      add(i, i, weights[crossing])
      if (j >= 0) add(i, j, -weights[crossing])
    }
  })
  const list = entries.flatMap((row, i) => [...row].map(([j, value]) => [i, j, value]))
  return {
    size,
    rows: list.map(([i]) => i),
    columns: list.map(([, j]) => j),
    values: list.map(([, , value]) => value),
    bits: degrees.reduce((sum, degree) => sum + Math.log2(Math.max(1, degree)), 0)
  }
}

const analyse = (form: Form): Analysis => {
  const count = Math.ceil((form.bits + 2) / 25.99)
  for (let attempt = 1; ; attempt++) {
    const found = modulo(form, Residue.primes(2, attempt * count).slice(-count))
    if (found !== null) return found
  }
}

/**
 * The analysis by these primes; null where one of them divides a pivot. That the rest is zero modulo all of them says that
 * principal minors with one row or two more are, so that it is zero.
 */
const modulo = (form: Form, primes: ReadonlyArray<number>): Analysis | null => {
  const program = Sparse.program(form, form.values, primes[0], true)
  const { pivots, isUnfit } = Sparse.run(program, {
    moduli: Float64Array.from(primes),
    fill: (entry, values, at) => values.fill(form.values[entry], at, at + primes.length)
  })
  if (isUnfit.includes(1)) return null
  const minors = primes.map((prime, lane) => {
    let minor = 1
    return Float64Array.from(program.signs, (sign, step) => {
      minor = Residue.reduce(minor * pivots[step * primes.length + lane], prime, 1 / prime)
      return sign * minor
    })
  })
  const signs = Residue.signs(minors, primes)
  let signature = 0
  let before = 1
  for (let step = 0; step < signs.length; step++) {
    const isPair = program.isPair[step] === 1
    if (isPair) step++
    const product = signs[step] * before
    // On a pair the diagonal is zero, and one eigenvalue has either sign.
    if (isPair && product > 0) return null
    if (!isPair) signature += product
    before = signs[step]
  }
  const { nullity } = program
  if (nullity > 0) return { signature, nullity, determinant: 0n }
  const last = minors.map((minor) => (minor.length === 0 ? [1] : minor.subarray(-1)))
  return { signature, nullity, determinant: Residue.lift(last, primes)[0] }
}
