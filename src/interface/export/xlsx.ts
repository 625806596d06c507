/**
 * A workbook of one sheet, as spreadsheets have them (Office Open XML, ECMA-376): the names of the columns in bold, in a row that
 * stays where it is while one scrolls; numbers as numbers, texts as texts, which nothing computes, whatever they begin with.
 *
 * A sheet has no NaN and no infinities: their cells are empty. Integers beyond 2^53, of which a spreadsheet keeps 15 digits,
 * are written as text. Throws a RangeError beyond 1 048 576 rows or 16 384 columns, which is all that a sheet has.
 */
import type { Cell } from "../../simulation/table.ts"
import type { Encoder, Table } from "./table.ts"
import { cell } from "./table.ts"
import { zipped } from "./zip.ts"

const mostRows = 1_048_576
const mostColumns = 16_384

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" }

/** Without what XML has no place for. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>]/g, (character) => entities[character]!)

const inline = (text: string, style = ""): string =>
  `<c t="inlineStr"${style}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`

const encoded = (value: Cell): string => {
  if (value === null) return "<c></c>"
  if (typeof value === "boolean") return `<c t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === "number") return Number.isFinite(value) ? `<c><v>${value}</v></c>` : "<c></c>"
  return inline(String(value))
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const packaged = "http://schemas.openxmlformats.org/package/2006"
const type = "application/vnd.openxmlformats-officedocument.spreadsheetml"

function* sheet(table: Table): Generator<string> {
  const names = Object.keys(table.columns)
  if (names.length > mostColumns)
    throw new RangeError(
      `a sheet has ${mostColumns} columns, and the table ${names.length}; csv has no limit`
    )
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
  yield `<row>${names.map((name) => inline(name, ' s="1"')).join("")}</row>`
  let count = 1
  for (const row of table.rows) {
    count++
    if (count > mostRows)
      throw new RangeError(`a sheet has ${mostRows} rows, and the table more; csv and parquet have no limit`)
    yield `<row>${names.map((name) => encoded(cell(row, name))).join("")}</row>`
  }
  yield "</sheetData></worksheet>"
}

/** A sheet's name has 31 characters at most, and none of these. */
const sheetName = (table: string): string => escaped(table.replace(/[\][\\/?*:]/g, "-").slice(0, 31))

const parts: ReadonlyArray<readonly [path: string, content: (table: Table) => Iterable<string>]> = [
  [
    "[Content_Types].xml",
    () => [
      `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`
    ]
  ],
  [
    "_rels/.rels",
    () => [
      `${declaration}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
    ]
  ],
  [
    "xl/workbook.xml",
    ({ name }) => [
      `${declaration}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets><sheet name="${sheetName(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`
    ]
  ],
  [
    "xl/_rels/workbook.xml.rels",
    () => [
      `${declaration}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relationships}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`
    ]
  ],
  [
    "xl/styles.xml",
    () => [
      `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`
    ]
  ],
  ["xl/worksheets/sheet1.xml", sheet]
]

/** The same table gives the same bytes, whenever it is written. */
const made = new Date(0)

export const xlsx: Encoder = (table) =>
  zipped(
    parts.map(([path, content]) => ({ path, chunks: content(table) })),
    made,
    () => {}
  )
