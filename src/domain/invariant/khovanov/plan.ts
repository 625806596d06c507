/**
 * How a planar diagram is built crossing by crossing: what is done at the points, the open ends of what is there already.
 * Which points are neighbours does not matter; the order of the crossings decides how many there are.
 */
import * as Order from "../../diagram/order.ts"
import * as Orientation from "../../diagram/orientation.ts"
import type * as Planar from "../../diagram/planar.ts"

export interface Plan {
  readonly steps: ReadonlyArray<Step>
  /** Open ends at most, those of arcs that a crossing begins with among them. */
  readonly points: number
  /** What the degrees of the whole are shifted by. */
  readonly h: number
  readonly q: number
}

export type Step =
  /** A new arc, whose ends are the last two points. */
  | { readonly kind: "open" }
  /** Points x and y are joined; those above them move down. */
  | { readonly kind: "close"; readonly x: number; readonly y: number }
  /** A crossing at points x and y; whether the smoothing that leaves them as they are is the 0-smoothing. */
  | { readonly kind: "cross"; readonly x: number; readonly y: number; readonly plain: "first" | "second" }

/** Throws a RangeError where the crossings disagree about an orientation. Cost: that of {@link Order.order}. */
export const of = (diagram: Planar.Diagram): Plan => {
  const { signs } = Orientation.orient(diagram)
  const negative = signs.reduce((count, sign) => count + (sign < 0 ? 1 : 0), 0)
  const ends: Array<number> = []
  const steps: Array<Step> = []
  let points = 0
  const put = (step: Step) => {
    steps.push(step)
    points = Math.max(points, ends.length)
  }
  for (const index of Order.order(diagram).crossings) add(diagram.crossings[index], ends, put)
  for (let k = 0; k < diagram.circles; k++) steps.push({ kind: "open" }, { kind: "close", x: 0, y: 1 })
  return { steps, points: Math.max(points, 2), h: -negative, q: signs.length - 3 * negative }
}

/** Joins a crossing to the open ends, each of which is named by its arc. */
const add = (crossing: Planar.Crossing, ends: Array<number>, put: (step: Step) => void): void => {
  const isOpen = crossing.map((arc) => ends.includes(arc))
  const ports = [0, 1, 2, 3]
  const meets = (port: number) => Number(isOpen[port]) + Number(isOpen[(port + 1) % 4])
  const port = ports.reduce((best, other) => (meets(other) > meets(best) ? other : best))
  const arc = (offset: number) => crossing[(port + offset) % 4]
  const end = (wanted: number): number => {
    const found = ends.indexOf(wanted)
    if (found >= 0) return found
    ends.push(-1, wanted)
    put({ kind: "open" })
    return ends.length - 2
  }
  const x = end(arc(0))
  ends[x] = -1
  const y = end(arc(1))
  // Smoothing 0 joins ports 0 and 1, 2 and 3; the one that joins the two ports here is the product with e.
  put({ kind: "cross", x, y, plain: port % 2 === 1 ? "first" : "second" })
  ends[x] = arc(3)
  ends[y] = arc(2)
  for (const name of [arc(2), arc(3)]) {
    const [one, other] = [ends.indexOf(name), ends.lastIndexOf(name)]
    if (one === other || one < 0) continue
    put({ kind: "close", x: one, y: other })
    ends.splice(other, 1)
    ends.splice(one, 1)
  }
}
