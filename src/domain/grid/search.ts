/** Walks until a diagram is as small as they find it: to n = 2, where it is one of the unknot. */
import type { Key } from "../random/key.ts"
import { child } from "../random/key.ts"
import type * as Diagram from "./diagram.ts"
import * as Marks from "./marks.ts"
import * as Move from "./move.ts"
import { shorten } from "./shorten.ts"
import * as Walk from "./walk.ts"

export interface Budget {
  /** Exchanges that may be tried, of all walks together. The result depends on this alone, and the key. */
  readonly trials: number
  /** Whether to stop before: asked some hundred times a second. */
  readonly isOver?: () => boolean
}

export interface Found {
  /** The smallest diagram that the walks came to. Its n is an upper bound of the link's arc index. */
  readonly diagram: Diagram.Diagram
  /** The moves that lead there, as few as were found. */
  readonly moves: ReadonlyArray<Move.Code>
  /** Circles that came off on the way, and are not in the diagram. */
  readonly circles: number
  /** Exchanges that were tried. */
  readonly trials: number
  /** Walks that were begun. */
  readonly walks: number
}

/** Trials between two looks at the budget: some milliseconds. */
const stride = 200_000

/** Moves that a log has room for at first, and those beyond which a walk is given up. */
const room = 1 << 16
const mostMoves = 1 << 22

/** Further walks that look for fewer moves once one has come to n = 2, each as long as the best before. */
const refinements = 8

/** Trials of the first walk that stays where it is; each later one may have twice as many. */
const patience = 5_000_000

/**
 * The same for the same diagram, key and trials, on every machine. A walk that does not get smaller for long is given up
 * for another one from the beginning, which may go on for longer.
 */
export const search = (start: Diagram.Diagram, key: Key, { trials, isOver = () => false }: Budget): Found => {
  let best: Attempt | undefined
  let tried = 0
  let walks = 0
  for (let limit = patience; tried < trials && !isOver() && best?.n !== 2; limit *= 2) {
    const attempt = walk(start, child(key, walks++), { trials: Math.min(limit, trials - tried), isOver })
    tried += attempt.tried
    if (best === undefined || attempt.n < best.n) best = attempt
  }
  best ??= walk(start, key, { trials: 0 })
  if (best.n !== 2) return { ...result(start, best), trials: tried, walks }
  let found = result(start, best)
  for (let more = 0; more < refinements && tried < trials && !isOver(); more++) {
    const attempt = walk(start, child(key, walks++), { trials: Math.min(best.tried, trials - tried), isOver })
    tried += attempt.tried
    if (attempt.n !== 2) continue
    const other = result(start, attempt)
    if (other.moves.length < found.moves.length) found = other
    if (attempt.tried < best.tried) best = attempt
  }
  return { ...found, trials: tried, walks }
}

interface Attempt {
  readonly n: number
  readonly circles: number
  readonly tried: number
  /** To where n was that for the first time. */
  readonly moves: ReadonlyArray<Move.Code>
}

/** One walk; `trials` are those without getting smaller. */
const walk = (start: Diagram.Diagram, key: Key, { trials, isOver = () => false }: Budget): Attempt => {
  const walk = Walk.make(start, key, room)
  let smallest = walk.n
  let since = 0
  while (!Walk.isOver(walk) && walk.tried - since < trials && !isOver()) {
    Walk.run(walk, Math.min(stride, trials - (walk.tried - since)))
    if (walk.n < smallest) {
      smallest = walk.n
      since = walk.tried
    }
    if (!Walk.isFull(walk)) continue
    const shorter = shorten(start, Walk.moves(walk))
    if (shorter.length > mostMoves) break
    Walk.rewrite(walk, shorter, Math.max(room, 2 * shorter.length))
  }
  const moves = Array.from(Walk.moves(walk))
  const last = moves.findLastIndex((move) => !Move.isExchange(move))
  return { n: walk.n, circles: walk.circles, tried: walk.tried, moves: moves.slice(0, last + 1) }
}

const result = (start: Diagram.Diagram, { moves, circles }: Attempt) => {
  const shorter = shorten(start, moves)
  const marks = Marks.of(start)
  for (const move of shorter) Marks.apply(marks, move)
  return { diagram: Marks.diagram(marks), moves: shorter, circles }
}
