/**
 * Rectangular diagrams (grid or arc diagrams) as texts; verticals pass over.
 *
 *     0-3 1-4 0-2 1-3 2-4                               the two rows of each column, as this program prints them
 *     [[0, 3], [1, 4], [0, 2], [1, 3], [2, 4]]          the same as a list; rows are numbered from 0 or from 1
 *     [[1, 2], [1, 5], [2, 1], ...]                     KnotInfo's knots: column and row of each mark, rows from above
 */
import * as Diagram from "../grid/diagram.ts"
import * as Text from "./text.ts"

/** Whether a text is one of rows with hyphens, or begins like one. */
export const isHyphened = (text: string): boolean => /^\s*\d+-\d/.test(text)

/** Throws a SyntaxError with the place of the first fault, or a RangeError with a sentence where there is no such diagram. */
export const parse = (text: string): Diagram.Diagram => {
  const plain = Text.plain(text)
  return ofPairs(isHyphened(plain) ? hyphened(plain) : listed(plain))
}

const column = /\s*,?\s*(?:(\d+)-(\d+)|(\S+))/y

const hyphened = (text: string): ReadonlyArray<readonly [number, number]> => {
  const pairs: Array<readonly [number, number]> = []
  column.lastIndex = 0
  for (let found = column.exec(text); found !== null; found = column.exec(text)) {
    const [, low, high, wrong] = found
    if (wrong !== undefined)
      throw new Text.Fault(
        text,
        column.lastIndex - wrong.length,
        `"${wrong}" stands where the rows of a column are expected, as 0-3`
      )
    pairs.push([Number(low), Number(high)])
  }
  return pairs
}

const listed = (text: string): ReadonlyArray<readonly [number, number]> => {
  const whole = Text.single(text, "a list of columns")
  return Text.members(text, whole, "a list of columns").map((item, i) => {
    const what = `column ${i}`
    const rows = Text.members(text, item, what).map((row) => Text.integer(text, row, `a row of ${what}`))
    if (rows.length !== 2)
      throw new Text.Fault(text, item.at, `${what} has ${rows.length} marks; a column has two`)
    return [rows[0], rows[1]]
  })
}

/** Columns by their rows, or marks by their columns and rows. */
const ofPairs = (pairs: ReadonlyArray<readonly [number, number]>): Diagram.Diagram => {
  if (pairs.length === 0) throw new RangeError("The diagram has no columns.")
  if (!areMarks(pairs)) {
    const least = Math.min(...pairs.map(([a, b]) => Math.min(a, b)))
    const from = least === 1 ? 1 : 0
    return Diagram.of(pairs.map(([a, b]) => [a - from, b - from]))
  }
  const columns: Array<Array<number>> = Array.from({ length: pairs.length / 2 }, () => [])
  for (const [x, y] of pairs) columns[x - 1].push(pairs.length / 2 - y)
  return Diagram.of(columns)
}

/** Whether pairs are n columns, each twice: of columns by their rows no number is there four times. */
const areMarks = (pairs: ReadonlyArray<readonly [number, number]>): boolean => {
  const n = pairs.length / 2
  const count = new Map<number, number>()
  for (const [x] of pairs) count.set(x, (count.get(x) ?? 0) + 1)
  return (
    count.size === n && [...count].every(([x, times]) => x >= 1 && x <= n && times === 2) && !isColumns(pairs)
  )
}

const isColumns = (pairs: ReadonlyArray<readonly [number, number]>): boolean => {
  const count = new Map<number, number>()
  for (const row of pairs.flat()) count.set(row, (count.get(row) ?? 0) + 1)
  return [...count.values()].every((times) => times === 2)
}

/** `0-3 1-4 0-2 1-3 2-4`. */
export const print = Diagram.print
