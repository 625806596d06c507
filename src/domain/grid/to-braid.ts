/** A rectangular diagram as a closed braid. */
import * as Word from "../braid/word.ts"
import * as Diagram from "./diagram.ts"

/** A word whose closure is the link, on so many strands. */
export interface Braid {
  readonly word: Word.Word
  readonly strands: number
}

/**
 * Every row runs to the right, round the back where its marks are the other way: rows that go round are the strands. At a
 * column the strand that comes to it goes over those between its two rows.
 * Throws a RangeError where that takes more strands than a word may name.
 */
export const toBraid = (diagram: Diagram.Diagram): Braid => {
  const n = diagram.length
  const { enters, leaves } = oriented(diagram)
  const rows = Diagram.rows(diagram)
  /** Whether a row is under way, from the left edge on. */
  const runs = new Uint8Array(n)
  rows.forEach(([left, right], row) => {
    // It runs from the column that leaves by it to the one that it enters; round the back where that is further left.
    const from = leaves[left] === row ? left : right
    runs[row] = from === right ? 1 : 0
  })
  const strands = runs.reduce((sum, each) => sum + each, 0)
  const letters: Array<number> = []
  for (let x = 0; x < n; x++) {
    const [from, to] = [enters[x], leaves[x]]
    let place = 1
    for (let row = 0; row < from; row++) place += runs[row]
    runs[from] = 0
    if (to > from) for (let row = from + 1; row < to; row++) if (runs[row]) letters.push(-place++)
    if (to < from) for (let row = from - 1; row > to; row--) if (runs[row]) letters.push(--place)
    runs[to] = 1
  }
  return { word: Word.of(letters), strands }
}

/** By column, the row by which a walk along its component comes to it, and the one by which it goes on. */
const oriented = (diagram: Diagram.Diagram) => {
  const rows = Diagram.rows(diagram)
  const enters = new Int32Array(diagram.length).fill(-1)
  const leaves = new Int32Array(diagram.length)
  for (let start = 0; start < diagram.length; start++) {
    let row = diagram[start][0]
    for (let x = start; enters[x] < 0; ) {
      enters[x] = row
      row = diagram[x][0] === row ? diagram[x][1] : diagram[x][0]
      leaves[x] = row
      x = rows[row][0] === x ? rows[row][1] : rows[row][0]
    }
  }
  return { enters, leaves }
}
