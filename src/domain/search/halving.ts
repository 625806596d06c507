/**
 * Successive halving: which points go on beyond a rung.
 *
 * Points come in batches. When all of a batch have reached a rung, each goes on if it is among the best `keep` of all that
 * have reached it so far, earlier batches among them, and at least one of them does:
 *
 *     kept(n) = max(1, ceil(keep n)),   n points have reached the rung
 *
 * It depends on values alone, in plan order, never on who was faster. With one batch it is the synchronous halving of
 * Jamieson and Talwalkar (AISTATS 2016); with several, the promotion rule of ASHA (Li et al., MLSys 2020, algorithm 2), with
 * a batch in the place of one arrival.
 */

/** Undefined: none, which is worse than any; so is NaN. */
export type Value = number | undefined

export type Direction = "maximise" | "minimise"

const known = (value: Value): value is number => value !== undefined && !Number.isNaN(value)

/** Negative where `a` is the better one; 0 where neither is. */
export const compare = (direction: Direction, a: Value, b: Value): number => {
  if (!known(a) || !known(b)) return Number(known(b)) - Number(known(a))
  if (a === b) return 0
  return a < b === (direction === "minimise") ? -1 : 1
}

export interface Decision {
  /** Whether each of the batch goes on. */
  readonly kept: ReadonlyArray<boolean>
  /** The value of the last one of all that is among the best; undefined where none has a value: then all go on. */
  readonly bound: Value
}

/** The share kept, of so many. */
export const kept = (keep: number, count: number): number =>
  // 27 / 3 is 9, though 27 * (1 / 3) may be a little more.
  Math.max(1, Math.ceil(keep * count - 1e-9))

/**
 * @param earlier values at this rung of the batches before
 * @param batch those of this one; of equal values the earlier one is the better
 */
export const decide = (
  direction: Direction,
  keep: number,
  earlier: ReadonlyArray<Value>,
  batch: ReadonlyArray<Value>
): Decision => {
  const values = [...earlier, ...batch]
  if (!values.some(known)) return { kept: batch.map(() => true), bound: undefined }
  const order = values
    .map((_, i) => i)
    .sort((a, b) => compare(direction, values[a], values[b]) || a - b)
    .filter((i) => known(values[i]))
    .slice(0, kept(keep, values.length))
  const best = new Set(order)
  return { kept: batch.map((_, i) => best.has(earlier.length + i)), bound: values[order.at(-1)!] }
}

/** Rungs `keep^n`, ..., `keep^2`, `keep`: as many points less as each costs more. */
export const rungs = (keep: number, count: number): ReadonlyArray<number> =>
  Array.from({ length: count }, (_, i) => Number((keep ** (count - i)).toPrecision(6)))
