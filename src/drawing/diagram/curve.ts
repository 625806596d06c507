/**
 * Planar diagrams as one round line, as knots are drawn by hand. The line is interrupted where it passes below itself, so the
 * picture needs no background, and is of the colour of the text around it: it reads on light and dark pages. It says nothing
 * of the way that the line runs.
 */
import * as Layout from "../../domain/diagram/layout.ts"
import type * as Planar from "../../domain/diagram/planar.ts"
import { relax } from "../../domain/diagram/relax/relax.ts"
import { escaped } from "../markup.ts"

export interface Options {
  /** What a screen reader says. */
  readonly title: string
  /** The square in another picture's plane that it is drawn in. */
  readonly square?: { readonly x: number; readonly y: number; readonly size: number }
}

/** Units of the picture between two lines of the layout: points are at whole units. */
const unit = 32

/** The line's width: a share of the picture's, and in lines of the layout at most. */
const [share, most] = [0.017, 0.26]

/** Of the line's width: half the interruption. In lines: what is left free about the picture. */
const [interruption, margin] = [1.5, 0.5]

const draw = (layout: Layout.Layout, { title, square }: Options): string => {
  const side = Math.max(layout.width, layout.height) + 2 * margin
  const onPage = ({ x, y }: Layout.Point): Layout.Point => ({
    x: unit * (x + (side - layout.width) / 2),
    y: unit * (layout.height - y + (side - layout.height) / 2)
  })
  const size = Math.round(unit * side)
  const thickness = Math.min(most, share * side)
  const lines = layout.components.flatMap((stops) =>
    stops.every(({ what }) => what === "bend")
      ? [circleAround(stops.map(onPage))]
      : visible(stops, interruption * thickness).map((line) => pathOf(line, onPage))
  )
  const at =
    square === undefined
      ? ""
      : ` x="${square.x}" y="${square.y}" width="${square.size}" height="${square.size}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${size} ${size}"${at}>
<title>${escaped(title)}</title>
<path fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" stroke-width="${Number((unit * thickness).toFixed(1))}" d="${lines.join("")}"/>
</svg>`
}

/** The picture of a diagram. */
export const svg = (diagram: Planar.Diagram, options: Options): string =>
  draw(relax(Layout.of(diagram)), options)

/** What is seen of a strand without interruption, its ends included. */
interface Line {
  readonly points: ReadonlyArray<Layout.Point>
  readonly isClosed: boolean
}

/** From below one crossing to below the next, without the gaps. */
const visible = (stops: ReadonlyArray<Layout.Stop>, gap: number): ReadonlyArray<Line> => {
  const first = stops.findIndex(({ what }) => what === "below")
  if (first < 0) return [{ points: stops, isClosed: true }]
  const lines: Array<Line> = []
  let begun: Array<Layout.Point> = []
  for (const stop of [...stops.slice(first), ...stops.slice(0, first), stops[first]]) {
    begun.push(stop)
    if (stop.what !== "below" || begun.length === 1) continue
    lines.push({ points: cut(cut(begun, gap).toReversed(), gap).toReversed(), isClosed: false })
    begun = [stop]
  }
  return lines
}

/** Without its beginning, as long as half an interruption. */
const cut = (points: ReadonlyArray<Layout.Point>, gap: number): ReadonlyArray<Layout.Point> => {
  let left = gap
  for (let k = 1; k < points.length; k++) {
    const [a, b] = [points[k - 1], points[k]]
    const length = Math.hypot(b.x - a.x, b.y - a.y)
    if (length > left) {
      const share = left / length
      return [{ x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) }, ...points.slice(k)]
    }
    left -= length
  }
  return points
}

/** Path data: a quadratic B-spline, whose points are the middles between those that it bends towards. */
const pathOf = ({ points, isClosed }: Line, onPage: (point: Layout.Point) => Layout.Point): string => {
  const placed = points.map(onPage)
  const middle = (a: Layout.Point, b: Layout.Point): Layout.Point => ({
    x: (a.x + b.x) / 2,
    y: (a.y + b.y) / 2
  })
  const text = ({ x, y }: Layout.Point): string => `${Math.round(x)} ${Math.round(y)}`
  if (isClosed) {
    const around = placed.map((point, k) => ({ point, next: middle(point, placed[(k + 1) % placed.length]) }))
    return `M${text(around.at(-1)!.next)}${around.map(({ point, next }) => `Q${text(point)} ${text(next)}`).join("")}Z`
  }
  const bends = placed.slice(1, -1).map((point, k) => {
    const isLast = k === placed.length - 3
    return `Q${text(point)} ${text(isLast ? placed[k + 2] : middle(point, placed[k + 2]))}`
  })
  return `M${text(placed[0])}${bends.length === 0 ? `L${text(placed.at(-1)!)}` : bends.join("")}`
}

/** What meets nothing is a circle of its own. */
const circleAround = (points: ReadonlyArray<Layout.Point>): string => {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const y = Math.round((Math.min(...ys) + Math.max(...ys)) / 2)
  const r = Math.round((right - left) / 2)
  const half = (sign: 1 | -1) => `a${r} ${r} 0 1 0 ${2 * r * sign} 0`
  return `M${Math.round(left)} ${y}${half(1)}${half(-1)}Z`
}
