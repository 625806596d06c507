import type { Actions } from "../environment/actions.ts"
import * as Complete from "../environment/complete.ts"
import * as Expansion from "./expansion.ts"
import * as Table from "./table.ts"

/**
 * Judges words for a guided search: writes a row of `logits`, one for each action of the set, and an entry of
 * `hardness` for each of `count` rows of `observations`, which are rows as the game shows them (environment.ts): the word
 * in letters, what the last move wrote at its end, then zeros. Actions that do not fit a word may have any
 * logit. Hardness is in letters: how long a word of no tricks would be to be as hard; the length itself is a start.
 */
export type Evaluator = (batch: Batch) => void

export interface Batch {
  readonly count: number
  readonly actions: Actions
  /** [rows][2 N] */
  readonly observations: Float32Array
  /** [rows]: letters and strands. */
  readonly lengths: Int32Array
  readonly strands: Int32Array
  /** [rows][actions.size], to be written. */
  readonly logits: Float32Array
  /** [rows], to be written. */
  readonly hardness: Float32Array
}

export interface Policy {
  readonly batch: Batch & { count: number }
  readonly evaluator: Evaluator
  readonly codes: Complete.Numbers
}

/** Throws a RangeError for the paper's set, which has no actions at places. */
export const make = (actions: Actions, evaluator: Evaluator, rows: number): Policy => {
  if (actions.name !== "complete") throw new RangeError("A guided search plays the complete set of actions.")
  return {
    batch: {
      count: 0,
      actions,
      observations: new Float32Array(rows * actions.capacity),
      lengths: new Int32Array(rows),
      strands: new Int32Array(rows),
      logits: new Float32Array(rows * actions.size),
      hardness: new Float32Array(rows)
    },
    evaluator,
    codes: Complete.numbers(actions.letters)
  }
}

/** Judges words of a table, each read from its seam on. */
export const judge = (
  policy: Policy,
  table: Table.Table,
  words: ReadonlyArray<number>,
  seams: ReadonlyArray<number>
): void => {
  const { batch, evaluator } = policy
  const { capacity } = batch.actions
  batch.count = words.length
  for (const [row, k] of words.entries()) {
    const length = Table.lengthOf(table, k)
    const from = row * capacity
    for (let at = 0; at < capacity; at++) {
      batch.observations[from + at] =
        at < length ? table.letters[table.start[k] + ((seams[k] + at) % length)] : 0
    }
    batch.lengths[row] = length
    batch.strands[row] = table.strands[k]
  }
  evaluator(batch)
}

export const hardnessOf = ({ batch }: Policy, row: number): number => batch.hardness[row]

/**
 * The logit of a move: of its one action that is neither a shift nor relation 1. A move that begins elsewhere than at the
 * seam and whose action has no place of its own adds the logit of the shift that way, once.
 */
export const logitOf = (
  { batch, codes }: Policy,
  row: number,
  length: number,
  strands: number,
  seam: number,
  code: Expansion.Code
): number => {
  const from = row * batch.actions.size
  const { logits } = batch
  const place = (Expansion.placeOf(code) - seam + length) % length
  const letter = Expansion.letterOf(code)

  /** Behind the last letter is where the word begins. */
  const shift = (): number => {
    if (place === length - 1) return 0
    return logits[from + (2 * place < length ? codes.shiftLeft : codes.shiftRight)]
  }

  switch (Expansion.kindOf(code)) {
    case Expansion.relation:
      return logits[from + codes.relation2(place)]
    case Expansion.destabilise:
      return logits[from + codes.destabilise(letter > 0 ? "high" : "low")]
    case Expansion.detour:
      return logits[from + codes.conjugate(-letter)] + shift()
    default:
      return (
        logits[from + codes.stabilise(Math.abs(letter) === strands ? "high" : "low", Math.sign(letter))] +
        shift()
      )
  }
}

/**
 * An evaluator that has learned nothing: relations before anything else, and, by `nearness` a letter, what is near to
 * the last move before what is far; a word is as hard as it is long.
 */
export const plain =
  (nearness = 0.3): Evaluator =>
  ({ count, actions, lengths, logits, hardness }) => {
    const codes = Complete.numbers(actions.letters)
    for (let row = 0; row < count; row++) {
      const own = logits.subarray(row * actions.size, (row + 1) * actions.size).fill(0)
      own[codes.shiftLeft] = own[codes.shiftRight] = -1
      own[codes.destabilise("high")] = own[codes.destabilise("low")] = 3
      for (let place = 0; place < lengths[row]; place++) {
        own[codes.relation2(place)] = 2 - nearness * Math.min(place, lengths[row] - place)
      }
      hardness[row] = lengths[row]
    }
  }
