/**
 * Moves that lead the same way without what does nothing. An exchange undoes an earlier one of the same neighbours where
 * nothing between the two depends on either: of its own kind, exchanges at the same place or next to it; of the other kind,
 * an exchange of two lines of which each ends on one of the two. All others can be made before or after it alike.
 */
import type * as Diagram from "./diagram.ts"
import * as Marks from "./marks.ts"
import * as Move from "./move.ts"

/** The moves that are left; they do what `moves` do to `start`, and all of them are allowed. */
export const shorten = (start: Diagram.Diagram, moves: ArrayLike<Move.Code>): ReadonlyArray<Move.Code> => {
  let kept: ReadonlyArray<Move.Code> = Array.from(moves)
  for (;;) {
    const fewer = once(start, kept)
    if (fewer.length === kept.length) return kept
    kept = fewer
  }
}

const once = (start: Diagram.Diagram, moves: ReadonlyArray<Move.Code>): ReadonlyArray<Move.Code> => {
  const marks = Marks.of(start)
  const kept: Array<Move.Code> = []
  for (let from = 0; from < moves.length; ) {
    let to = from
    while (to < moves.length && Move.isExchange(moves[to])) to++
    kept.push(...exchanges(marks, moves.slice(from, to)))
    if (to < moves.length) {
      kept.push(moves[to])
      Marks.apply(marks, moves[to])
    }
    from = to + 1
  }
  return kept
}

/** Exchanges that are kept, in order, and how the last ones of a place and of a pair of lines are found. */
interface Kept {
  readonly move: Move.Code
  /** The lines that change places, by the places where they were at first. */
  readonly pair: number
  /** The one before at the same place, and that of the same lines; -1 where there is none. */
  readonly earlierHere: number
  readonly earlierPair: number
}

/** Of a stretch of exchanges alone: lines keep what they join, and change their order. Leaves `marks` behind the stretch. */
const exchanges = (marks: Marks.Marks, moves: ReadonlyArray<Move.Code>): ReadonlyArray<Move.Code> => {
  const { n } = marks
  const kept: Array<Kept | undefined> = []
  /** By kind: the lines in their order, what each joins, and the last exchange at each place and of each pair of lines. */
  const kinds = [marks.columns, marks.rows].map((ends) => ({
    order: Array.from({ length: n }, (_, place) => place),
    ends: ends.slice(0, 2 * n),
    here: new Int32Array(n).fill(-1),
    pairs: new Map<number, number>()
  }))
  const pairOf = (a: number, b: number) => (a < b ? a * n + b : b * n + a)
  for (const move of moves) {
    const place = Move.placeOf(move)
    const next = (place + 1) % n
    const [own, other] = Move.isRow(move) ? [kinds[1], kinds[0]] : kinds
    const [a, b] = [own.order[place], own.order[next]]
    own.order[place] = b
    own.order[next] = a
    Marks.apply(marks, move)
    const pair = pairOf(a, b)
    const last = own.here[place]
    const isFree = () =>
      own.here[(place + n - 1) % n] < last &&
      own.here[next] < last &&
      [0, 1].every((i) =>
        [0, 1].every((j) => (other.pairs.get(pairOf(own.ends[2 * a + i], own.ends[2 * b + j])) ?? -1) < last)
      )
    if (last >= 0 && kept[last]!.pair === pair && isFree()) {
      own.here[place] = kept[last]!.earlierHere
      own.pairs.set(pair, kept[last]!.earlierPair)
      kept[last] = undefined
      continue
    }
    kept.push({ move, pair, earlierHere: last, earlierPair: own.pairs.get(pair) ?? -1 })
    own.here[place] = kept.length - 1
    own.pairs.set(pair, kept.length - 1)
  }
  return kept.flatMap((each) => (each === undefined ? [] : [each.move]))
}
