import { collapse } from "../../braid/collapse.ts"
import * as Draft from "../../braid/draft.ts"
import * as Necklace from "../../braid/necklace.ts"
import type * as Word from "../../braid/word.ts"
import * as Interruption from "../../interruption.ts"
import type { Actions } from "../environment/actions.ts"
import * as Expansion from "./expansion.ts"
import * as Heap from "./heap.ts"
import * as Policy from "./policy.ts"
import * as Route from "./route.ts"
import * as Table from "./table.ts"

/**
 * Best-first search for the empty word, plain or guided by a policy and a value. It goes through words up to cyclic
 * shifts and relation 1 by the moves of expansion.ts, each word once, and always continues with the word of least
 *
 *     priority = cost + weight * hardness
 *
 *     plain:   cost = moves so far;                    hardness = letters
 *     guided:  cost = sum over moves of -log policy;   hardness = that of the parent as the evaluator judges it,
 *                                                                 plus the letters gained by the move
 *
 * A guided search judges words in batches of `batch`, only when it would continue with them (deferred evaluation), so that
 * it does not ask for each word it sees. A word that then proves so much harder than its parent promised that others come
 * before it waits again, at its own hardness.
 *
 * With `complete` actions there are stabilisations; with the paper's there are none, nor pairs that begin with a
 * positive letter. What is found is written as actions of the set, shifts and all.
 *
 * Source of the guided priority: Orseau and Lelis, "Policy-guided heuristic search with guarantees" (2021), who divide by
 * the policy what is here, in logarithms, added. Liberties: the weight, and letters as the unit of hardness.
 */
export interface Guide {
  /** What a letter weighs in moves, or in units of -log policy (weight.ts). Large: greedy. 0: breadth first. */
  readonly weight: number
  readonly evaluator?: Policy.Evaluator
  /** Words judged at once. */
  readonly batch?: number
}

export interface Limits {
  /** The search gives up when it has seen so many words. */
  readonly mostWords: number
  /** Asked now and then: whether to give up. */
  readonly isOver?: () => boolean
  /** Strands that stabilisation may add; 2 unless told. */
  readonly extraStrands?: number
}

export interface Attempt {
  /**
   * `open`: it gave up. `exhausted`: nothing is left to try within the room and the strands allowed, which proves nothing:
   * these moves are not all there are (see exhaustion.ts).
   */
  readonly outcome: "solved" | "open" | "exhausted"
  /** Actions of the set from the word on: to the empty word, or to the shortest word that was found. */
  readonly actions: ReadonlyArray<number>
  /** Words continued with, and words seen. */
  readonly expanded: number
  readonly seen: number
}

/** Throws a RangeError for a word that is no knot's, or that has no room in the set. */
export const search = (actions: Actions, word: Word.Word, guide: Guide, limits: Limits): Attempt => {
  const start = Draft.make(actions.capacity)
  Draft.load(start, word)
  collapse(start)
  const isComplete = actions.name === "complete"
  const expansion = Expansion.make({
    mostLetters: actions.capacity,
    mostStrands: Math.min(actions.letters + 1, start.strands + (limits.extraStrands ?? 2)),
    stabilises: isComplete,
    pairs: isComplete ? "any" : "negative"
  })
  const { weight, evaluator, batch = 1 } = guide
  const policy = evaluator === undefined ? null : Policy.make(actions, evaluator, batch)
  const necklace = Necklace.make(actions.capacity)
  const table = Table.make()
  const heap = Heap.make()
  // By word: the cost so far, and where in the word the last move was.
  const costs: Array<number> = []
  const seams: Array<number> = []
  const isJudged: Array<boolean> = []
  const buffer = new Int16Array(actions.capacity)
  let found = -1
  let shortest = 0
  let expanded = 0
  let turn = 0

  /** Whether others come before a word, now that its own hardness is known. */
  const postpone = (row: number, k: number): boolean => {
    if (policy === null || isJudged[k]) return false
    isJudged[k] = true
    const priority = costs[k] + weight * Policy.hardnessOf(policy, row)
    if (priority <= Heap.least(heap)) return false
    Heap.push(heap, k, priority)
    return true
  }

  const proceed = (row: number, k: number): void => {
    expanded++
    const length = Table.copyWord(table, k, buffer)
    const { draft } = expansion
    const children: Array<number> = []
    const logits: Array<number> = []
    let largest = -Infinity
    let weightOfAll = 0
    Expansion.expand(expansion, buffer, length, table.strands[k], (code) => {
      if (found >= 0) return
      const logit =
        policy === null ? 0 : Policy.logitOf(policy, row, length, table.strands[k], seams[k], code)
      // The sum of exp(logit) over all moves, scaled by the largest so far.
      if (logit > largest) {
        weightOfAll = weightOfAll * Math.exp(largest - logit) + 1
        largest = logit
      } else weightOfAll += Math.exp(logit - largest)
      const child = add(draft, k, code)
      if (child < 0) return
      children.push(child)
      logits.push(logit)
    })
    const total = largest + Math.log(weightOfAll)
    const hardness = policy === null ? length : Policy.hardnessOf(policy, row)
    for (const [at, child] of children.entries()) {
      const gained = Table.lengthOf(table, child) - length
      costs[child] = costs[k] + (policy === null ? 1 : total - logits[at])
      Heap.push(heap, child, costs[child] + weight * (hardness + gained))
    }
  }

  /** The number of the draft's word if it is new, else -1. */
  const add = (draft: Draft.Draft, parent: number, code: Expansion.Code): number => {
    const { letters, length, strands } = draft
    Necklace.canonical(necklace, letters, length, strands)
    const k = Table.add(table, necklace.letters, length, strands, parent, code)
    if (k < 0) return k
    seams[k] = Math.max(0, necklace.order.subarray(0, length).indexOf(0))
    if (length === 0) found = k
    if (length < Table.lengthOf(table, shortest)) shortest = k
    return k
  }

  if (add(start, -1, 0) === 0) Heap.push(heap, 0, 0)
  costs[0] = 0
  while (found < 0 && heap.size > 0 && table.count < limits.mostWords) {
    Interruption.look()
    if ((turn++ & 15) < batch && limits.isOver?.()) break
    const chosen: Array<number> = []
    while (chosen.length < batch && heap.size > 0) chosen.push(Heap.pop(heap))
    if (policy !== null) Policy.judge(policy, table, chosen, seams)
    for (const [row, k] of chosen.entries()) if (found < 0 && !postpone(row, k)) proceed(row, k)
  }
  const outcome = found >= 0 ? "solved" : heap.size > 0 ? "open" : "exhausted"
  const route = Table.route(table, found >= 0 ? found : shortest)
  return { outcome, actions: Route.actionsOf(actions, word, route), expanded, seen: table.count }
}
