/** Braid words drawn as closed braids, in rows, each with what it is beneath it. */
import * as Word from "../../domain/braid/word.ts"
import { escaped } from "../chart/markup.ts"
import * as Diagram from "./braid-diagram.ts"

export interface Entry {
  /** As `Word.print` writes it. */
  readonly word: string
  readonly label: string
}

const cell = 120
const picture = 96
const perRow = 6

/** @throws SyntaxError where an entry's word is none */
export const svg = (entries: ReadonlyArray<Entry>, title: string): string => {
  const drawn = entries.map(({ word, label }, k) => {
    const [x, y] = [cell * (k % perRow), (picture + 24) * Math.floor(k / perRow)]
    const square = { x: x + (cell - picture) / 2, y, size: picture }
    const braid = Diagram.closed(Word.parse(word), { square })
    return `${braid}\n<text x="${x + cell / 2}" y="${y + picture + 14}">${escaped(label)}</text>`
  })
  const [width, height] = [cell * perRow, (picture + 24) * Math.ceil(entries.length / perRow)]
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="11" text-anchor="middle" fill="currentColor">
<title>${escaped(title)}</title>
${drawn.join("\n")}
</svg>`
}
