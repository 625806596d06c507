/** A chart as SVG text: panels side by side under one legend, axes named once. */
import * as Plot from "@observablehq/plot"
import { drawing, escaped } from "../../drawing/markup.ts"
import { clipped } from "../../drawing/text.ts"
import type { Data } from "./data.ts"
import { scales } from "./data.ts"
import * as Panel from "./panel.ts"
import * as Ticks from "./ticks.ts"

const width = 720
const fontSize = 11

/** Of a character of the sans-serif fonts that readers have, on average. */
const characterWidth = 6.2

const textWidth = (text: string): number => characterWidth * text.length

interface Item {
  readonly label: string
  readonly colour: string
  readonly symbol?: ReturnType<typeof Panel.symbol>
  readonly dash?: string
  readonly x: number
  readonly y: number
}

/** Room for the name of the y axis. */
const axisName = 20
const keyWidth = 22
/** Of a label that has a row for itself. */
const mostCharacters = 100
const rowHeight = 17

type Entry = Omit<Item, "x" | "y">

/** Series by colour and symbol, lines by their stroke. */
const entriesOf = ({ series, lines, levels }: Data): ReadonlyArray<Entry> => {
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
  return entries.map((entry) => ({ ...entry, label: clipped(entry.label, mostCharacters) }))
}

/** In rows that fit. */
const placed = (entries: ReadonlyArray<Entry>): ReadonlyArray<Item> => {
  const left = 4
  let x = left
  let y = 10
  return entries.map((entry) => {
    const size = keyWidth + textWidth(entry.label) + 16
    if (x > left && x + size > width) {
      x = left
      y += rowHeight
    }
    const item = { ...entry, x, y }
    x += size
    return item
  })
}

const legend = (data: Data): { readonly svg: string; readonly height: number } => {
  const items = placed(entriesOf(data))
  if (items.length === 0) return { svg: "", height: 0 }
  const height = items.at(-1)!.y + 12
  const bars = Panel.isBars(data)
  const symbols = Plot.dot(
    items.filter(({ symbol }) => symbol !== undefined),
    {
      x: ({ x }: Item) => x + 8,
      y: "y",
      r: 4.5,
      fill: "colour",
      symbol: bars ? () => "square" as const : ({ symbol }: Item) => symbol
    }
  )
  const strokes = items
    .filter(({ dash }) => dash !== undefined)
    .map((item) =>
      Plot.link([item], {
        x1: item.x,
        x2: item.x + 16,
        y1: "y",
        y2: "y",
        stroke: "currentColor",
        strokeDasharray: item.dash!
      })
    )
  const labels = Plot.text(items, {
    x: ({ x }: Item) => x + keyWidth,
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

const text = (x: number, y: number, content: string, more = ""): string =>
  `<text x="${x}" y="${y}" font-size="${fontSize}"${more}>${escaped(content)}</text>`

/** One panel may be left of several: its name still says what it is of. */
const areNamed = ({ facets }: Data): boolean => facets.some((label) => label !== "")

/** What a reader who cannot see the picture is told. */
export const description = (data: Data): string => {
  const noun = {
    line: "Line chart",
    dot: "Dot chart",
    bar: "Bar chart",
    stack: "Stacked bars",
    histogram: "Histogram"
  }
  const range = ({ kind, domain }: Data["x"]): string =>
    scales[kind].isNamed
      ? `${domain.length} categories`
      : `${Ticks.text(Number((domain[0] as number).toPrecision(3)))} to ${Ticks.text(Number((domain[1] as number).toPrecision(3)))}`
  const short = (labels: ReadonlyArray<string>): string =>
    labels.map((label) => clipped(label, mostCharacters)).join("; ")
  const series = data.series.filter((label) => label !== "")
  const lines = data.lines.map(({ label }) => label)
  return [
    `${noun[data.kind]} of ${data.y.label} (${range(data.y)}) against ${data.x.label} (${range(data.x)})`,
    ...(series.length > 0 ? [`series ${short(series)}`] : []),
    ...(areNamed(data) ? [`panels ${short(data.facets)}`] : []),
    ...(lines.length > 0 ? [`lines ${short(lines)}`] : [])
  ].join(". ")
}

/** The whole chart, as `Markup.drawing` makes one. */
export const svg = (data: Data, title: string): string => {
  const names = scales[data.x.kind].isNamed ? data.x.domain.map((name) => Panel.shortened(String(name))) : []
  const widestName = Math.max(0, ...data.facets.map(textWidth)) * 1.15
  const roomNeeded = Math.max(Math.min(names.length, 40) * 14, areNamed(data) ? widestName : 0) + 40
  const columns = Math.max(1, Math.min(3, data.facets.length, Math.floor((width - axisName) / roomNeeded)))
  const rows = Math.ceil(data.facets.length / columns)
  const heading = areNamed(data) ? 18 : 0
  const key = legend(data)
  const size = {
    width: Math.floor((width - axisName) / columns),
    height: columns === 1 ? (rows === 1 ? 360 : 250) : columns === 2 ? 280 : 220
  }
  const shown = (facet: number): Data => ({ ...data, ...data.own?.[facet] })
  const yLabels = data.facets.flatMap((_, facet) =>
    Ticks.texts(Panel.yTicks(shown(facet), size.height), shown(facet).y.kind)
  )
  const longest = names.reduce((most, name) => Math.max(most, textWidth(name)), 0)
  const turned = names.length > 0 && longest + 8 > (size.width - 60) / names.length
  const options = {
    ...size,
    marginLeft: 14 + Math.max(0, ...yLabels.map(textWidth)),
    marginBottom: turned ? Math.min(size.height / 2, 14 + longest * 0.9) : 26,
    turned
  }
  const panels = data.facets.map((label, facet) => {
    const x = axisName + size.width * (facet % columns)
    const y = key.height + (size.height + heading) * Math.floor(facet / columns)
    const name =
      heading === 0
        ? ""
        : text(
            options.marginLeft + 2,
            13,
            clipped(label, Math.floor((size.width - 40) / (1.15 * characterWidth))),
            ' text-anchor="start" font-weight="bold"'
          )
    const panel = Panel.of(shown(facet), { ...options, facet })
    return `<g transform="translate(${x} ${y})">${name}<g transform="translate(0 ${heading})">${panel}</g></g>`
  })
  const plots = (size.height + heading) * rows
  const height = Math.ceil(key.height + plots + 18)
  const middle = axisName + options.marginLeft + (width - axisName - options.marginLeft) / 2
  const body = [
    `<desc>${escaped(description(data))}</desc>`,
    `<g>${key.svg}</g>`,
    ...panels,
    text(middle, height - 5, data.x.label),
    text(0, 0, data.y.label, ` transform="translate(13 ${key.height + plots / 2}) rotate(-90)"`)
  ]
  return drawing({ width, height }, title, body, 10)
}
