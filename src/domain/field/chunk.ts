/**
 * Products of values of up to k points over a chunk of samples, and their dot products: what sums over many samples of
 * products of n values are made of. All in f64.
 */
import type * as Tuples from "./tuples.ts"

/** Samples held at once: few enough for the first-level cache. */
export const size = 64

/** [tuple * size + sample], a table for tuples of 1, 2, ... points. */
export type Products = ReadonlyArray<Float64Array>

export const make = (levels: ReadonlyArray<Tuples.Level>): Products =>
  levels.map((level) => new Float64Array(level.size * size))

/**
 * Writes the products of samples `from` to `from + count`, at most {@link size} of them.
 *
 * @param values [point][sample]: `values[point * batch + sample]`
 */
export const load = (
  products: Products,
  levels: ReadonlyArray<Tuples.Level>,
  values: Float32Array | Float64Array,
  batch: number,
  from: number,
  count: number
): void => {
  for (let a = 0; a < levels[0].size; a++)
    for (let i = 0; i < count; i++) products[0][a * size + i] = values[a * batch + from + i]
  for (let depth = 1; depth < levels.length; depth++) {
    const { size: tuples, parent, last } = levels[depth]
    const longer = products[depth]
    const shorter = products[depth - 1]
    for (let t = 0; t < tuples; t++) {
      const left = parent[t] * size
      const right = last[t] * size
      for (let i = 0; i < count; i++) longer[t * size + i] = shorter[left + i] * products[0][right + i]
    }
  }
}

/**
 * Adds to `sums`, from `at` on, the dot products of row `row` of `first` with rows `from` to `to` of `second`; four at a
 * time keep the adder busy.
 */
export const addDots = (
  first: Float64Array,
  row: number,
  second: Float64Array,
  from: number,
  to: number,
  count: number,
  sums: Float64Array,
  at: number
): void => {
  const left = row * size
  let next = at
  let u = from
  for (; u + 4 <= to; u += 4) {
    const right = u * size
    let sum0 = 0
    let sum1 = 0
    let sum2 = 0
    let sum3 = 0
    for (let i = 0; i < count; i++) {
      const value = first[left + i]
      sum0 += value * second[right + i]
      sum1 += value * second[right + size + i]
      sum2 += value * second[right + 2 * size + i]
      sum3 += value * second[right + 3 * size + i]
    }
    sums[next++] += sum0
    sums[next++] += sum1
    sums[next++] += sum2
    sums[next++] += sum3
  }
  for (; u < to; u++) {
    let sum = 0
    for (let i = 0; i < count; i++) sum += first[left + i] * second[u * size + i]
    sums[next++] += sum
  }
}
