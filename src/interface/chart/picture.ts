/** Any figure that a simulation describes, drawn. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Grammar from "../../drawing/grammar.ts"
import { typeset } from "../../drawing/typeset.ts"
import type * as Figure from "../../simulation/figure.ts"
import type { Drawn, Pictures } from "../../simulation/picture.ts"
import * as Chart from "./chart.ts"
import type { Data } from "./data.ts"
import * as Draw from "./draw.ts"
import type * as Look from "./look.ts"
import * as Select from "./select.ts"

export interface Picture extends Drawn {
  readonly name: string
  readonly title: string
  readonly caption: string
}

/** The table of that name, of the run whose figures are drawn. */
export type Open = (table: string) => Select.Source | undefined

const nothing = (why: string): Drawn => ({ description: why, notes: [why] })

/** Its labels as people print them. */
const printed = (data: Data): Data => {
  const { x, y, own, series, facets, lines, levels } = data
  const labelled = <A extends { readonly label: string }>(each: A): A => ({
    ...each,
    label: typeset(each.label)
  })
  return {
    ...data,
    x: labelled(x),
    y: labelled(y),
    ...(own && { own: own.map((axes) => ({ x: labelled(axes.x), y: labelled(axes.y) })) }),
    series: series.map(typeset),
    facets: facets.map(typeset),
    lines: lines.map(labelled),
    levels: levels.map(labelled)
  }
}

const chart = (figure: Figure.Chart, open: Open, look: Look.Look | undefined): Drawn => {
  const source = open(figure.table)
  if (source === undefined) return nothing(`There is no table ${figure.table}.`)
  const data = printed(Chart.of(figure, source))
  if (data.marks.length === 0 && data.lines.length === 0)
    return nothing(data.why ?? `No row of the table ${figure.table} has a value for it.`)
  return {
    svg: Draw.svg(data, typeset(figure.title), look),
    description: Draw.description(data),
    notes: data.notes.map(typeset)
  }
}

const own = (figure: Figure.Picture, open: Open, pictures: Pictures): Drawn => {
  const draw = pictures[figure.picture]
  if (draw === undefined) return nothing(`The simulation has no picture ${figure.picture}.`)
  if (figure.table === undefined) return draw([], figure)
  const source = open(figure.table)
  if (source === undefined) return nothing(`There is no table ${figure.table}.`)
  const rows = Select.rows(source, figure.where)
  const made = draw(rows, figure)
  return { ...made, notes: [...made.notes, ...Select.together(source, rows, figure.where)] }
}

/** A picture that could do more than be looked at is none: a simulation of one's own may forget to escape a text. */
const harmless = (drawn: Drawn): Drawn => {
  const stranger = drawn.svg === undefined ? undefined : Grammar.stranger(drawn.svg)
  return stranger === undefined
    ? drawn
    : nothing(`It is left out: it holds ${JSON.stringify(stranger)}, which no picture may hold.`)
}

/** No wider than asked: what is no chart can only be scaled. */
const fitted = (drawn: Drawn, look: Look.Look | undefined): Drawn => {
  if (drawn.svg === undefined || look === undefined) return drawn
  const svg = drawn.svg.replace(
    /^(<svg [^>]*?)width="([\d.]+)"([^>]*?)height="([\d.]+)"/,
    (all, before: string, width: string, between: string, height: string) => {
      const factor = look.width / Number(width)
      return factor < 1
        ? `${before}width="${look.width}"${between}height="${Math.round(Number(height) * factor)}"`
        : all
    }
  )
  return { ...drawn, svg }
}

const drawn = (figure: Figure.Figure, open: Open, pictures: Pictures, look: Look.Look | undefined): Drawn => {
  switch (figure.kind) {
    case "picture":
      return fitted(own(figure, open, pictures), look)
    case "line":
    case "dot":
    case "bar":
    case "stack":
    case "histogram":
    case "slices":
      return chart(figure, open, look)
    default:
      return nothingLeft(figure, "figure")
  }
}

/**
 * A figure of a run. What cannot be drawn says why.
 *
 * @param pictures those of the run's simulation
 * @param look the usual one where it is absent
 */
export const of = (figure: Figure.Figure, open: Open, pictures: Pictures = {}, look?: Look.Look): Picture => {
  const { name, title, caption } = figure
  const source = figure.table === undefined ? undefined : open(figure.table)
  const constants = source && Select.constants(source, figure.where)
  return {
    name,
    title: typeset(title),
    caption: typeset(constants === undefined ? caption : `${caption} ${constants}`),
    ...harmless(drawn(figure, open, pictures, look))
  }
}
