/** Split links and connected sums come apart: walks until a diagram is visibly in two pieces, which are then searched alone. */
import type { Key } from "../../random/key.ts"
import { child } from "../../random/key.ts"
import * as Link from "../link.ts"
import * as Move from "../move.ts"
import * as Search from "../search.ts"
import { shorten } from "../shorten.ts"
import * as Walk from "../walk.ts"
import * as Cut from "./cut.ts"
import type * as Pieces from "./pieces.ts"

/** A diagram on the way: moves, none of which takes a circle away, to where it is cut, or to a piece. */
export interface Part {
  readonly moves: ReadonlyArray<Move.Code>
  readonly cut?: Cut.Cut
}

export interface Apart {
  /** The first is the whole; the two pieces of each cut, inside and outside, follow in the order of the cuts. */
  readonly parts: ReadonlyArray<Part>
  /** What is left of the parts that are not cut, in their order. */
  readonly pieces: ReadonlyArray<Pieces.Piece>
}

/** Less columns are no sum but of circles, and of a split link nothing but circles, which moves take away. */
const least = 6

/**
 * Of the walk to a cut: sums of two to eight knots of the table come to one after a tenth to a fiftieth of the exchanges that take
 * it there in a walk that prefers none.
 */
const temperature = 3

/** Moves that a walk may make until it has come to a cut. */
const mostMoves = 1 << 20

/** A part whose moves are not known yet; or a part as it is known to go on. */
interface Open {
  readonly link: Link.Link
  readonly known?: Part
}

/**
 * What the link of a diagram comes apart into.
 *
 * @param found moves by which a search has made the diagram smaller
 * @param budget of a walk to a cut, and of the search for each part, which may make fewer trials as it has fewer columns
 */
export const apart = (
  start: Link.Link,
  found: ReadonlyArray<Move.Code>,
  key: Key,
  budget: Search.Budget
): Apart => {
  const open: Array<Open> = [{ link: start, known: toCut(start, found, child(key, 0), budget) }]
  const parts: Array<Part> = []
  const pieces: Array<Pieces.Piece> = []
  for (let k = 0; k < open.length; k++) {
    const { link, known } = open[k]
    const trials = Math.ceil((budget.trials * link.length) / start.length)
    const part = known ?? searched(link, child(key, k), { ...budget, trials })
    const off = part.moves.findIndex((move) => move >= Move.off)
    const moves = off < 0 ? part.moves : part.moves.slice(0, off)
    const after = Link.follow(link, moves)
    if (off >= 0) {
      const cut = aroundCircle(part.moves[off], after.length)
      const { inside, outside } = Cut.make(after, cut)
      const rest = { ...part, moves: part.moves.slice(off + 1) }
      const circle = { moves: [] }
      const isInside = cut.to - cut.from === 2
      parts.push({ moves, cut })
      open.push({ link: inside, known: isInside ? circle : rest })
      open.push({ link: outside, known: isInside ? rest : circle })
    } else if (part.cut === undefined) {
      parts.push(part)
      pieces.push(after)
    } else {
      const { inside, outside } = Cut.make(after, part.cut)
      parts.push(part)
      open.push({ link: inside }, { link: outside })
    }
  }
  return { parts, pieces }
}

/** The cut that takes the circle of a move away; it leaves the other lines their places, as the move does. */
const aroundCircle = (move: Move.Code, n: number): Cut.Cut => {
  const of = Move.isRow(move) ? "rows" : "columns"
  const at = Move.placeOf(move)
  return { bridges: 0, of, ...(at + 1 < n ? { from: at, to: at + 2 } : { from: 1, to: n - 1 }) }
}

const searched = (link: Link.Link, key: Key, budget: Search.Budget): Part =>
  toCut(link, Search.search(Link.diagram(link), child(key, 0), budget).moves, child(key, 1), budget)

/** On from where moves have led, to a cut; without one, to where the diagram was smaller for the last time. */
const toCut = (
  link: Link.Link,
  found: ReadonlyArray<Move.Code>,
  key: Key,
  { trials, isOver = () => false }: Search.Budget
): Part => {
  const start = Link.diagram(link)
  const walk = Walk.resume(start, found, key, Math.min(trials, mostMoves))
  if (walk.n < least) return { moves: found }
  let cut = Cut.find(walk)
  // Trials that take many times as long as to look for a cut.
  for (; cut === undefined && walk.tried < trials && !Walk.isFull(walk) && !isOver(); cut = Cut.find(walk))
    Walk.tighten(walk, walk.n ** 2, temperature)
  const moves = Walk.moves(walk)
  if (cut !== undefined) return { moves: shorten(start, moves), cut }
  const last = moves.findLastIndex((move) => !Move.isExchange(move))
  return { moves: last < found.length ? found : shorten(start, moves.subarray(0, last + 1)) }
}
