/**
 * Planar diagrams as SVG text. A strand is interrupted where another one passes above it, so the picture needs no background
 * and reads on light and dark pages. Components have the colours of the palette, in its order, and an arrow each that says
 * which way they run; crossings that are shown have a disc of a colour of their own behind them.
 */
import * as Layout from "../../domain/diagram/layout.ts"
import type * as Planar from "../../domain/diagram/planar.ts"
import { escaped } from "../markup.ts"
import { palette } from "../palette.ts"

export interface Options {
  /** What a screen reader says; how many crossings there are by default. */
  readonly title?: string
  /** Whether crossings bear their numbers, from 1 on. */
  readonly isNumbered?: boolean
  /** Crossings to show among the others, by their numbers from 0 on. */
  readonly shown?: ReadonlyArray<number>
  /** The upper left corner in another picture's plane, to draw there. */
  readonly corner?: { readonly x: number; readonly y: number }
}

/** Pixels between lines: as many as a picture of this size has room for, and never too few to tell lines apart. */
const [most, least, room] = [30, 8, 900]

/**
 * Of what is between lines: the strokes' width; half the interruption of a strand that passes below; how round bends are; what
 * is left free about the picture; the size of arrows, of digits, and the radius of discs.
 */
const [thickness, gap, radius, margin, arrow, digits, disc] = [0.17, 0.28, 1.2, 0.7, 0.3, 0.36, 0.5]

const shownColour = palette[1]

/** Colours of components: that of what is shown is no component's. */
const colours = palette.filter((colour) => colour !== shownColour)

const rounded = (length: number): number => Math.round(100 * length) / 100 + 0

/** The picture of a diagram. */
export const draw = (diagram: Planar.Diagram, options: Options = {}): string => {
  const layout = Layout.of(diagram)
  const { crossings } = layout
  const { title = describe(diagram), isNumbered = false, shown = [], corner } = options
  const spacing = Math.min(most, Math.max(least, Math.floor(room / Math.max(layout.width, layout.height, 1))))
  const [width, height] = [layout.width, layout.height].map((lines) => spacing * (lines + 2 * margin))
  const onPage = ({ x, y }: Layout.Point): Layout.Point => ({
    x: rounded(spacing * (margin + x)),
    y: rounded(height - spacing * (margin + y))
  })
  const strands = layout.components.map((stops, component) => {
    const colour = colours[component % colours.length]
    const data = runs(stops)
      .map((run) => pathOf(run, onPage))
      .join("")
    return `<path stroke="${colour}" d="${data}"/><path fill="${colour}" stroke="none" d="${arrowOf(stops, onPage)}"/>`
  })
  const discs = shown.map((crossing) => {
    const { x, y } = onPage(crossings[crossing])
    return `<circle cx="${x}" cy="${y}" r="${rounded(disc * spacing)}"/>`
  })
  const numbers = crossings.map((crossing, i) => {
    const { x, y } = onPage({ x: crossing.x + 0.42, y: crossing.y + 0.3 })
    return `<text x="${x}" y="${y}">${i + 1}</text>`
  })
  const at = corner === undefined ? "" : ` x="${corner.x}" y="${corner.y}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${rounded(width)} ${rounded(height)}"${at} width="${rounded(width)}" height="${rounded(height)}">
<title>${escaped(title)}</title>
${discs.length === 0 ? "" : `<g fill="${shownColour}" fill-opacity="0.3">${discs.join("")}</g>\n`}<g fill="none" stroke-width="${rounded(thickness * spacing)}">
${strands.join("\n")}
</g>${isNumbered ? `\n<g fill="#808080" font-family="system-ui, sans-serif" font-size="${rounded(digits * spacing)}" text-anchor="middle">${numbers.join("")}</g>` : ""}
</svg>`
}

const describe = ({ crossings }: Planar.Diagram): string =>
  crossings.length === 1 ? "A diagram with one crossing" : `A diagram with ${crossings.length} crossings`

/** What is seen of a strand without interruption: from below one crossing to below the next, or all of it. */
interface Run {
  readonly stops: ReadonlyArray<Layout.Stop>
  readonly isClosed: boolean
}

const runs = (stops: ReadonlyArray<Layout.Stop>): ReadonlyArray<Run> => {
  const first = stops.findIndex(({ what }) => what === "below")
  if (first < 0) return [{ stops, isClosed: true }]
  const found: Array<Run> = []
  let begun: Array<Layout.Stop> = []
  for (const stop of [...stops.slice(first), ...stops.slice(0, first), stops[first]]) {
    begun.push(stop)
    if (stop.what !== "below" || begun.length === 1) continue
    found.push({ stops: begun, isClosed: false })
    begun = [stop]
  }
  return found
}

const distance = (a: Layout.Point, b: Layout.Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)

/** From `a` towards `b`, which is beside, above or below it. */
const towards = (a: Layout.Point, b: Layout.Point, length: number): Layout.Point => ({
  x: a.x + length * Math.sign(b.x - a.x),
  y: a.y + length * Math.sign(b.y - a.y)
})

/** How much of the way to the next stop is straight for its sake, or belongs to it. */
const kept: Readonly<Record<Layout.Stop["what"], (way: number) => number>> = {
  bend: (way) => way / 2,
  above: () => gap + thickness / 2,
  below: () => gap
}

/** Path data: straight from bend to bend, each of which is a quarter of a circle. */
const pathOf = ({ stops, isClosed }: Run, onPage: (point: Layout.Point) => Layout.Point): string => {
  const text = (point: Layout.Point): string => {
    const { x, y } = onPage(point)
    return `${x} ${y}`
  }
  const scale = Math.abs(onPage({ x: 1, y: 0 }).x - onPage({ x: 0, y: 0 }).x)
  const count = stops.length
  const parts = stops.flatMap((stop, i) => {
    if (stop.what !== "bend") return []
    const [last, next] = [stops[(i + count - 1) % count], stops[(i + 1) % count]]
    const free = [last, next].map((other) => distance(stop, other) - kept[other.what](distance(stop, other)))
    const r = Math.min(radius, ...free)
    const turn = (stop.x - last.x) * (next.y - stop.y) - (stop.y - last.y) * (next.x - stop.x)
    const arc = `A${rounded(r * scale)} ${rounded(r * scale)} 0 0 ${turn > 0 ? 0 : 1} ${text(towards(stop, next, r))}`
    return [`${text(towards(stop, last, r))}${arc}`]
  })
  if (isClosed) return `M${parts.join("L")}Z`
  const begin = text(towards(stops[0], stops[1], gap))
  const end = text(towards(stops[count - 1], stops[count - 2], gap))
  return `M${[begin, ...parts, end].join("L")}`
}

/** Path data of an arrow in the middle of the longest straight stretch. */
const arrowOf = (
  stops: ReadonlyArray<Layout.Stop>,
  onPage: (point: Layout.Point) => Layout.Point
): string => {
  const stretches = stops.map((from, i) => ({ from, to: stops[(i + 1) % stops.length] }))
  const { from, to } = stretches.reduce((a, b) => (distance(b.from, b.to) > distance(a.from, a.to) ? b : a))
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  const tip = towards(middle, to, arrow / 2)
  const foot = towards(middle, from, arrow / 2)
  const aside = from.x === to.x ? { x: arrow * 0.7, y: 0 } : { x: 0, y: arrow * 0.7 }
  const points = [
    tip,
    { x: foot.x + aside.x, y: foot.y + aside.y },
    { x: foot.x - aside.x, y: foot.y - aside.y }
  ].map(onPage)
  return `M${points.map(({ x, y }) => `${x} ${y}`).join("L")}Z`
}
