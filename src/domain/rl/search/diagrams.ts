/**
 * Best-first search over rectangular diagrams up to shifts, with a memory of all that it has seen: every exchange that is
 * allowed is made from the best diagram so far, with the destabilisations that follow. By Dynnikov's theorem it needs no
 * others. Fewer columns come first, and of as many, those whose segments are shorter.
 */
import * as Canonical from "../../grid/canonical.ts"
import type * as Diagram from "../../grid/diagram.ts"
import * as Segment from "../../grid/segment.ts"
import * as Interruption from "../../interruption.ts"
import type { Grid, Position } from "../environment/grid.ts"
import * as Heap from "./heap.ts"

export interface Limits {
  /** Diagrams that are seen. */
  readonly most: number
  /** Asked at every turn: whether to give up. */
  readonly isOver?: () => boolean
}

export interface Attempt {
  readonly isSolved: boolean
  /** The actions that lead to a circle, or to the best diagram that was seen. */
  readonly actions: ReadonlyArray<number>
  readonly seen: number
}

/** A diagram that was seen, and how it was come to. */
interface Node {
  readonly position: Position
  readonly before: number
  readonly action: number
}

/** The diagram has at most as many columns as the game. */
export const search = (
  grid: Grid,
  start: Diagram.Diagram,
  { most, isOver = () => false }: Limits
): Attempt => {
  const heap = Heap.make()
  const seen = new Set<string>()
  const nodes: Array<Node> = []
  const legal = new Uint8Array(grid.size)
  let best = 0
  let least = Number.POSITIVE_INFINITY
  const add = (position: Position, before: number, action: number): void => {
    const key = Canonical.key(position.columns, position.n)
    if (seen.has(key)) return
    seen.add(key)
    const weight = weightOf(position)
    if (weight < least) {
      least = weight
      best = nodes.length
    }
    Heap.push(heap, nodes.length, weight)
    nodes.push({ position, before, action })
  }
  const first = grid.make()
  grid.load(first, start)
  add(first, -1, -1)
  while (heap.size > 0 && !grid.isOver(nodes[best].position) && nodes.length < most && !isOver()) {
    Interruption.look()
    const from = Heap.pop(heap)
    const { position } = nodes[from]
    grid.mask(position, legal, 0)
    for (let action = 0; action < grid.size && nodes.length < most; action++) {
      if (legal[action] === 0) continue
      const next = copy(position)
      grid.act(next, action)
      add(next, from, action)
    }
  }
  const actions: Array<number> = []
  for (let at = best; nodes[at].before >= 0; at = nodes[at].before) actions.push(nodes[at].action)
  return { isSolved: grid.isOver(nodes[best].position), actions: actions.reverse(), seen: nodes.length }
}

/** Beyond any sum of segments: each of 2 n is at most n / 2 long. */
const column = 1e9

const weightOf = (position: Position): number => column * position.n + Segment.total(position)

const copy = ({ n, columns, rows }: Position): Position => ({
  n,
  columns: columns.slice(0, 2 * n),
  rows: rows.slice(0, 2 * n),
  trace: null
})
