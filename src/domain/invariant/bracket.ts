/**
 * Kauffman's bracket of a planar diagram, crossing by crossing.
 *
 *   <crossing> = A <ports 0-1 and 2-3 joined> + 1/A <0-3 and 1-2 joined>,  a circle is worth d = -(A^2 + A^-2), <circle> = 1.
 *
 * What is joined so far is a sum over the ways in which its open ends are connected in pairs: planar matchings, at most
 * Catalan(width / 2) of them. The powers of A in front of one of them agree modulo 4, so a quarter of them is stored.
 * Source: Kauffman, State models and the Jones polynomial (Topology 26, 1987).
 */
import * as Order from "../diagram/order.ts"
import * as Planar from "../diagram/planar.ts"
import * as Interruption from "../interruption.ts"
import * as Matchings from "./matchings.ts"
import * as Residue from "./residue.ts"

/** `sum over k of coefficients[k] A^(low + 4 k)`. */
export interface Bracket {
  readonly low: number
  readonly coefficients: Float64Array | Array<bigint>
}

/**
 * The bracket of the crossings of a diagram, one at least; circles beside them are left out. `order` says in which order they
 * are joined.
 *
 * Exact. The sums are made modulo a number near 2^51; where none ever leaves what that number represents, they are those
 * of integers. Else they are made modulo as many numbers as it takes to tell integers up to 2^(crossings + pieces) apart: so
 * large are the moduli of all coefficients together at most, since a connected diagram has a monomial for each spanning tree
 * of its graph.
 */
export const of = (diagram: Planar.Diagram, order: Order.Order): Bracket => {
  const plan = planOf(diagram, order)
  const moduli = Residue.coprimes(passesFor(diagram.crossings.length, order.widths))
  const first = sum(plan, moduli[0])
  if (!first.isOut) return first
  const residues = moduli.map((modulus, k) => (k === 0 ? first : sum(plan, modulus)).coefficients)
  return { low: first.low, coefficients: Residue.lift(residues, moduli) }
}

/** What a computation would take at most: additions of coefficients, and bytes of working memory. */
export interface Estimate {
  readonly operations: number
  readonly bytes: number
}

/**
 * A bound on what {@link of} takes. The matchings after k crossings are at most 2^k; each is found twice, which takes as long as
 * some additions.
 */
export const estimate = ({ crossings }: Planar.Diagram, { widths }: Order.Order): Estimate => {
  const passes = passesFor(crossings.length, widths)
  let operations = 0
  let widest = 0
  widths.forEach((width, k) => {
    const reached = Math.min(2 ** k, k === 0 ? 1 : Order.matchings(widths[k - 1]))
    operations += passes * reached * (60 + 2 * (k + 1))
    widest = Math.max(widest, Math.min(2 ** (k + 1), Order.matchings(width)))
  })
  const ends = widths.reduce((most, width) => Math.max(most, width), 0) + 4
  return { operations, bytes: 2 * widest * (16 * (crossings.length + 2) + 2 * ends + 50) }
}

/** How many moduli it takes to tell apart the integers up to 2^(crossings + pieces). */
const passesFor = (crossings: number, widths: ReadonlyArray<number>): number =>
  Math.ceil((crossings + widths.filter((width) => width === 0).length + 2) / 50)

/** How the crossings are joined: what port p of the k-th one is then stands at 4 k + p. */
interface Plan {
  /** The open end that the port closes, or -1. */
  readonly closes: Int16Array
  /** The open end that the port becomes, or -1. */
  readonly opens: Int16Array
  /** The port at the other end of its arc, where that is the same crossing, or -1. */
  readonly kinks: Int16Array
  /** Places for open ends; one that is not in use is its own partner. */
  readonly ends: number
  /** No power of A is smaller, at any time. */
  readonly low: number
  /** Coefficients of a matching at most. */
  readonly width: number
}

const planOf = (diagram: Planar.Diagram, order: Order.Order): Plan => {
  const mate = Planar.mates(diagram)
  const place = new Int16Array(mate.length).fill(-1)
  const [closes, opens, kinks] = [0, 1, 2].map(() => new Int16Array(mate.length).fill(-1))
  const free: Array<number> = []
  let ends = 0
  order.crossings.forEach((crossing, k) => {
    for (let port = 0; port < 4; port++) {
      const other = mate[4 * crossing + port]
      const end = place[other]
      if (other >> 2 === crossing) kinks[4 * k + port] = other & 3
      closes[4 * k + port] = end
      if (end >= 0) free.push(end)
    }
    for (let port = 0; port < 4; port++) {
      if (kinks[4 * k + port] >= 0 || closes[4 * k + port] >= 0) continue
      opens[4 * k + port] = place[4 * crossing + port] = free.pop() ?? ends++
    }
  })
  // Every crossing the same way makes as many circles, less one for each other way, as any choice at most.
  const high = mate.length / 4 + 2 * circles(mate, 1)
  const low = -mate.length / 4 - 2 * circles(mate, 3)
  return { closes, opens, kinks, ends, low, width: Math.floor((high - low) / 4) + 1 }
}

/** Circles of the diagram whose crossings all join each port with the one that differs from it in the bits `pair`. */
const circles = (mate: Uint32Array, pair: 1 | 3): number => {
  const seen = new Uint8Array(mate.length)
  let count = 0
  for (let start = 0; start < mate.length; start++) {
    if (seen[start] === 1) continue
    count++
    for (let dart = start; seen[dart] === 0; dart = mate[dart ^ pair]) {
      seen[dart] = 1
      seen[dart ^ pair] = 1
    }
  }
  return count
}

/** What is joined so far, and after one more crossing; their memory is kept from diagram to diagram while it is small. */
let scratch = [Matchings.make(), Matchings.make()]

/** Coefficients, beyond which memory is not kept. */
const kept = 2 ** 20

interface Sum {
  readonly low: number
  readonly coefficients: Float64Array
  /** Whether any sum left what residues represent. */
  readonly isOut: boolean
}

/** The bracket modulo a number. */
const sum = (plan: Plan, modulus: number): Sum => {
  const { ends, low, width } = plan
  let [now, next] = scratch
  const partners = Uint8Array.from({ length: ends + 4 }, (_, end) => end)
  Matchings.clear(now, ends, width)
  Matchings.find(now, partners)
  // The coefficient at place j of a row belongs to A^(low + rest + 4 j).
  now.low[0] = now.high[0] = -low >> 2
  now.rests[0] = -low & 3
  now.coefficients[-low >> 2] = 1
  let isOut = false
  const ports = plan.closes.length
  for (let first = 0; first < ports; first += 4) {
    Matchings.clear(next, ends, width)
    const task = { now, next, plan, first, partners, spared: first === ports - 4 ? 1 : 0, modulus }
    for (let a = 0; a < now.count; a++) isOut = join(task, a) || isOut
    ;[now, next] = [next, now]
  }
  const [from, to] = [now.low[0], now.high[0]]
  const found = {
    low: low + now.rests[0] + 4 * from,
    coefficients: now.coefficients.slice(from, to + 1),
    isOut
  }
  if (Math.max(now.coefficients.length, next.coefficients.length) > kept)
    scratch = [Matchings.make(), Matchings.make()]
  return found
}

interface Task {
  readonly now: Matchings.Combination
  readonly next: Matchings.Combination
  readonly plan: Plan
  /** Where the crossing's first port stands in the plan. */
  readonly first: number
  /** Room for a matching of all ends and the four ports. */
  readonly partners: Uint8Array
  /** How many circles are worth 1: the last one of the diagram. */
  readonly spared: number
  readonly modulus: number
}

/** Adds what matching a becomes, by both ways to join the ports of a crossing. */
const join = (task: Task, a: number): boolean => {
  Interruption.look()
  const { next, spared } = task
  const along = connect(task, a, 1) - spared
  const first = Matchings.find(next, task.partners)
  const across = connect(task, a, 3) - spared
  const second = Matchings.find(next, task.partners)
  if (first !== second) {
    const isOut = add(task, a, first, 1, along, 1)
    return add(task, a, second, -1, across, 1) || isOut
  }
  // A d + 1/A = -A^3, and A + d/A = -A^-3.
  return along > across ? add(task, a, first, 3, across, -1) : add(task, a, first, -3, along, -1)
}

/** Leaves in `partners` what matching a becomes if ports that differ in the bits `pair` are joined; says how many circles close. */
const connect = ({ now, plan, first, partners }: Task, a: number, pair: 1 | 3): number => {
  const { ends, closes, kinks, opens } = plan
  for (let end = 0; end < ends; end++) partners[end] = now.partners[a * ends + end]
  for (let port = 0; port < 4; port++) partners[ends + port] = ends + (port ^ pair)
  let circles = 0
  for (let port = 0; port < 4; port++) {
    const end = kinks[first + port] > port ? ends + kinks[first + port] : closes[first + port]
    if (end < 0) continue
    const [x, y] = [partners[ends + port], partners[end]]
    if (x === end) circles++
    else {
      partners[x] = y
      partners[y] = x
    }
    partners[end] = end
  }
  for (let port = 0; port < 4; port++) {
    const end = opens[first + port]
    if (end < 0) continue
    const other = partners[ends + port]
    partners[end] = other
    partners[other] = end
  }
  return circles
}

/** Adds `sign` A^power d^circles times the polynomial of matching a to that of matching b of what is next. */
const add = (task: Task, a: number, b: number, power: number, circles: number, sign: 1 | -1): boolean => {
  const { now, next, modulus } = task
  const highest = now.rests[a] + power + 2 * circles
  if (next.high[b] < next.low[b]) next.rests[b] = highest & 3
  const shift = (highest - next.rests[b]) / 4
  const signed = circles % 2 === 0 ? sign : (-sign as 1 | -1)
  let isOut = false
  // d^circles = (-1)^circles times the sum of binomial(circles, i) A^(2 circles - 4 i).
  for (let i = 0, times = 1; i <= circles; times = (times * (circles - i)) / (i + 1), i++)
    for (let k = 0; k < times; k++)
      isOut = Matchings.add(next, b, now, a, shift - i, signed, modulus) || isOut
  return isOut
}
