/** The points of a net in arrays, to be moved, and what is around what. */
import type { Point } from "../layout.ts"
import type { Net } from "./net.ts"
import { spacing } from "./net.ts"

/** All points in arrays: crossings first, then those of edges, in the order of the net. */
export interface Chain {
  readonly crossings: number
  readonly x: Float64Array
  readonly y: Float64Array
  /** Of each point that is no crossing: its neighbours, its edge, and how far it is along it. */
  readonly before: Int32Array
  readonly after: Int32Array
  readonly edge: Int32Array
  readonly along: Float64Array
  /** Of each edge. */
  readonly ends: ReadonlyArray<readonly [from: number, to: number, length: number]>
  /** Strands through crossings: the points before and after. */
  readonly visits: ReadonlyArray<readonly [crossing: number, before: number, after: number]>
  /** The arms of each crossing in their order around it when it was made. */
  readonly arms: ReadonlyArray<ReadonlyArray<number>>
  readonly segments: ReadonlyArray<readonly [a: number, b: number]>
  /** The points around each face but the outer one, counterclockwise. */
  readonly faces: ReadonlyArray<ReadonlyArray<number>>
}

export type Places = Pick<Chain, "x" | "y">

export const of = ({ crossings, strands }: Net): Chain => {
  const edges = strands.flat()
  const count = crossings.length + edges.reduce((sum, { points }) => sum + points.length, 0)
  const [x, y] = [new Float64Array(count), new Float64Array(count)]
  const [before, after, edge] = [new Int32Array(count), new Int32Array(count), new Int32Array(count).fill(-1)]
  const along = new Float64Array(count)
  crossings.forEach((point, k) => {
    x[k] = point.x
    y[k] = point.y
  })
  const segments: Array<readonly [number, number]> = []
  const ends: Array<readonly [number, number, number]> = []
  const [first, last]: [Array<number>, Array<number>] = [[], []]
  let at = crossings.length
  edges.forEach(({ from, to, points }, e) => {
    first.push(at)
    points.forEach((point, k) => {
      x[at] = point.x
      y[at] = point.y
      before[at] = k === 0 ? from : at - 1
      after[at] = k === points.length - 1 ? to : at + 1
      segments.push([before[at], at])
      edge[at] = e
      along[at] = spacing * (k + 1)
      at++
    })
    last.push(at - 1)
    segments.push([at - 1, to])
    ends.push([from, to, spacing * (points.length + 1)])
  })
  const visits: Array<readonly [number, number, number]> = []
  let offset = 0
  for (const strand of strands) {
    strand.forEach(({ to }, k) => {
      visits.push([to, last[offset + k], first[offset + ((k + 1) % strand.length)]])
    })
    offset += strand.length
  }
  const chain = { crossings: crossings.length, x, y, before, after, edge, along, ends, visits, segments }
  const around = crossings.map((_, crossing) =>
    visits.flatMap(([at, before, after]) => (at === crossing ? [before, after] : []))
  )
  const arms = around.map((some, crossing) => ordered(chain, crossing, some))
  return { ...chain, arms, faces: facesOf({ ...chain, arms, first, last }) }
}

/** Along an edge, then on by the arm that comes next to the right, until it is where it began. */
const facesOf = (
  chain: Omit<Chain, "faces"> & {
    readonly first: ReadonlyArray<number>
    readonly last: ReadonlyArray<number>
  }
): ReadonlyArray<ReadonlyArray<number>> => {
  const { ends, arms, first, last } = chain
  const seen = new Set<number>()
  const found: Array<ReadonlyArray<number>> = []
  /** Of an edge, forwards or backwards. */
  const walk = (e: number, isForwards: boolean): ReadonlyArray<number> => {
    const points: Array<number> = []
    for (let [at, forwards] = [e, isForwards]; !seen.has(2 * at + Number(forwards)); ) {
      seen.add(2 * at + Number(forwards))
      const [from, to] = ends[at]
      const inside = Array.from({ length: last[at] - first[at] + 1 }, (_, k) => first[at] + k)
      points.push(forwards ? from : to, ...(forwards ? inside : inside.toReversed()))
      const crossing = forwards ? to : from
      const arm = forwards ? last[at] : first[at]
      const around = arms[crossing]
      const next = around[(around.indexOf(arm) + around.length - 1) % around.length]
      at = chain.edge[next]
      forwards = next === first[at] && ends[at][0] === crossing
    }
    return points
  }
  for (let e = 0; e < ends.length; e++)
    for (const isForwards of [true, false]) {
      const points = walk(e, isForwards)
      if (points.length > 0 && areaOf(chain, points) > 0) found.push(points)
    }
  return found
}

/** Negative where the points go clockwise, as those of the outer face do. */
export const areaOf = ({ x, y }: Places, points: ReadonlyArray<number>): number =>
  points.reduce((sum, a, k) => {
    const b = points[(k + 1) % points.length]
    return sum + (x[a] * y[b] - x[b] * y[a]) / 2
  }, 0)

/** Around a crossing by their angles, from the arm of the lowest number on. */
const ordered = ({ x, y }: Places, crossing: number, arms: ReadonlyArray<number>): ReadonlyArray<number> => {
  const angle = (arm: number) => Math.atan2(y[arm] - y[crossing], x[arm] - x[crossing])
  const sorted = arms.toSorted((a, b) => angle(a) - angle(b))
  const first = sorted.indexOf(Math.min(...sorted))
  return [...sorted.slice(first), ...sorted.slice(0, first)]
}

/** Whether strands meet at crossings alone, and the arms of each are in their order. */
export const isSound = (chain: Chain): boolean => {
  const { x, y, segments, arms } = chain
  if (arms.some((around, at) => ordered(chain, at, around).some((arm, k) => arm !== around[k]))) return false
  const left = ([a, b]: readonly [number, number]) => Math.min(x[a], x[b])
  const byX = segments.toSorted((a, b) => left(a) - left(b))
  for (let i = 0; i < byX.length; i++) {
    const [a, b] = byX[i]
    const right = Math.max(x[a], x[b])
    for (let j = i + 1; j < byX.length && left(byX[j]) <= right; j++) {
      const [c, d] = byX[j]
      if (a === c || a === d || b === c || b === d) continue
      if (Math.max(y[a], y[b]) < Math.min(y[c], y[d]) || Math.max(y[c], y[d]) < Math.min(y[a], y[b])) continue
      const side = (p: number, q: number, r: number) =>
        (x[q] - x[p]) * (y[r] - y[p]) - (y[q] - y[p]) * (x[r] - x[p])
      if (side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0) return false
    }
  }
  return true
}

/** The net with the points as they are now. */
export const read = ({ x, y, crossings }: Chain, net: Net): Net => {
  const point = (k: number): Point => ({ x: x[k], y: y[k] })
  let at = crossings
  return {
    crossings: net.crossings.map((_, k) => point(k)),
    strands: net.strands.map((edges) =>
      edges.map((edge) => ({ ...edge, points: edge.points.map(() => point(at++)) }))
    )
  }
}
