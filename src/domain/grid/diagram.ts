/**
 * A rectangular diagram of a link (also called grid or arc diagram): n columns and n rows, two marks in each column and
 * two in each row. A column's segment joins its marks and passes over the rows' segments, each of which joins the marks of a row.
 * It is the list of its columns: the two rows of each, the lower first. Only cyclic orders matter: a diagram lives on a
 * torus, where shifting the last column or row to the front is an isotopy.
 *
 * Sources: Cromwell, Embedding knots and links in an open book I (Topology Appl. 64, 1995); Dynnikov, Arc-presentations
 * of links: monotonic simplification (Fund. Math. 190, 2006).
 */
import * as Canonical from "./canonical.ts"

export type Column = readonly [low: number, high: number]
export type Diagram = ReadonlyArray<Column>

/** Largest n: the kernels number rows by 16 bits. */
export const largest = 8192

/**
 * The diagram with these columns. Throws a RangeError with a sentence where a row has not two marks, a column has both in
 * one row, or rows are not numbered from 0 to n - 1.
 */
export const of = (columns: ReadonlyArray<ReadonlyArray<number>>): Diagram => {
  const n = columns.length
  if (n > largest) throw new RangeError(`The diagram has ${n} columns; it may have ${largest}.`)
  const marks = new Uint8Array(n)
  columns.forEach((column, x) => {
    if (column.length !== 2) throw new RangeError(`Column ${x} has ${column.length} marks; a column has two.`)
    for (const row of column) {
      if (!Number.isInteger(row) || row < 0 || row >= n)
        throw new RangeError(`Column ${x} has a mark in row ${row}; rows are numbered from 0 to ${n - 1}.`)
      marks[row]++
    }
    if (column[0] === column[1]) throw new RangeError(`Column ${x} has both marks in row ${column[0]}.`)
  })
  const wrong = marks.findIndex((count) => count !== 2)
  if (wrong >= 0) throw new RangeError(`Row ${wrong} has ${marks[wrong]} marks; a row has two.`)
  return columns.map(([a, b]) => (a < b ? [a, b] : [b, a]))
}

/** The columns of each row, the left one first: the diagram with columns and rows exchanged. */
export const rows = (diagram: Diagram): Diagram => {
  const found: Array<Array<number>> = diagram.map(() => [])
  diagram.forEach((column, x) => {
    for (const row of column) found[row].push(x)
  })
  return found as unknown as Diagram
}

/** Rows of each column, from the left: `0-3 1-4 0-2 1-3 2-4`. */
export const print = (diagram: Diagram): string => diagram.map(([low, high]) => `${low}-${high}`).join(" ")

/** Several diagrams side by side: their split union. */
export const beside = (...diagrams: ReadonlyArray<Diagram>): Diagram => {
  let shift = 0
  return diagrams.flatMap((diagram) => {
    const by = shift
    shift += diagram.length
    return diagram.map(([low, high]): Column => [low + by, high + by])
  })
}

/** A circle: the smallest diagram, and the only one of the unknot that no move makes smaller. */
export const circle: Diagram = [
  [0, 1],
  [0, 1]
]

/** The component of the link that each column is of, numbered from 0 in the order of their first columns. */
export const componentOf = (diagram: Diagram): ReadonlyArray<number> => {
  const across = rows(diagram)
  const component: Array<number> = new Array(diagram.length).fill(-1)
  let count = 0
  for (let start = 0; start < diagram.length; start++) {
    if (component[start] >= 0) continue
    let row = diagram[start][0]
    for (let x = start; component[x] < 0; ) {
      component[x] = count
      row = diagram[x][0] === row ? diagram[x][1] : diagram[x][0]
      x = across[row][0] === x ? across[row][1] : across[row][0]
    }
    count++
  }
  return component
}

/** How many components the link has. */
export const components = (diagram: Diagram): number =>
  componentOf(diagram).reduce((most, component) => Math.max(most, component + 1), 0)

/** The least of all its shifts, columns compared in order: the same for two diagrams that differ by shifts alone. */
export const canonical = (diagram: Diagram): Diagram => {
  const { column, row } = Canonical.corner(diagram.flat(), diagram.length)
  return shift(diagram, -column, -row)
}

/** Every column `right` places further, every row `up`, round the torus. */
export const shift = (diagram: Diagram, right: number, up: number): Diagram => {
  const n = diagram.length
  const at = (place: number) => ((place % n) + n) % n
  return diagram.map((_, x) => {
    const [a, b] = diagram[at(x - right)].map((row) => at(row + up))
    return a < b ? [a, b] : [b, a]
  })
}
