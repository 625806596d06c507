/** A rectangular diagram of an oriented link, of which each column knows its component: what pieces of links are joined by. */
import type * as Diagram from "./diagram.ts"
import * as Marks from "./marks.ts"
import * as Move from "./move.ts"

/** A walk along the component comes to the column by the row `enters`, and goes on by `leaves`. */
export interface Column {
  readonly enters: number
  readonly leaves: number
  readonly component: number
}

export type Link = ReadonlyArray<Column>

/** Each component is numbered, and leaves its first column by the upper row. */
export const of = (diagram: Diagram.Diagram): Link => {
  const { n, rows } = Marks.of(diagram)
  const link: Array<Column> = new Array(n)
  let component = 0
  for (let start = 0; start < n; start++) {
    if (link[start] !== undefined) continue
    let enters = diagram[start][0]
    for (let x = start; link[x] === undefined; ) {
      const leaves = diagram[x][0] === enters ? diagram[x][1] : diagram[x][0]
      link[x] = { enters, leaves, component }
      x = rows[2 * leaves] ^ rows[2 * leaves + 1] ^ x
      enters = leaves
    }
    component++
  }
  return link
}

export const diagram = (link: Link): Diagram.Diagram =>
  link.map(({ enters, leaves }) => (enters < leaves ? [enters, leaves] : [leaves, enters]))

/** Columns and rows exchanged: the same link, turned over the diagonal. */
export const turned = (link: Link): Link => {
  const from = new Uint16Array(link.length)
  link.forEach(({ leaves }, x) => {
    from[leaves] = x
  })
  const rows: Array<Column> = new Array(link.length)
  link.forEach(({ enters, component }, x) => {
    rows[enters] = { enters: from[enters], leaves: x, component }
  })
  return rows
}

/** Every column `right` places further, every row `up`, round the torus; both may be negative, down to -n. */
export const shift = (link: Link, right: number, up: number): Link => {
  const n = link.length
  const at = (place: number) => (place + n) % n
  return link.map((_, x) => {
    const { enters, leaves, component } = link[at(x - right)]
    return { enters: at(enters + up), leaves: at(leaves + up), component }
  })
}

/** After moves none of which takes a circle away. */
export const follow = (link: Link, moves: ReadonlyArray<Move.Code>): Link => {
  const ends = (lines: Link) => Uint16Array.from(lines.flatMap(({ enters, leaves }) => [enters, leaves]))
  const marks: Marks.Marks = { n: link.length, columns: ends(link), rows: ends(turned(link)) }
  const components = link.map(({ component }) => component)
  for (const move of moves) {
    const i = Move.placeOf(move)
    const j = (i + 1) % marks.n
    if (Move.isExchange(move)) {
      if (!Move.isRow(move)) [components[i], components[j]] = [components[j], components[i]]
    } else components.splice(Move.isRow(move) ? common(marks.rows, i, j) : Math.max(i, j), 1)
    Marks.apply(marks, move)
  }
  return components.map((component, x) => ({
    enters: marks.columns[2 * x],
    leaves: marks.columns[2 * x + 1],
    component
  }))
}

/** The line across in which two lines both have a mark. */
const common = (lines: Uint16Array, i: number, j: number): number => {
  const first = lines[2 * i]
  return first === lines[2 * j] || first === lines[2 * j + 1] ? first : lines[2 * i + 1]
}

/**
 * The column at a place split in two neighbours that share a new row, at the place `row` (stabilisation). A walk along the
 * component comes to the left one first where `isFirst`, else to the right one.
 */
export const split = (link: Link, at: number, row: number, isFirst: boolean): Link => {
  const raised = link.map((column) => ({
    ...column,
    enters: column.enters + Number(column.enters >= row),
    leaves: column.leaves + Number(column.leaves >= row)
  }))
  const one = { ...raised[at], leaves: row }
  const other = { ...raised[at], enters: row }
  return raised.toSpliced(at, 1, ...(isFirst ? [one, other] : [other, one]))
}

/** Several links side by side, split from each other; they must have no component in common. */
export const beside = (...links: ReadonlyArray<Link>): Link => {
  let by = 0
  return links.flatMap((link) => {
    const shifted = link.map((column) => ({
      ...column,
      enters: column.enters + by,
      leaves: column.leaves + by
    }))
    by += link.length
    return shifted
  })
}

/**
 * The connected sum of two links along a component that both have: n1 + n2 - 2 columns. A row of each is taken away; the column
 * that came to it goes on in the other link. The inverse of a cut.
 */
export const sum = (one: Link, other: Link, component: number): Link => {
  // The row to be taken away is the last one of `one`, and its column that comes to it the first.
  const out = one.findIndex((column) => column.component === component)
  const a = shift(one, -out, one.length - 1 - one[out].leaves)
  const last = a.length - 1
  const back = a.findIndex(({ enters }) => enters === last)
  // Of `other`, the first row, and the column that leaves it the first.
  const into = other.findIndex((column) => column.component === component)
  const b = shift(other, -into, -other[into].enters)
  const forth = b.findIndex(({ leaves }) => leaves === 0)
  const raised = b.map((column) => ({
    ...column,
    enters: column.enters - 1 + last,
    leaves: column.leaves - 1 + last
  }))
  return [
    { ...a[0], leaves: raised[0].leaves },
    ...a.slice(1, back),
    ...raised.slice(1, forth),
    { ...a[back], enters: raised[forth].enters },
    ...a.slice(back + 1),
    ...raised.slice(forth + 1)
  ]
}
