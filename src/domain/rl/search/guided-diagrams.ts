/**
 * Best-first search over rectangular diagrams up to shifts that a policy guides. It continues with the exchange of least
 *
 *     priority = weight * n + sum over the exchanges made so far, and it, of -log policy
 *
 * where n are the columns of the diagram that it is made in. An exchange is made only when its turn has come (deferred
 * evaluation), so that a search sees about as many diagrams as its way has moves where the policy is good; and each diagram is
 * seen once, so that it does not go in circles where the policy is not. By Dynnikov's theorem it needs no other moves.
 *
 * Source of the priority: Orseau and Lelis, see frontier.ts.
 */
import * as Canonical from "../../grid/canonical.ts"
import type * as Diagram from "../../grid/diagram.ts"
import * as Interruption from "../../interruption.ts"
import type { Grid, Position } from "../environment/grid.ts"
import type { Attempt, Limits } from "./diagrams.ts"
import * as Heap from "./heap.ts"
import * as Weight from "./weight.ts"

/** What a policy says of a diagram: so many exchanges are allowed, these, and -log of the probability of each. */
export interface Prospect {
  readonly count: number
  /** Actions of the game. */
  readonly actions: ArrayLike<number>
  readonly costs: ArrayLike<number>
}

/** A prospect is good until the next one is asked for. */
export type Judge = (position: Position) => Prospect

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
  judge: Judge,
  { most, isOver = () => false }: Limits
): Attempt => {
  const heap = Heap.make()
  const seen = new Set<string>()
  const nodes: Array<Node> = []
  // Exchanges that wait, by their numbers in the heap: in which diagram, which one, and the cost of the way with it.
  const origins: Array<number> = []
  const actions: Array<number> = []
  const costs: Array<number> = []
  let best = 0
  const add = (position: Position, before: number, action: number, cost: number): void => {
    const key = Canonical.key(position.columns, position.n)
    if (seen.has(key)) return
    seen.add(key)
    const node = nodes.length
    nodes.push({ position, before, action })
    if (position.n < nodes[best].position.n) best = node
    if (grid.isOver(position)) return
    const prospect = judge(position)
    for (let k = 0; k < prospect.count; k++) {
      const total = cost + prospect.costs[k]
      Heap.push(heap, origins.length, Weight.greedy * position.n + total)
      origins.push(node)
      actions.push(prospect.actions[k])
      costs.push(total)
    }
  }
  const first = grid.make()
  grid.load(first, start)
  add(first, -1, -1, 0)
  while (heap.size > 0 && !grid.isOver(nodes[best].position) && nodes.length < most && !isOver()) {
    Interruption.look()
    const waiting = Heap.pop(heap)
    const from = origins[waiting]
    const { n, columns, rows } = nodes[from].position
    const next: Position = {
      n,
      columns: columns.slice(0, 2 * n),
      rows: rows.slice(0, 2 * n),
      trace: null
    }
    grid.act(next, actions[waiting])
    add(next, from, actions[waiting], costs[waiting])
  }
  const way: Array<number> = []
  for (let at = best; nodes[at].before >= 0; at = nodes[at].before) way.push(nodes[at].action)
  return { isSolved: grid.isOver(nodes[best].position), actions: way.reverse(), seen: nodes.length }
}
