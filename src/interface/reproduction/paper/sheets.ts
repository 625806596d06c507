/** Sheets of paper that are written on from top to bottom, one after the other. */
import type PDFDocument from "pdfkit"
import * as Pdf from "../../report/pdf.ts"
import type { Line, Measure } from "./line.ts"

/** A4, in points. */
const width = 595.28
const height = 841.89

/** To the left and right; above and below. */
export const margin = 60
export const top = 60
export const bottom = height - 70

/** Of what is written. */
export const breadth = width - 2 * margin

/** Of the lines, in sizes of their letters. */
const leading = 1.4

export interface Sheets {
  readonly document: PDFDocument
  readonly measure: Measure
  /** Where the next line begins, from the sheet's upper edge. */
  y: number
}

export const of = (title: string, made: Date): Sheets => {
  const info = { Title: title, Creator: "skein", CreationDate: made }
  const document = Pdf.begun({
    ...{ size: [width, height], margin: 0, info, bufferPages: true },
    ...{ lang: "en", displayTitle: true }
  })
  const known = new Map<string, number>()
  const measure: Measure = (text, { face, size }) => {
    const name = `${face} ${text}`
    // Widths grow as letters do.
    const found = known.get(name) ?? document.font(face).fontSize(1000).widthOfString(text) / 1000
    known.set(name, found)
    return found * size
  }
  return { document, measure, y: top }
}

export const pageOf = ({ document }: Sheets): number => document.bufferedPageRange().count - 1

const isFresh = ({ y }: Sheets): boolean => y === top

export const turn = (sheets: Sheets): void => {
  sheets.document.addPage()
  sheets.y = top
}

/** On to the next sheet where this one has no room for it; what no sheet has room for begins where it is. */
export const need = (sheets: Sheets, height: number): void => {
  if (!isFresh(sheets) && sheets.y + Math.min(height, bottom - top) > bottom) turn(sheets)
}

/** A blank between blocks; none at the top of a sheet. */
export const space = (sheets: Sheets, height: number): void => {
  if (!isFresh(sheets)) sheets.y += height
}

export const lineHeight = (size: number): number => size * leading

/** Places of a document have no blanks in their names. */
const isPlace = (to: string): boolean => to.startsWith("#")

/** A line where it is told to stand; `y` is its upper end. */
export const put = ({ document }: Sheets, line: Line, x: number, y: number): void => {
  for (const { text, style, x: from, width, to } of line) {
    document.font(style.face).fontSize(style.size).fillColor(style.color)
    document.text(text, x + from, y, { lineBreak: false })
    if (to === undefined) continue
    const height = lineHeight(style.size)
    if (isPlace(to)) document.goTo(x + from, y, width, height, to.slice(1))
    else document.link(x + from, y, width, height, encodeURI(to))
  }
}

/** Lines below each other, over as many sheets as they take; one alone is left on none where there are more. */
export const lines = (sheets: Sheets, all: ReadonlyArray<Line>, size: number, x = margin): void => {
  const height = lineHeight(size)
  for (const [k, line] of all.entries()) {
    const isFirst = k === 0 && all.length > 1
    const isBeforeLast = k === all.length - 2 && k > 0
    need(sheets, isFirst || isBeforeLast ? 2 * height : height)
    put(sheets, line, x, sheets.y)
    sheets.y += height
  }
}
