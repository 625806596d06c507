/**
 * Rectangular diagrams as SVG text. Row 0 is below, as in a plane whose heights grow upwards. A row is interrupted where a
 * column passes over it, so the picture needs no background and reads on light and dark pages. Components have the
 * colours of the palette, in its order; lines that are shown have a colour of their own, and a band behind them.
 */
import * as Grid from "../../domain/grid/diagram.ts"
import { escaped } from "../markup.ts"
import { palette } from "../palette.ts"

export interface Options {
  /** What a screen reader says. */
  readonly title: string
  /** Columns, or rows, to show among the others. */
  readonly shown?: Lines
  /** The upper left corner in another picture's plane, to draw there. */
  readonly corner?: { readonly x: number; readonly y: number }
}

/** Lines of one kind, by their places. */
export interface Lines {
  readonly of: "columns" | "rows"
  readonly places: ReadonlyArray<number>
}

const margin = 8

/** Pixels between lines: as many as a picture of this width has room for, and never too few to tell lines apart. */
const [most, least, room] = [18, 5, 220]
const spacingOf = (n: number): number => Math.min(most, Math.max(least, Math.floor(room / (n - 1))))

/** Of what is between lines: how thick they are, and how far from a column a row ends that passes below it. */
const [thickness, gap] = [0.2, 0.36]

const shownColour = palette[1]

/** Colours of components: that of what is shown is no component's. */
const colours = palette.filter((colour) => colour !== shownColour)

/** Width and height of the picture of n columns. */
export const size = (n: number): number => 2 * margin + spacingOf(n) * (n - 1)

/** A part of a row, and the columns from where to where it runs. */
type Piece = readonly [row: number, from: number, to: number]

/** The picture of a diagram. */
export const draw = (diagram: Grid.Diagram, { title, shown, corner }: Options): string => {
  const n = diagram.length
  const [spacing, side] = [spacingOf(n), size(n)]
  const component = Grid.componentOf(diagram)
  const rows = Grid.rows(diagram)
  const x = (column: number) => rounded(margin + spacing * column)
  const y = (row: number) => side - margin - spacing * row
  /** Path data by colour. */
  const paths = new Map<string, Array<string>>()
  const add = (of: Lines["of"], place: number, ofColumn: number, data: string) => {
    const isShown = shown?.of === of && shown.places.includes(place)
    const colour = isShown ? shownColour : colours[component[ofColumn] % colours.length]
    const before = paths.get(colour)
    if (before === undefined) paths.set(colour, [data])
    else before.push(data)
  }
  for (const [row, from, to] of pieces(diagram, rows))
    add("rows", row, rows[row][0], `M${x(from)} ${y(row)}H${x(to)}`)
  for (const [column, [low, high]] of diagram.entries())
    add("columns", column, column, `M${x(column)} ${y(low)}V${y(high)}`)
  const drawn = [...paths].map(([colour, data]) => {
    const width = rounded(spacing * thickness * (colour === shownColour ? 1.5 : 1))
    return `<path stroke="${colour}" stroke-width="${width}" d="${data.join("")}"/>`
  })
  const bandOf: Readonly<Record<Lines["of"], (place: number) => string>> = {
    columns: (place) => `<rect x="${x(place) - spacing / 2}" y="0" width="${spacing}" height="${side}"/>`,
    rows: (place) => `<rect x="0" y="${y(place) - spacing / 2}" width="${side}" height="${spacing}"/>`
  }
  const bands = shown === undefined ? [] : shown.places.map(bandOf[shown.of])
  const at = corner === undefined ? "" : ` x="${corner.x}" y="${corner.y}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${side} ${side}"${at} width="${side}" height="${side}" fill="none" stroke-linecap="round">
<title>${escaped(title)}</title>
<g fill="${shownColour}" fill-opacity="0.18">${bands.join("")}</g>
${drawn.join("\n")}
</svg>`
}

/** The rows, each in pieces between the columns that pass over it. */
const pieces = (diagram: Grid.Diagram, rows: Grid.Diagram): ReadonlyArray<Piece> =>
  rows.flatMap(([left, right], row) => {
    const found: Array<Piece> = []
    let from = left
    for (let x = left + 1; x < right; x++) {
      if (!(diagram[x][0] < row && row < diagram[x][1])) continue
      found.push([row, from, x - gap])
      from = x + gap
    }
    return [...found, [row, from, right]]
  })

const rounded = (length: number): number => Math.round(100 * length) / 100
