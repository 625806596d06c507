/** A planar diagram on the points of a plane with whole coordinates, for pictures: strands run along them with few bends. */
import { compact } from "./compact.ts"
import * as Orientation from "./orientation.ts"
import * as Orthogonal from "./orthogonal.ts"
import * as Planar from "./planar.ts"

/** x grows to the right, y upwards. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** What a strand comes to: a bend, or a crossing where it is above or below. */
export interface Stop extends Point {
  readonly what: "bend" | "above" | "below"
}

export interface Layout {
  /** The largest coordinates; the smallest are 0. */
  readonly width: number
  readonly height: number
  /** By component, circles last: what it comes to on its way, round and round. */
  readonly components: ReadonlyArray<ReadonlyArray<Stop>>
  readonly crossings: ReadonlyArray<Point>
}

/** Faces that are tried as the outer one: those with the most arcs; in large diagrams drawings are not compared. */
const mostFaces = 8
const mostCompared = 200

/** Between pieces that are not connected. */
const gap = 2

/** The layout. Of several drawings with as few bends the one with the shortest strands. A tenth of a second for a thousand crossings. */
export const of = (diagram: Planar.Diagram): Layout => {
  const straight = Orientation.straighten(diagram)
  const { components, from, to } = Orientation.orient(straight)
  const mate = Planar.mates(straight)
  const crossings: Array<Point> = []
  /** By arc, from its dart `from` on. */
  const bends: Array<ReadonlyArray<Point>> = []
  let [left, height] = [0, 0]
  for (const piece of Planar.pieces(mate)) {
    const drawn = ofPiece(Planar.within(mate, piece))
    const shifted = ({ x, y }: Point): Point => ({ x: x + left, y })
    for (const [i, crossing] of piece.entries()) {
      crossings[crossing] = shifted(drawn.crossings[i])
      for (let port = 0; port < 4; port++) {
        const arc = straight.crossings[crossing][port]
        if (from[arc] === 4 * crossing + port) bends[arc] = drawn.bends[4 * i + port].map(shifted)
      }
    }
    left += drawn.width + gap
    height = Math.max(height, drawn.height)
  }
  const strands = components.map((arcs) =>
    arcs.flatMap((arc): ReadonlyArray<Stop> => {
      const end = to[arc]
      return [
        ...bends[arc].map((point): Stop => ({ ...point, what: "bend" })),
        { ...crossings[end >> 2], what: (end & 1) === 0 ? "below" : "above" }
      ]
    })
  )
  const circles = Array.from({ length: diagram.circles }, (_, k) => square(left + k * (1 + gap)))
  const width = left - gap + circles.length * (1 + gap)
  return {
    width,
    height: Math.max(height, Math.sign(circles.length)),
    components: [...strands, ...circles],
    crossings
  }
}

/** Counterclockwise. */
const square = (left: number): ReadonlyArray<Stop> =>
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1]
  ].map(([x, y]) => ({ x: left + x, y, what: "bend" }))

interface Piece {
  readonly width: number
  readonly height: number
  readonly crossings: ReadonlyArray<Point>
  /** By dart, as its arc leaves. */
  readonly bends: ReadonlyArray<ReadonlyArray<Point>>
}

const ofPiece = (mate: Uint32Array): Piece => {
  const faces = Planar.faces(mate)
  const outer = Planar.largest(faces, mostFaces)
  const found = Orthogonal.bends(mate, faces, outer, "either")
  const counts = found.map((bends) => bends.reduce((sum, turns) => sum + Math.abs(turns), 0))
  const fewest = Math.min(...counts)
  const best = [...outer.keys()].filter((k) => counts[k] === fewest)
  const compared = mate.length / 4 > mostCompared ? best.slice(0, 1) : best
  const drawings = compared.map((k) => drawnOn(mate, Orthogonal.draw(mate, faces, outer[k], found[k])))
  return drawings.reduce((a, b) => (b.length < a.length ? b : a))
}

/** The drawing on its lines, and how long its strands are. */
const drawnOn = (mate: Uint32Array, drawing: Orthogonal.Drawing): Piece & { readonly length: number } => {
  const { lineOf, heading, corners } = drawing
  const place = compact(drawing)
  const bends = Array.from(mate, (): Array<Point> => [])
  for (const { dart, vertical, horizontal } of corners)
    bends[dart].push({ x: place[vertical], y: place[horizontal] })
  for (const [dart, end] of mate.entries()) if (dart < end) bends[end] = bends[dart].toReversed()
  const crossings = Array.from({ length: mate.length / 4 }, (_, i): Point => {
    const [below, above] = [place[lineOf[2 * i]], place[lineOf[2 * i + 1]]]
    return heading[4 * i] % 2 === 0 ? { x: above, y: below } : { x: below, y: above }
  })
  let length = 0
  for (const [dart, end] of mate.entries()) {
    const way = [crossings[dart >> 2], ...bends[dart], crossings[end >> 2]]
    for (let k = 1; k < way.length; k++)
      length += Math.abs(way[k].x - way[k - 1].x) + Math.abs(way[k].y - way[k - 1].y)
  }
  const points = [...crossings, ...bends.flat()]
  return {
    width: points.reduce((most, { x }) => Math.max(most, x), 0),
    height: points.reduce((most, { y }) => Math.max(most, y), 0),
    crossings,
    bends,
    length
  }
}
