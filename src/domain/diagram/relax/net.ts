/** Strands from crossing to crossing, as chains of points. */
import type { Layout, Point, Stop } from "../layout.ts"

/** Between the points of a strand, in lines of the layout. */
export const spacing = 0.5

export interface Edge {
  readonly from: number
  readonly to: number
  /** Whether it arrives below. */
  readonly isBelow: boolean
  readonly points: ReadonlyArray<Point>
}

export interface Net {
  readonly crossings: ReadonlyArray<Point>
  readonly strands: ReadonlyArray<ReadonlyArray<Edge>>
}

/** Of components that have crossings. */
export const of = (crossings: ReadonlyArray<Point>, components: Layout["components"]): Net => {
  const places = new Map(crossings.map(({ x, y }, k) => [`${x} ${y}`, k]))
  return { crossings, strands: components.map((stops) => edgesOf(stops, places)) }
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
export const even = ({ crossings, strands }: Net): Net => ({
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

/** As a layout, with the lower left corner at 0, and what has no crossings to the right. */
export const arranged = ({ crossings, strands }: Net, circles: Layout["components"]): Layout => {
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
