/** Braid words drawn as closed braids, in rows, each with what it is beneath it. */
import * as Word from "../../domain/braid/word.ts"
import { drawing, escaped } from "../markup.ts"
import * as Diagram from "./diagram.ts"

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
  return drawing({ width, height }, title, drawn, 11)
}
