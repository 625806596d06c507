/**
 * Walks until a diagram is as small as they find it: to n = 2, where it is one of the unknot.
 *
 * What a walk does depends on its number and its trials alone, and what comes of a search on the walks that it consists of, in
 * whatever order and on however many threads they were made:
 *
 *     attempts = plan(trials), up to the first that comes to n = 2
 *     found    = attempts and refinements(attempts, trials), of which the best counts: by n, then by moves, then by number
 */
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

/** Walks that look for fewer moves once one has come to n = 2. */
const mostRefinements = 8

/** Trials of the first walk; each later one may make twice as many. */
const patience = 5_000_000

/** The same for the same diagram, key and trials, on every machine. */
export const search = (start: Diagram.Diagram, key: Key, { trials, isOver = () => false }: Budget): Found => {
  const attempts: Array<Attempt> = []
  for (const task of plan(trials)) {
    attempts.push(walk(start, key, task, isOver))
    if (attempts.at(-1)!.n === 2 || isOver()) break
  }
  for (const task of refinements(attempts, trials)) {
    if (isOver()) break
    attempts.push(walk(start, key, task, isOver))
  }
  return found(start, attempts)
}

/** One walk of a search. */
export interface Task {
  readonly number: number
  /** Exchanges that it may try. */
  readonly trials: number
  /** Whether another walk has come to n = 2: one that has not is of no use then, and its moves are left out. */
  readonly isRefinement?: boolean
}

/** Walks that look for n = 2, in the order of their numbers: each may go on for longer than the one before. */
export function* plan(trials: number): Generator<Task, void> {
  let left = trials
  for (let number = 0; left > 0 || number === 0; number++) {
    const task = { number, trials: Math.min(patience * 2 ** number, left) }
    yield task
    left -= task.trials
  }
}

/**
 * Walks that look for fewer moves, each as long as the one that came to n = 2, the last of `attempts`; none where it did
 * not.
 */
export const refinements = (attempts: ReadonlyArray<Attempt>, trials: number): ReadonlyArray<Task> => {
  const { n, number, tried } = attempts.at(-1)!
  const left = trials - sum(attempts)
  const count = n > 2 ? 0 : Math.min(mostRefinements, Math.floor(left / Math.max(tried, 1)))
  return Array.from({ length: count }, (_, k) => ({
    number: number + 1 + k,
    trials: tried,
    isRefinement: true
  }))
}

/** What a walk came to: plain data. */
export interface Attempt {
  readonly number: number
  /** The smallest that the diagram was. */
  readonly n: number
  readonly circles: number
  readonly tried: number
  /** To where n was that for the first time, shortened; none where the walk is of no use. */
  readonly moves: ReadonlyArray<Move.Code>
}

/** The log of the last walk, for the next one: most walks are short, and to make room for long ones takes longer than they do. */
let spare: Uint32Array = new Uint32Array(0)

export const walk = (
  start: Diagram.Diagram,
  key: Key,
  { number, trials, isRefinement = false }: Task,
  isOver: () => boolean = () => false
): Attempt => {
  const walk = Walk.make(start, child(key, number), room, spare)
  if (walk.log.length > spare.length) spare = walk.log
  while (!Walk.isOver(walk) && walk.tried < trials && !isOver()) {
    Walk.run(walk, Math.min(stride, trials - walk.tried))
    if (!Walk.isFull(walk)) continue
    const shorter = shorten(start, Walk.moves(walk))
    if (shorter.length > mostMoves) break
    Walk.rewrite(walk, shorter, Math.max(room, 2 * shorter.length))
  }
  const { n, circles, tried } = walk
  if (isRefinement && n > 2) return { number, n, circles, tried, moves: [] }
  const moves = Walk.moves(walk)
  const last = moves.findLastIndex((move) => !Move.isExchange(move))
  return { number, n, circles, tried, moves: shorten(start, moves.subarray(0, last + 1)) }
}

/** What comes of all walks of a search. */
export const found = (start: Diagram.Diagram, attempts: ReadonlyArray<Attempt>): Found => {
  const [{ circles, moves }] = attempts.toSorted(
    (a, b) => a.n - b.n || a.moves.length - b.moves.length || a.number - b.number
  )
  const marks = Marks.of(start)
  for (const move of moves) Marks.apply(marks, move)
  return { diagram: Marks.diagram(marks), moves, circles, trials: sum(attempts), walks: attempts.length }
}

const sum = (attempts: ReadonlyArray<Attempt>): number =>
  attempts.reduce((total, { tried }) => total + tried, 0)
