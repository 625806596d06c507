/**
 * The HOMFLY-PT polynomial of a connected diagram, crossing by crossing: in an order in which what is joined is a disc
 * ({@link Shelling}), as a combination of layered tangles ({@link Layered}), at most k! of them with 2 k ends.
 */
import type * as Orientation from "../diagram/orientation.ts"
import * as Shelling from "../diagram/shelling.ts"
import * as Bivariate from "./bivariate.ts"
import * as Layered from "./layered.ts"
import * as Residue from "./residue.ts"

export interface Plan {
  readonly mate: Uint32Array
  readonly signs: Int8Array
  readonly joins: ReadonlyArray<Shelling.Join>
  /** Ends on the boundary before each crossing. */
  readonly widths: ReadonlyArray<number>
  /** Components of the whole diagram: so often z is divided by at most. */
  readonly components: number
}

/** How the crossings of one piece of a diagram are joined. */
export const plan = (
  mate: Uint32Array,
  piece: ReadonlyArray<number>,
  { signs, components }: Orientation.Oriented
): Plan => {
  const joins = Shelling.shelling(mate, piece, tangles)
  let width = 0
  const widths = joins.map(({ crossing, ports }) => {
    const before = width
    width += 4 - 2 * ports.length - 2 * kinks(mate, crossing).length
    return before
  })
  return { mate, signs, joins, widths, components: components.length }
}

/** (ends / 2)!: how many layered tangles so many ends have. */
export const tangles = (ends: number): number => {
  let product = 1
  for (let k = 2; k <= ends / 2; k++) product *= k
  return product
}

/** Pairs of ports of a crossing that one arc joins. */
const kinks = (mate: Uint32Array, crossing: number): ReadonlyArray<readonly [number, number]> =>
  [0, 1, 2, 3].flatMap((port) => {
    const other = mate[4 * crossing + port]
    return other >> 2 === crossing && (other & 3) > port ? [[port, other & 3] as const] : []
  })

/** What {@link polynomial} takes: about so many additions (measured: 0.1 to 0.6 ns each, for many tangles never occur), and bytes at most. */
export const estimate = (plan: Plan): { operations: number; bytes: number } => {
  const { joins, widths, components } = plan
  let operations = 0
  let most = 0
  widths.forEach((width, k) => {
    const strands = width / 2
    const tangled = Math.min(tangles(width), 2 ** k)
    const length = (strands + 2) * ((k + components) / 2 + 1)
    operations += tangled * (joins[k].ports.length * (strands + 2) + 1) * (length + 60)
    most = Math.max(most, tangled)
  })
  const { width } = scale(plan, leastReach(plan), prime)
  return { operations, bytes: 4 * most * (8 * width + 50) }
}

/** Exact, whatever the coefficients are. */
export const polynomial = (plan: Plan): Bivariate.Bivariate => {
  let reach = leastReach(plan)
  let first = sum(plan, scale(plan, reach, prime))
  for (; first === null; first = sum(plan, scale(plan, reach, prime))) reach *= 2
  if (!first.isOut) return terms(first, Array.from(first.coefficients, BigInt))
  const bits = Math.log2(sum(plan, bound)!.coefficients[0]) + 1
  const moduli = Residue.coprimes(Math.ceil((bits + 2) / 50))
  const others = moduli.slice(1).map((modulus) => sum(plan, scale(plan, reach, modulus))!)
  const residues = [first, ...others].map(({ coefficients }) => coefficients)
  return terms(first, Residue.lift(residues, moduli))
}

const [prime] = Residue.coprimes(1)

/** For a bound on the sum of the moduli of all coefficients, as one number. */
const bound: Layered.Scale = {
  reach: 0,
  lowest: 0,
  stride: 0,
  width: 1,
  modulus: Number.POSITIVE_INFINITY,
  isBound: true
}

/** Powers of v from -2 reach to 2 reach, and those of z from -components to crossings, as no tangle's can be beyond. */
const scale = ({ joins, components }: Plan, reach: number, modulus: number): Layered.Scale => {
  const lowest = -Math.ceil(components / 2) - 1
  const stride = Math.floor(joins.length / 2) + 2 - lowest
  return { reach, lowest, stride, width: (2 * reach + 1) * stride, modulus, isBound: false }
}

/** Where the powers of v nearly always stay; the sums are begun again where they do not. */
const leastReach = ({ widths }: Plan): number => Math.max(...widths) / 2 + 4

interface Sum {
  readonly scale: Layered.Scale
  /** That of the first coefficient. */
  readonly place: number
  readonly rest: number
  readonly lift: number
  readonly coefficients: Float64Array
  readonly isOut: boolean
}

/** The polynomial as a scale has it; null where that does not reach far enough. */
const sum = (plan: Plan, scale: Layered.Scale): Sum | null => {
  const { mate, signs, joins, widths } = plan
  const tangle = Layered.empty(scale, Math.max(...widths) + 4)
  for (const [k, { crossing, from, ports }] of joins.entries()) {
    Layered.rotate(tangle, from)
    const closed = tangle.boundary.slice(0, ports.length)
    const opened = Layered.cross(tangle, ports.length, ports.at(-1) ?? 0, signs[crossing])
    const pairs = [
      ...ports.map((port, i) => [closed[i], opened[port]]).reverse(),
      ...kinks(mate, crossing).map(([a, b]) => [opened[a], opened[b]])
    ]
    for (const [i, [a, b]] of pairs.entries())
      Layered.join(tangle, a, b, k === joins.length - 1 && i === pairs.length - 1)
    if (tangle.isBeyond) return null
  }
  const { now, lift, isOut } = tangle
  const coefficients = now.coefficients.slice(now.low[0], now.high[0] + 1)
  return { scale, place: now.low[0], rest: now.rests[0], lift, coefficients, isOut }
}

const terms = ({ scale, place, rest, lift }: Sum, coefficients: ReadonlyArray<bigint>): Bivariate.Bivariate =>
  Bivariate.of(
    coefficients.map((coefficient, k) => {
      const row = Math.floor((place + k) / scale.stride)
      const v = 2 * (row - scale.reach) + rest + lift
      return { v, z: 2 * (place + k - row * scale.stride + scale.lowest) + rest, coefficient }
    })
  )
