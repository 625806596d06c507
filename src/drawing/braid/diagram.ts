/**
 * Braid words as SVG text. Strands have the colour of their component; a strand that passes under another is
 * interrupted, so the picture needs no background and reads on light and dark pages. Components have the colours of the
 * palette, in its order.
 */
import { escaped } from "../markup.ts"
import { palette } from "../palette.ts"
import * as Geometry from "./geometry.ts"

const spacing = 24
const columnWidth = 30
const strokeWidth = 5
const margin = 12

export interface Options {
  /** Strands to draw, if more than the word needs. */
  readonly strands?: number
  /** What a screen reader says; the word by default. */
  readonly title?: string
  /** A square of another picture's plane to draw in; its own picture by default. */
  readonly square?: { readonly x: number; readonly y: number; readonly size: number }
  /** The upper left corner in another picture's plane, to draw there in its own size; without a square. */
  readonly corner?: { readonly x: number; readonly y: number }
}

type Project = (point: Geometry.Point) => readonly [x: number, y: number]

/** The open braid, from left to right, strand 1 on top. A positive letter: the strand that goes down is over. */
export const open = (word: ArrayLike<number>, options: Options = {}): string => {
  const gap = () => gapWidth(columnWidth)
  const { columns, strands } = Geometry.of(word, { strands: options.strands, samples: 10, gap })
  const project: Project = ([u, s]) => [margin + u * columnWidth, margin + s * spacing]
  const paths = strands.map((strand) => ({
    component: strand.component,
    data: strand.runs.map((run) => polyline(run, project)).join("")
  }))
  return svg([0, 0, ...size(columns, strands.length)], paths, word, options)
}

/** Width and height of the open braid's picture. */
export const openSize = (
  word: ArrayLike<number>,
  strands?: number
): readonly [width: number, height: number] =>
  size(Geometry.countColumns(word), Geometry.countStrands(word, strands))

const size = (columns: number, strands: number): readonly [width: number, height: number] => [
  2 * margin + columns * columnWidth,
  2 * margin + (strands - 1) * spacing
]

/**
 * The closed braid, once clockwise round the middle from the top, strand 1 outermost: the open diagram bent round,
 * which keeps the sign of each crossing.
 */
export const closed = (word: ArrayLike<number>, options: Options = {}): string => {
  const columns = Math.max(2, Geometry.countColumns(word))
  const inner = Math.max(1.2 * spacing, (columns * columnWidth * 0.75) / (2 * Math.PI))
  const outer = inner + (Geometry.countStrands(word, options.strands) - 1) * spacing
  const geometry = Geometry.of(word, {
    strands: options.strands,
    columns,
    // Smaller pictures need fewer points to look round.
    samples:
      options.square === undefined ? Math.max(10, Math.ceil(60 / columns)) : Math.ceil(5 + 20 / columns),
    gap: (s) => gapWidth((2 * Math.PI * (outer - (s + 0.5) * spacing)) / columns)
  })
  const project = closedProjection(columns, outer)
  const paths = components(geometry).map((loop, component) => ({
    component,
    data: loop.runs.map((run) => polyline(run, project)).join("") + (loop.isUnbroken ? "Z" : "")
  }))
  const radius = outer + margin
  return svg([-radius, -radius, 2 * radius, 2 * radius], paths, word, options)
}

/** Angle along the braid, clockwise from the top; radius falling with the place. The page's y points down. */
export const closedProjection =
  (columns: number, outer: number): Project =>
  ([u, s]) => {
    const angle = (2 * Math.PI * u) / columns
    const radius = outer - s * spacing
    return [radius * Math.sin(angle), -radius * Math.cos(angle)]
  }

/**
 * The half gap, in columns of this length, that keeps the end of a lower strand 1.6 stroke widths off the middle of
 * the upper one: both cross the middle of the column at the slope 1.5 spacing / length.
 */
const gapWidth = (length: number): number => {
  const rise = 1.5 * spacing
  return Math.min(0.35, (0.8 * strokeWidth * Math.hypot(length, rise)) / (rise * length))
}

interface Loop {
  readonly runs: ReadonlyArray<ReadonlyArray<Geometry.Point>>
  readonly isUnbroken: boolean
}

/** The runs of each component, joined where the end of the braid meets its beginning. */
const components = ({ strands }: Geometry.Geometry): Array<Loop> => {
  const loops: Array<Loop> = []
  for (const start of strands) {
    if (start.component !== loops.length) continue
    const runs = start.runs.map((run) => run.slice())
    for (let strand = strands[start.to]; strand !== start; strand = strands[strand.to]) {
      const [head, ...tail] = strand.runs
      runs.at(-1)!.push(...head)
      runs.push(...tail.map((run) => run.slice()))
    }
    const isUnbroken = runs.length === 1
    if (!isUnbroken) runs[0].unshift(...runs.pop()!)
    loops.push({ runs, isUnbroken })
  }
  return loops
}

/** Path data of a run, without the points in the middle of straight stretches. */
const polyline = (run: ReadonlyArray<Geometry.Point>, project: Project): string => {
  const points = run.map(project)
  const kept = points.filter((point, k) => {
    if (k === 0 || k === points.length - 1) return true
    const [before, after] = [points[k - 1], points[k + 1]]
    const turn =
      (point[0] - before[0]) * (after[1] - point[1]) - (point[1] - before[1]) * (after[0] - point[0])
    return Math.abs(turn) > 1e-6
  })
  return `M${kept.map(([x, y]) => `${round(x)} ${round(y)}`).join("L")}`
}

const svg = (
  viewBox: ReadonlyArray<number>,
  paths: ReadonlyArray<{ readonly component: number; readonly data: string }>,
  word: ArrayLike<number>,
  { title = describe(word), square, corner: own }: Options
): string => {
  const [width, height] = square === undefined ? viewBox.slice(2).map(round) : [square.size, square.size]
  const place = square ?? own
  const corner = place === undefined ? "" : ` x="${round(place.x)}" y="${round(place.y)}"`
  const drawn = paths
    .map(({ component, data }) => `<path stroke="${palette[component % palette.length]}" d="${data}"/>`)
    .join("\n")
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="${viewBox.map(round).join(" ")}" width="${width}" height="${height}"${corner}>
<title>${escaped(title)}</title>
<g fill="none" stroke-width="${strokeWidth}" stroke-linejoin="round">
${drawn}
</g>
</svg>`
}

const describe = (word: ArrayLike<number>): string =>
  word.length === 0 ? "The empty braid word" : `Braid word ${Array.from(word).join(" ")}`

const round = (x: number): number => Math.round(x * 10) / 10 + 0
