/** The document as sheets of paper, in PDF: text that can be searched, vectors, bookmarks, page numbers. */
import { nothingLeft } from "../../../domain/exhaustive.ts"
import * as Pdf from "../../report/pdf.ts"
import type { Block, Document, Section, Text } from "../content/block.ts"
import type { Style } from "./line.ts"
import * as Lines from "./line.ts"
import type { Sheets } from "./sheets.ts"
import * as Paper from "./sheets.ts"
import * as Table from "./table.ts"

const ink = "#111111"
const faint = "#595959"
const body: Style = { face: "regular", size: 9, color: ink }
const small: Style = { face: "regular", size: 7.5, color: faint }
const code: Style = { face: "regular", size: 8, color: ink }
const titleStyle: Style = { face: "bold", size: 19, color: ink }
const sectionStyle: Style = { face: "bold", size: 13, color: ink }
const headingStyle: Style = { face: "bold", size: 9.5, color: ink }
const indent = 14

/** Of the largest figure. */
const mostHeight = 600

type Figure = Extract<Block, { readonly kind: "figure" }>

const paragraph = (sheets: Sheets, text: Text, style: Style, after: number): void => {
  Paper.lines(sheets, Lines.broken(text, Paper.breadth, style, sheets.measure), style.size)
  sheets.y += after
}

const list = (sheets: Sheets, items: ReadonlyArray<Text>): void => {
  for (const item of items) {
    Paper.need(sheets, Paper.lineHeight(body.size))
    const lines = Lines.broken(item, Paper.breadth - indent, body, sheets.measure)
    Paper.need(sheets, Math.min(2, lines.length) * Paper.lineHeight(body.size))
    Paper.put(sheets, Lines.broken(["•"], indent, body, sheets.measure)[0]!, Paper.margin + 3, sheets.y)
    Paper.lines(sheets, lines, body.size, Paper.margin + indent)
    sheets.y += 2
  }
  sheets.y += 4
}

const commands = (sheets: Sheets, lines: ReadonlyArray<string>): void => {
  const height = Paper.lineHeight(code.size)
  const inset = 6
  for (const line of lines.flatMap((line) =>
    Lines.broken([line], Paper.breadth - 2 * inset, code, sheets.measure)
  )) {
    Paper.need(sheets, height)
    sheets.document
      .fillColor("#f1f2f4")
      .rect(Paper.margin, sheets.y - 1, Paper.breadth, height + 0.5)
      .fill()
    Paper.put(sheets, line, Paper.margin + inset, sheets.y)
    sheets.y += height
  }
  sheets.y += 8
}

/** How large a figure stands there, as a share of its own size. */
const scaleOf = ({ picture }: Figure): readonly [scale: number, width: number, height: number] => {
  const [width, height] = Pdf.sizeOf(picture.svg!)
  const scale = Math.min(1, Paper.breadth / width, mostHeight / height)
  return [scale, width * scale, height * scale]
}

const captionOf = ({ picture, files }: Figure): Text => [
  [picture.caption, ...picture.notes].join(" "),
  ...files.formats.flatMap((format) => {
    const file = files.figure(picture.name, format)
    return file === undefined ? [] : [" ", { kind: "link" as const, text: format.toUpperCase(), to: file }]
  })
]

const figureHeight = (figure: Figure): number =>
  Paper.lineHeight(headingStyle.size) + scaleOf(figure)[2] + 4 * Paper.lineHeight(small.size)

const figure = (sheets: Sheets, each: Figure): void => {
  const { document } = sheets
  const [scale, , height] = scaleOf(each)
  Paper.need(sheets, figureHeight(each))
  paragraph(sheets, [each.picture.title], { ...body, face: "bold" }, 3)
  document.save().translate(Paper.margin, sheets.y).scale(scale)
  Pdf.draw(document, each.picture.svg!)
  document.restore()
  sheets.y += height + 4
  paragraph(sheets, captionOf(each), small, 10)
}

/** What of a block stands together with a heading before it. */
const beginOf = (block: Block | undefined, sheets: Sheets): number => {
  if (block === undefined) return 0
  switch (block.kind) {
    case "figure":
      return figureHeight(block)
    case "table":
      return Table.begin(block, sheets.measure)
    case "paragraph":
    case "aside":
    case "heading":
    case "list":
    case "commands":
      return 3 * Paper.lineHeight(body.size)
    default:
      return nothingLeft(block, "block")
  }
}

/** Of paragraphs that stay together, up to the beginning of what comes behind them. */
const stayingOf = ([first, ...others]: ReadonlyArray<Block>, sheets: Sheets): number => {
  if (first?.kind !== "paragraph" || first.stays !== true) return beginOf(first, sheets)
  const lines = Lines.broken(first.text, Paper.breadth, body, sheets.measure).length
  return lines * Paper.lineHeight(body.size) + 5 + stayingOf(others, sheets)
}

const write = (sheets: Sheets, blocks: ReadonlyArray<Block>): void => {
  for (const [k, block] of blocks.entries()) {
    switch (block.kind) {
      case "paragraph":
        if (block.stays === true) Paper.need(sheets, stayingOf(blocks.slice(k), sheets))
        paragraph(sheets, block.text, body, 5)
        break
      case "aside":
        paragraph(sheets, block.text, small, 5)
        break
      case "heading":
        Paper.space(sheets, 5)
        Paper.need(sheets, Paper.lineHeight(headingStyle.size) + 3 + beginOf(blocks[k + 1], sheets))
        paragraph(sheets, [block.text], headingStyle, 3)
        break
      case "list":
        list(sheets, block.items)
        break
      case "table":
        Table.write(sheets, block)
        sheets.y += 8
        break
      case "commands":
        commands(sheets, block.lines)
        break
      case "figure":
        figure(sheets, block)
        break
      default:
        nothingLeft(block, "block")
    }
  }
}

/** @returns the page that it begins on, from 0 */
const section = (sheets: Sheets, { id, title, blocks }: Section): number => {
  Paper.space(sheets, 14)
  Paper.need(sheets, 2 * Paper.lineHeight(sectionStyle.size) + beginOf(blocks[0], sheets))
  const { document, y } = sheets
  const page = Paper.pageOf(sheets)
  document.addNamedDestination(id, "XYZ", 0, y - 6, null)
  // Counted from the right edge.
  document.outline.addItem(Pdf.inFont(title), { top: y - 6, left: 2 * Paper.margin + Paper.breadth })
  paragraph(sheets, [title], sectionStyle, 2)
  document
    .strokeColor("#bbbbbb")
    .lineWidth(0.6)
    .moveTo(Paper.margin, sheets.y)
    .lineTo(Paper.margin + Paper.breadth, sheets.y)
    .stroke()
  sheets.y += 6
  write(sheets, blocks)
  return page
}

/** Where the number of a section's page will stand. */
interface Entry {
  readonly page: number
  readonly y: number
}

const contents = (sheets: Sheets, sections: ReadonlyArray<Section>): ReadonlyArray<Entry> => {
  Paper.space(sheets, 8)
  paragraph(sheets, ["Contents"], headingStyle, 3)
  return sections.map(({ id, title }) => {
    const lines = Lines.broken(
      [{ kind: "link", text: title, to: `#${id}` }],
      Paper.breadth - 40,
      body,
      sheets.measure
    )
    Paper.lines(sheets, lines, body.size)
    return { page: Paper.pageOf(sheets), y: sheets.y - Paper.lineHeight(body.size) }
  })
}

const toTheRight = (sheets: Sheets, text: string, style: Style, y: number): void => {
  const [line] = Lines.broken([text], Paper.breadth, style, sheets.measure)
  const last = line!.at(-1)!
  Paper.put(sheets, line!, Paper.margin + Paper.breadth - last.x - last.width, y)
}

/**
 * The same document and date give the same bytes.
 *
 * @param made goes into the file
 */
export const of = async ({ title, lead, sections }: Document, made: Date): Promise<Uint8Array> => {
  const sheets = Paper.of(title, made)
  const { document } = sheets
  return Pdf.bytes(document, () => {
    paragraph(sheets, [title], titleStyle, 8)
    write(sheets, lead)
    const entries = contents(sheets, sections)
    const pages = sections.map((each) => section(sheets, each))
    const { count } = document.bufferedPageRange()
    for (let page = 0; page < count; page++) {
      document.switchToPage(page)
      Paper.put(
        sheets,
        Lines.broken([title], Paper.breadth, small, sheets.measure)[0]!,
        Paper.margin,
        Paper.bottom + 20
      )
      toTheRight(sheets, `${page + 1} of ${count}`, small, Paper.bottom + 20)
    }
    for (const [k, { page, y }] of entries.entries()) {
      document.switchToPage(page)
      toTheRight(sheets, String(pages[k]! + 1), body, y)
    }
  })
}
