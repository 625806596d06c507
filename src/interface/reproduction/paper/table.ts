/** Tables on sheets of paper: columns as wide as their texts ask for, heads again on every sheet. */
import type { Block, Column } from "../content/block.ts"
import type { Line, Measure, Style } from "./line.ts"
import * as Lines from "./line.ts"
import type { Sheets } from "./sheets.ts"
import * as Paper from "./sheets.ts"

export type Table = Extract<Block, { readonly kind: "table" }>

const style: Style = { face: "regular", size: 7.5, color: "#111111" }
const headStyle: Style = { ...style, face: "bold" }
const gap = 9
const padding = 2.5
const rule = "#bbbbbb"

/** Whether a cell may take several lines. */
const isBroken: Readonly<Record<Column["kind"], boolean>> = { text: true, word: false, number: false }

/** Points of each column: what a word needs, and of the rest in shares of what the texts would take in one line. */
export const widths = (
  { columns, rows }: Table,
  breadth: number,
  measure: Measure
): ReadonlyArray<number> => {
  const room = breadth - gap * (columns.length - 1)
  const extents = columns.map(({ name, kind }, k) => {
    const cells = [[name], ...rows.map((row) => row[k]!)].map((text, i) =>
      Lines.extent(text, i === 0 ? headStyle : style, measure)
    )
    const all = Math.max(...cells.map(([all]) => all))
    const word = Math.max(...cells.map(([, word]) => word))
    return { all, least: isBroken[kind] ? word : all }
  })
  const least = extents.reduce((sum, { least }) => sum + least, 0)
  const wanted = extents.reduce((sum, { all }) => sum + all, 0)
  if (wanted <= room) return extents.map(({ all }) => all)
  // Words that no sheet has room for side by side are broken.
  if (least >= room) return extents.map((each) => (each.least * room) / least)
  const share = (room - least) / (wanted - least)
  return extents.map((each) => each.least + (each.all - each.least) * share)
}

const shift = (line: Line, kind: Column["kind"], width: number): number => {
  const last = line.at(-1)
  return kind !== "number" || last === undefined ? 0 : width - last.x - last.width
}

interface Row {
  readonly cells: ReadonlyArray<ReadonlyArray<Line>>
  readonly count: number
}

const heightOf = ({ count }: Row): number => count * Paper.lineHeight(style.size) + 2 * padding

/** Rows that stay with the head. */
const together = 3

const beginOf = (rows: ReadonlyArray<Row>): number =>
  rows.slice(0, 1 + together).reduce((sum, row) => sum + heightOf(row), 0)

/** Of the head and the first rows, in points. */
export const begin = (table: Table, measure: Measure): number =>
  beginOf(rowsOf(table, widths(table, Paper.breadth, measure), measure))

/** The head, and the rows. */
const rowsOf = ({ columns, rows }: Table, all: ReadonlyArray<number>, measure: Measure): ReadonlyArray<Row> =>
  [columns.map(({ name }) => [name]), ...rows].map((row, i) => {
    const cells = row.map((text, k) =>
      Lines.broken(text, all[k]! + 0.01, i === 0 ? headStyle : style, measure)
    )
    return { cells, count: Math.max(...cells.map((lines) => lines.length)) }
  })

/** @param isHead with a line below that is thicker */
const ruled = ({ document, y }: Sheets, isHead: boolean): void => {
  document
    .strokeColor(rule)
    .lineWidth(isHead ? 1 : 0.4)
    .moveTo(Paper.margin, y)
    .lineTo(Paper.margin + Paper.breadth, y)
    .stroke()
}

const written = (
  sheets: Sheets,
  { columns }: Table,
  { cells, count }: Row,
  all: ReadonlyArray<number>,
  head: (() => void) | undefined
): void => {
  sheets.y += padding
  const height = Paper.lineHeight(style.size)
  for (let k = 0; k < count; k++) {
    if (sheets.y + height > Paper.bottom && head !== undefined) {
      Paper.turn(sheets)
      head()
    }
    let x = Paper.margin
    for (const [i, lines] of cells.entries()) {
      const line = lines[k]
      if (line !== undefined) Paper.put(sheets, line, x + shift(line, columns[i]!.kind, all[i]!), sheets.y)
      x += all[i]! + gap
    }
    sheets.y += height
  }
  sheets.y += padding
  ruled(sheets, head === undefined)
}

export const write = (sheets: Sheets, table: Table): void => {
  const all = widths(table, Paper.breadth, sheets.measure)
  const [head, ...rows] = rowsOf(table, all, sheets.measure)
  Paper.need(sheets, beginOf([head!, ...rows]))
  const writeHead = (): void => written(sheets, table, head!, all, undefined)
  writeHead()
  for (const row of rows) {
    if (sheets.y + heightOf(row) > Paper.bottom && heightOf(row) < (Paper.bottom - Paper.top) / 2) {
      Paper.turn(sheets)
      writeHead()
    }
    written(sheets, table, row, all, writeHead)
  }
}
