/** A chart as SVG text: panels side by side under one legend, axes named once. */
import * as Plot from "@observablehq/plot"
import { drawing, escaped } from "../../drawing/markup.ts"
import { clipped } from "../../drawing/text.ts"
import type { Data } from "./data.ts"
import { scales } from "./data.ts"
import * as Look from "./look.ts"
import * as Panel from "./panel.ts"
import * as Ticks from "./ticks.ts"

interface Item {
  readonly label: string
  readonly colour: string
  readonly symbol?: ReturnType<typeof Panel.symbol>
  readonly dash?: string
  readonly x: number
  readonly y: number
}

/** Of the usual letters, in pixels: others have more or less room in proportion. */
const axisName = 20
const keyWidth = 22
const rowHeight = 17
/** Of a label that has a row for itself. */
const mostCharacters = 100

type Entry = Omit<Item, "x" | "y">

/** Series by colour and symbol, lines by their stroke. */
const entriesOf = ({ series, lines, levels }: Data, look: Look.Look): ReadonlyArray<Entry> => {
  const named = series.length > 1 || (series[0] ?? "") !== ""
  const entries: ReadonlyArray<Entry> = [
    ...(named ? series.map((label, k) => ({ label, colour: Panel.colour(k), symbol: Panel.symbol(k) })) : []),
    ...lines.map(({ label, style }) => ({
      label,
      colour: "currentColor",
      dash: Panel.dashes[style] ?? "none"
    })),
    ...levels
      .filter(({ label }) => label !== "")
      .map(({ label }) => ({ label, colour: "currentColor", dash: "1 3" }))
  ]
  const most = Math.min(mostCharacters, Look.charactersIn(look, look.width - keyWidth * Look.unit(look)))
  return entries.map((entry) => ({ ...entry, label: clipped(entry.label, most) }))
}

/** In rows that fit. */
const placed = (entries: ReadonlyArray<Entry>, look: Look.Look): ReadonlyArray<Item> => {
  const unit = Look.unit(look)
  const left = 4
  let x = left
  let y = 10 * unit
  return entries.map((entry) => {
    const size = (keyWidth + 16) * unit + Look.textWidth(look, entry.label)
    if (x > left && x + size - 16 * unit > look.width) {
      x = left
      y += rowHeight * unit
    }
    const item = { ...entry, x, y }
    x += size
    return item
  })
}

const legend = (data: Data, look: Look.Look): { readonly svg: string; readonly height: number } => {
  const items = placed(entriesOf(data, look), look)
  if (items.length === 0) return { svg: "", height: 0 }
  const unit = Look.unit(look)
  const { width, fontSize } = look
  const height = items.at(-1)!.y + 12 * unit
  const bars = Panel.isBars(data)
  const symbols = Plot.dot(
    items.filter(({ symbol }) => symbol !== undefined),
    {
      x: ({ x }: Item) => x + 8 * unit,
      y: "y",
      r: 4.5 * unit,
      fill: "colour",
      symbol: bars ? () => "square" as const : ({ symbol }: Item) => symbol
    }
  )
  const strokes = items
    .filter(({ dash }) => dash !== undefined)
    .map((item) =>
      Plot.link([item], {
        x1: item.x,
        x2: item.x + 16 * unit,
        y1: "y",
        y2: "y",
        stroke: "currentColor",
        strokeDasharray: item.dash!
      })
    )
  const labels = Plot.text(items, {
    x: ({ x }: Item) => x + keyWidth * unit,
    y: "y",
    text: "label",
    textAnchor: "start",
    fontSize
  })
  const svg = Panel.elements({
    width,
    height,
    axis: null,
    x: { type: "identity" },
    y: { type: "identity" },
    color: { type: "identity" },
    symbol: { type: "identity" },
    marks: [symbols, ...strokes, labels]
  })
  return { svg, height }
}

const text = (look: Look.Look, x: number, y: number, content: string, more = ""): string =>
  `<text x="${x}" y="${y}" font-size="${look.fontSize}"${more}>${escaped(content)}</text>`

/** One panel may be left of several: its name still says what it is of. */
const areNamed = ({ facets }: Data): boolean => facets.some((label) => label !== "")

/** What a reader who cannot see the picture is told. */
export const description = (data: Data): string => {
  const noun = {
    line: "Line chart",
    dot: "Dot chart",
    bar: "Bar chart",
    stack: "Stacked bars",
    histogram: "Histogram",
    slices: "Dot charts"
  }
  const range = ({ kind, domain }: Data["x"]): string =>
    scales[kind].isNamed
      ? `${domain.length} categories`
      : `${Ticks.text(Number((domain[0] as number).toPrecision(3)))} to ${Ticks.text(Number((domain[1] as number).toPrecision(3)))}`
  const short = (labels: ReadonlyArray<string>): string =>
    labels.map((label) => clipped(label, mostCharacters)).join("; ")
  const series = data.series.filter((label) => label !== "")
  const lines = data.lines.map(({ label }) => label)
  // Panels of several quantities name theirs themselves.
  const isEach = data.x.label === ""
  const axes = isEach && data.own !== undefined ? data.own.map(({ x }) => x) : [data.x]
  const across = axes.map((x) => `${x.label} (${range(x)})`).join("; ")
  return [
    `${noun[data.kind]} of ${data.y.label} (${range(data.y)}) against ${across}`,
    ...(series.length > 0 ? [`series ${short(series)}`] : []),
    ...(areNamed(data) && !isEach ? [`panels ${short(data.facets)}`] : []),
    ...(lines.length > 0 ? [`lines ${short(lines)}`] : [])
  ].join(". ")
}

/** A panel is no narrower, if there are others beside it: with the usual letters. */
const leastPanel = 140

/** How high a panel is at most, and against its width, where so many stand side by side. */
const heightOf = (columns: number, rows: number, width: number): number => {
  if (columns === 1) return Math.min(rows === 1 ? 360 : 250, 0.72 * width)
  return columns === 2 ? Math.min(280, 0.82 * width) : Math.min(220, 0.95 * width)
}

interface Grid {
  readonly columns: number
  readonly rows: number
  readonly size: Panel.Size
}

/** Of the categories along the axis that has most of them. */
const namesOf = (data: Data): ReadonlyArray<string> =>
  [data, ...(data.own ?? [])]
    .map(({ x }) => (scales[x.kind].isNamed ? x.domain.map((name) => Panel.shortened(String(name))) : []))
    .reduce((most, names) => (names.length > most.length ? names : most))

/** Panels in rows that fit, each with room for its name and for the names along its axis. */
const gridOf = (data: Data, names: ReadonlyArray<string>, left: number, look: Look.Look): Grid => {
  const unit = Look.unit(look)
  const widestName = Math.max(0, ...data.facets.map((label) => Look.textWidth(look, label))) * 1.15
  const needed = Math.max(Math.min(names.length, 40) * 14, areNamed(data) ? widestName / unit : 0) + 40
  const room = Math.max(needed, leastPanel) * unit
  const columns = Math.max(1, Math.min(3, data.facets.length, Math.floor((look.width - left) / room)))
  const rows = Math.ceil(data.facets.length / columns)
  const width = Math.floor((look.width - left) / columns)
  return { columns, rows, size: { width, height: Math.round(heightOf(columns, rows, width)) } }
}

/**
 * The whole chart, as `Markup.drawing` makes one.
 *
 * @param look the usual one where it is absent
 */
export const svg = (data: Data, title: string, look: Look.Look = Look.usual): string => {
  const { width } = look
  const unit = Look.unit(look)
  const names = namesOf(data)
  const key = legend(data, look)
  const heading = areNamed(data) ? 18 * unit : 0
  const lineHeight = 1.25 * look.fontSize
  // The name of the y axis has as many lines as it needs beside panels that are as high as with one.
  const { rows: rowsAtLeast, size: sizeAtLeast } = gridOf(data, names, axisName * unit, look)
  const yNames = Look.lines(look, data.y.label, rowsAtLeast * (sizeAtLeast.height + heading))
  const left = axisName * unit + (yNames.length - 1) * lineHeight
  const { columns, rows, size } = gridOf(data, names, left, look)
  const shown = (facet: number): Data => ({ ...data, ...data.own?.[facet] })
  const yLabels = data.facets.flatMap((_, facet) =>
    Ticks.texts(Panel.yTicks(shown(facet), size.height / unit), shown(facet).y.kind)
  )
  const longest = names.reduce((most, name) => Math.max(most, Look.textWidth(look, name)), 0)
  const turned = names.length > 0 && longest + 8 > (size.width - 60 * unit) / names.length
  const options = {
    ...size,
    unit,
    marginLeft: 14 + Math.max(0, ...yLabels.map((label) => Look.textWidth(look, label))),
    marginBottom: turned ? Math.min(size.height / 2, 14 + longest * 0.9) : 13 + 13 * unit,
    turned
  }
  const panels = data.facets.map((label, facet) => {
    const x = left + size.width * (facet % columns)
    const y = key.height + (size.height + heading) * Math.floor(facet / columns)
    const name =
      heading === 0
        ? ""
        : text(
            look,
            options.marginLeft + 2,
            13 * unit,
            clipped(label, Look.charactersIn(look, (size.width - 40 * unit) / 1.15)),
            ' text-anchor="start" font-weight="bold"'
          )
    const panel = Panel.of(shown(facet), { ...options, facet })
    return `<g transform="translate(${x} ${y})">${name}<g transform="translate(0 ${heading})">${panel}</g></g>`
  })
  const plots = (size.height + heading) * rows
  const xRoom = width - left - options.marginLeft
  const xNames = Look.lines(look, data.x.label, xRoom)
  const bottom = Math.ceil(key.height + plots)
  const height = Math.ceil(bottom + 18 * unit + (xNames.length - 1) * lineHeight)
  const middle = left + options.marginLeft + xRoom / 2
  const body = [
    `<desc>${escaped(description(data))}</desc>`,
    `<g>${key.svg}</g>`,
    ...panels,
    ...xNames.map((name, k) => text(look, middle, bottom + 13 * unit + k * lineHeight, name)),
    ...yNames.map((name, k) =>
      text(
        look,
        0,
        0,
        name,
        ` transform="translate(${13 * unit + k * lineHeight} ${key.height + plots / 2}) rotate(-90)"`
      )
    )
  ]
  return drawing({ width, height }, title, body, (10 / 11) * look.fontSize)
}
