import type * as Diagram from "../../grid/diagram.ts"
import * as Marks from "../../grid/marks.ts"
import * as Move from "../../grid/move.ts"
import { type Actions, idle, made, type Outcome } from "./actions.ts"

/** A rectangular diagram in play. */
export interface Position extends Marks.Marks {
  /** Where moves are written down, joins that follow from an exchange included; null where nobody wants them. */
  trace: Array<Move.Code> | null
}

export type Grid = Actions<Diagram.Diagram, Position, "grid">

/**
 * The game on rectangular diagrams of at most N columns; 2 N actions, of which a diagram of n columns has 2 n:
 *
 *     a          columns a and a + 1 are exchanged (n - 1 and 0 are neighbours, too), a = 0 to n - 1
 *     N + a      rows a and a + 1 likewise
 *
 * Every chance of a destabilisation is taken at once, after an exchange and before the first one, so that no diagram in play
 * has one. An exchange that is not allowed changes nothing. The reward counts columns, and the game ends with a circle, n = 2.
 * Dynnikov's theorem says that each diagram of the unknot comes there.
 *
 * Cost: time proportional to n; an exchange that is not allowed costs nothing.
 */
export const of = (columns: number): Grid => ({
  name: "grid",
  letters: columns,
  capacity: 2 * columns,
  size: 2 * columns,
  act: (position, action) => act(position, moveOf(columns, action)),
  mask: (position, out, from) => {
    const { n } = position
    out.fill(0, from, from + 2 * columns)
    if (isOver(position)) return
    for (let place = 0; place < n; place++) {
      out[from + place] = Marks.mayExchange(position, place) ? 1 : 0
      out[from + columns + place] = Marks.mayExchange(position, Move.rows + place) ? 1 : 0
    }
  },
  describe: (action) =>
    action < columns ? `exchange columns at ${action}` : `exchange rows at ${action - columns}`,
  make: () => ({
    n: 0,
    columns: new Uint16Array(2 * columns),
    rows: new Uint16Array(2 * columns),
    trace: null
  }),
  load,
  isOver,
  lengthOf: ({ n }) => n,
  strandsOf: () => 1,
  read,
  // Rows are numbered from 1, so that they are told from what is not there.
  write: ({ n, columns: rowsOf }, numbers, from, former) => {
    for (let end = 0; end < 2 * n; end++) numbers[from + end] = rowsOf[end] + 1
    for (let end = 2 * n; end < Math.min(2 * former, 2 * columns); end++) numbers[from + end] = 0
  }
})

/** The exchange that an action is, of a game of at most N columns. */
export const moveOf = (columns: number, action: number): Move.Code =>
  action < columns ? action : Move.rows + action - columns

/** The action that an exchange is. */
export const actionOf = (columns: number, move: Move.Code): number =>
  Move.isRow(move) ? columns + Move.placeOf(move) : move

const isOver = ({ n }: Position): boolean => n <= 2

/** Makes an exchange, if it is allowed, and all destabilisations that it leads to. */
const act = (position: Position, move: Move.Code): Outcome => {
  if (isOver(position) || Move.placeOf(move) >= position.n || !Marks.mayExchange(position, move)) return idle
  Marks.apply(position, move)
  position.trace?.push(move)
  settle(position)
  return made
}

/** Takes every destabilisation that there is. */
const settle = (position: Position): void => {
  while (!isOver(position)) {
    const move = Marks.smaller(position)
    if (move === undefined) return
    Marks.apply(position, move)
    position.trace?.push(move)
  }
}

/** Throws a RangeError for a diagram with more columns than the position has room for. */
const load = (position: Position, start: Diagram.Diagram): void => {
  if (2 * start.length > position.columns.length)
    throw new RangeError(
      `The diagram has ${start.length} columns; the game has room for ${position.columns.length / 2}.`
    )
  const { n, columns, rows } = Marks.of(start)
  position.n = n
  position.columns.set(columns)
  position.rows.set(rows)
  settle(position)
}

const read: Grid["read"] = (position, numbers, from, length) => {
  const { columns, rows } = position
  position.n = length
  for (let end = 0; end < 2 * length; end++) columns[end] = numbers[from + end] - 1
  // The marks of a row as they come: its first is in the left column.
  rows.fill(none, 0, 2 * length)
  for (let end = 0; end < 2 * length; end++) {
    const place = 2 * columns[end]
    rows[rows[place] === none ? place : place + 1] = end >> 1
  }
}

/** No column has this number. */
const none = 0xffff

/** As it stands after its destabilisations. */
export const settled = (diagram: Diagram.Diagram): Diagram.Diagram => {
  const position: Position = { ...Marks.of(diagram), trace: null }
  settle(position)
  return Marks.diagram(position)
}
