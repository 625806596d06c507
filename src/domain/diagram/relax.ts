/**
 * A layout whose strands have given way to each other: lines with corners become round curves with about the same room on
 * all sides. The diagram stays the same one; strands never pass over each other on the way.
 *
 * Strands are chains of points about half a line apart. Each point goes a little towards the middle of its neighbours, the
 * two strands of a crossing are drawn straight there, and points of different strands that are nearer than `room` push
 * each other off, and faces that are too small swell. After some rounds it is looked whether two strands have met that did not before, or a crossing's arms
 * have changed their order; then what was before is kept, and steps become shorter.
 */
import type { Layout, Point, Stop } from "./layout.ts"

/** Between strands, in lines; between the points of one. */
const [room, spacing] = [1.25, 0.5]
/** Shares of the way that points go in a round; the longest step, in lines. */
const [smoothing, straightening, pushing, longest] = [0.35, 0.25, 0.3, 0.12]
/** The area that a face should have, in squares of lines, and how far it presses in a round at most. */
const [smallest, pressure] = [1.6, 0.12]
const rounds = 240
/** Rounds between two looks whether all is well, and until points are spread evenly again. */
const [between, evened] = [8, 16]
/** Along a strand, and by way of a crossing, in lines: points so near to each other do not push. */
const near = 1.9

interface Edge {
  readonly from: number
  readonly to: number
  /** Whether it arrives below. */
  readonly isBelow: boolean
  readonly points: ReadonlyArray<Point>
}

/** Components without crossings stay as they are. Cost: time quadratic in the strands' length; 0.1 s for thirty crossings. */
export const relax = (layout: Layout): Layout => {
  const places = new Map(layout.crossings.map(({ x, y }, k) => [`${x} ${y}`, k]))
  const crossed = layout.components.filter((stops) => stops.some(({ what }) => what !== "bend"))
  const circles = layout.components.filter((stops) => stops.every(({ what }) => what === "bend"))
  if (crossed.length === 0) return layout
  let net: Net = { crossings: layout.crossings, strands: crossed.map((stops) => edgesOf(stops, places)) }
  let scale = 1
  for (let round = 0; round < rounds && scale > 0.05; round += between) {
    if (round % evened === 0) net = even(net)
    const chain = chainOf(net)
    for (let k = 0; k < between; k++) step(chain, scale)
    if (isSound(chain)) net = read(chain, net)
    else scale /= 3
  }
  return arranged(even(net), circles)
}

interface Net {
  readonly crossings: ReadonlyArray<Point>
  readonly strands: ReadonlyArray<ReadonlyArray<Edge>>
}

/** From crossing to crossing. */
const edgesOf = (stops: ReadonlyArray<Stop>, places: ReadonlyMap<string, number>): ReadonlyArray<Edge> => {
  const first = stops.findIndex(({ what }) => what !== "bend")
  const turned = [...stops.slice(first), ...stops.slice(0, first), stops[first]]
  const edges: Array<Edge> = []
  let points: Array<Point> = []
  let from = -1
  for (const stop of turned) {
    if (stop.what === "bend") {
      points.push(stop)
      continue
    }
    const at = places.get(`${stop.x} ${stop.y}`)!
    if (from >= 0) edges.push({ from, to: at, isBelow: stop.what === "below", points })
    from = at
    points = []
  }
  return edges
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Points of every edge about as far from each other as they should be; three at least, so that loops stay open. */
const even = ({ crossings, strands }: Net): Net => ({
  crossings,
  strands: strands.map((edges) =>
    edges.map((edge) => {
      const way = [crossings[edge.from], ...edge.points, crossings[edge.to]]
      const lengths = way.slice(1).map((point, k) => distance(point, way[k]))
      const length = lengths.reduce((sum, each) => sum + each, 0)
      const pieces = Math.max(4, Math.round(length / spacing))
      const points: Array<Point> = []
      let [k, behind] = [0, 0]
      for (let piece = 1; piece < pieces; piece++) {
        const at = (length * piece) / pieces
        while (k + 1 < lengths.length && behind + lengths[k] < at) behind += lengths[k++]
        const share = lengths[k] === 0 ? 0 : (at - behind) / lengths[k]
        points.push({
          x: way[k].x + share * (way[k + 1].x - way[k].x),
          y: way[k].y + share * (way[k + 1].y - way[k].y)
        })
      }
      return { ...edge, points }
    })
  )
})

/** All points in arrays: crossings first, then those of edges, in the order of the net. */
interface Chain {
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

const chainOf = ({ crossings, strands }: Net): Chain => {
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
const areaOf = ({ x, y }: Places, points: ReadonlyArray<number>): number =>
  points.reduce((sum, a, k) => {
    const b = points[(k + 1) % points.length]
    return sum + (x[a] * y[b] - x[b] * y[a]) / 2
  }, 0)

type Places = Pick<Chain, "x" | "y">

/** Around a crossing by their angles, from the arm of the lowest number on. */
const ordered = ({ x, y }: Places, crossing: number, arms: ReadonlyArray<number>): ReadonlyArray<number> => {
  const angle = (arm: number) => Math.atan2(y[arm] - y[crossing], x[arm] - x[crossing])
  const sorted = arms.toSorted((a, b) => angle(a) - angle(b))
  const first = sorted.indexOf(Math.min(...sorted))
  return [...sorted.slice(first), ...sorted.slice(0, first)]
}

/** One round, in place. */
const step = (chain: Chain, scale: number): void => {
  const { crossings, x, y, before, after, visits } = chain
  const count = x.length
  const [dx, dy] = [new Float64Array(count), new Float64Array(count)]
  for (let i = crossings; i < count; i++) {
    dx[i] += smoothing * ((x[before[i]] + x[after[i]]) / 2 - x[i])
    dy[i] += smoothing * ((y[before[i]] + y[after[i]]) / 2 - y[i])
  }
  for (const [at, a, b] of visits) {
    const [mx, my] = [(x[a] + x[b]) / 2 - x[at], (y[a] + y[b]) / 2 - y[at]]
    dx[at] += (smoothing / 2) * mx
    dy[at] += (smoothing / 2) * my
    for (const arm of [a, b]) {
      dx[arm] -= straightening * mx
      dy[arm] -= straightening * my
    }
  }
  spread(chain, dx, dy)
  inflate(chain, dx, dy)
  const byX = Int32Array.from(x, (_, i) => i).sort((a, b) => x[a] - x[b])
  for (let p = 0; p < count; p++)
    for (let q = p + 1; q < count && x[byX[q]] - x[byX[p]] < room; q++) {
      const [i, j] = [Math.min(byX[p], byX[q]), Math.max(byX[p], byX[q])]
      const [ax, ay] = [x[i] - x[j], y[i] - y[j]]
      if (ay > room || ay < -room) continue
      const d = Math.sqrt(ax * ax + ay * ay)
      if (d >= room || d < 1e-6 || isNear(chain, i, j)) continue
      const push = (pushing * (room - d)) / d / 2
      dx[i] += push * ax
      dy[i] += push * ay
      dx[j] -= push * ax
      dy[j] -= push * ay
    }
  for (let i = 0; i < count; i++) {
    const length = Math.hypot(dx[i], dy[i])
    const share = scale * Math.min(1, longest / Math.max(length, 1e-12))
    x[i] += share * dx[i]
    y[i] += share * dy[i]
  }
}

/** The arms of a crossing, pushed to where right angles are between them. */
const spread = ({ arms, x, y }: Chain, dx: Float64Array, dy: Float64Array): void => {
  arms.forEach((around, at) => {
    around.forEach((arm, k) => {
      const next = around[(k + 1) % around.length]
      const [ax, ay] = [x[arm] - x[next], y[arm] - y[next]]
      const d = Math.hypot(ax, ay)
      const right = Math.hypot(
        Math.hypot(x[arm] - x[at], y[arm] - y[at]),
        Math.hypot(x[next] - x[at], y[next] - y[at])
      )
      if (d >= right || d < 1e-6) return
      const push = (0.25 * (right - d)) / d
      dx[arm] += push * ax
      dy[arm] += push * ay
      dx[next] -= push * ax
      dy[next] -= push * ay
    })
  })
}

/** Faces that are too small press on what is around them. */
const inflate = ({ faces, x, y }: Chain, dx: Float64Array, dy: Float64Array): void => {
  for (const points of faces) {
    const lack = Math.min(1, (smallest - areaOf({ x, y }, points)) / smallest)
    if (lack <= 0) continue
    points.forEach((at, k) => {
      const [before, after] = [
        points[(k + points.length - 1) % points.length],
        points[(k + 1) % points.length]
      ]
      const [tx, ty] = [x[after] - x[before], y[after] - y[before]]
      const length = Math.sqrt(tx * tx + ty * ty)
      if (length < 1e-6) return
      dx[at] += (pressure * lack * ty) / length
      dy[at] -= (pressure * lack * tx) / length
    })
  }
}

/** Whether two points belong together: along one strand, or about one crossing. */
const isNear = ({ crossings, edge, along, ends }: Chain, i: number, j: number): boolean => {
  if (i < crossings && j < crossings) return false
  if (i < crossings) {
    const [from, to, length] = ends[edge[j]]
    return (from === i && along[j] < near) || (to === i && length - along[j] < near)
  }
  const [e, f] = [edge[i], edge[j]]
  if (e === f && Math.abs(along[i] - along[j]) < near) return true
  const [a, b, length] = ends[e]
  const [c, d, other] = ends[f]
  const [toA, toB, toC, toD] = [along[i], length - along[i], along[j], other - along[j]]
  return (
    (a === c && toA + toC < near) ||
    (a === d && toA + toD < near) ||
    (b === c && toB + toC < near) ||
    (b === d && toB + toD < near)
  )
}

/** Whether strands meet at crossings alone, and the arms of each are in their order. */
const isSound = (chain: Chain): boolean => {
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

const read = ({ x, y, crossings }: Chain, net: Net): Net => {
  const point = (k: number): Point => ({ x: x[k], y: y[k] })
  let at = crossings
  return {
    crossings: net.crossings.map((_, k) => point(k)),
    strands: net.strands.map((edges) =>
      edges.map((edge) => ({ ...edge, points: edge.points.map(() => point(at++)) }))
    )
  }
}

/** With the lower left corner at 0, and what has no crossings to the right. */
const arranged = ({ crossings, strands }: Net, circles: Layout["components"]): Layout => {
  const all = [...crossings, ...strands.flat().flatMap(({ points }) => points)]
  const [left, low] = [Math.min(...all.map(({ x }) => x)), Math.min(...all.map(({ y }) => y))]
  const moved = ({ x, y }: Point): Point => ({ x: x - left, y: y - low })
  const width = Math.max(...all.map(({ x }) => x)) - left
  const height = Math.max(...all.map(({ y }) => y)) - low
  const beside = Math.min(...circles.flat().map(({ x }) => x)) - width - 2
  return {
    width: circles.length === 0 ? width : Math.max(...circles.flat().map(({ x }) => x)) - beside,
    height,
    crossings: crossings.map(moved),
    components: [
      ...strands.map((edges) =>
        edges.flatMap(
          ({ to, isBelow, points }): ReadonlyArray<Stop> => [
            ...points.map((point): Stop => ({ ...moved(point), what: "bend" })),
            { ...moved(crossings[to]), what: isBelow ? "below" : "above" }
          ]
        )
      ),
      ...circles.map((stops) => stops.map((stop) => ({ ...stop, x: stop.x - beside })))
    ]
  }
}
