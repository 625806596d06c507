import { collapse } from "../../braid/collapse.ts"
import * as Draft from "../../braid/draft.ts"
import type * as Word from "../../braid/word.ts"
import * as Interruption from "../../interruption.ts"
import * as Stream from "../../random/stream.ts"
import { type Actions, made } from "../environment/actions.ts"

/**
 * Agents that learn and plan nothing, to be beaten. They play from a word on until it is empty or `mostMoves` actions are
 * made, and answer the actions. Both draw from the stream alone.
 */
export type Agent = (
  actions: Actions,
  word: Word.Word,
  stream: Stream.Stream,
  mostMoves: number
) => Array<number>

/** Every action of the set with the same probability, whether it fits or not: the random walk of 2010.16263. */
export const random: Agent = (actions, word, stream, mostMoves) =>
  play(actions, word, mostMoves, () => Stream.below(stream, actions.size))

/**
 * A collapse, if that shortens the word; else, of the actions that fit, the one after which a collapse would leave the
 * fewest letters, and of several such one at random.
 *
 * Cost: each action of the set is tried, and collapsed.
 */
export const greedy: Agent = (actions, word, stream, mostMoves) => {
  const trial = Draft.make(actions.capacity)
  const collapseAction = Array.from({ length: actions.size }, (_, k) => actions.describe(k)).indexOf(
    "collapse"
  )
  return play(actions, word, mostMoves, (draft) => {
    copy(trial, draft)
    collapse(trial)
    if (trial.length < draft.length) return collapseAction
    let fewest = Number.POSITIVE_INFINITY
    let best: Array<number> = []
    for (let action = 0; action < actions.size; action++) {
      if (action === collapseAction) continue
      copy(trial, draft)
      if (actions.act(trial, action) !== made) continue
      collapse(trial)
      if (trial.length > fewest) continue
      if (trial.length < fewest) best = []
      fewest = trial.length
      best.push(action)
    }
    return best.length > 0 ? best[Stream.below(stream, best.length)] : collapseAction
  })
}

const play = (
  actions: Actions,
  word: Word.Word,
  mostMoves: number,
  choose: (draft: Draft.Draft) => number
): Array<number> => {
  const draft = Draft.make(actions.capacity)
  Draft.load(draft, word)
  const chosen: Array<number> = []
  while (chosen.length < mostMoves && draft.length > 0) {
    Interruption.look()
    const action = choose(draft)
    actions.act(draft, action)
    chosen.push(action)
  }
  return chosen
}

const copy = (to: Draft.Draft, from: Draft.Draft): void => {
  for (let at = 0; at < from.length; at++) to.letters[at] = from.letters[at]
  to.length = from.length
  to.strands = from.strands
}
