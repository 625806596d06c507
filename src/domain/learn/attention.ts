/**
 * Full attention over the letters of a word, with queries and keys of their own or shared.
 *
 *     scores_ij = q_i . k_j / sqrt(d)          queries and keys of their own
 *     scores_ij = q_i . q_j / |q_j|            shared; a letter sees itself only if there is no other
 *     out_i = sum_j softmax_j(scores_ij) v_j
 *
 * `bias`, where there is one, is added to the scores.
 *
 * Source: Vaswani et al. (1706.03762), section 3.2.1; for the shared form Kitaev, Kaiser, Levskaya (2001.04451),
 * section 2, whose keys have length 1 and whose scores are not divided by sqrt(d).
 */
import type { Arrays, Tensor } from "./array.ts"

/** Added to the scores of what must not be seen: nothing in f32 is left beside another score, and no row is NaN. */
export const hidden = -1e9

/** Added to the score of a letter with itself: far below any other, and far above what must not be seen. */
export const lastResort = -1e5

/** The last two axes exchanged. */
export const flip = (arrays: Arrays, a: Tensor): Tensor => {
  const n = a.shape.length
  return arrays.transpose(a, [...Array.from({ length: n - 2 }, (_, i) => i), n - 1, n - 2])
}

/** q / sqrt(|q|^2 + 1e-6) over the last axis: of length 1, but for a query of length 0, which stays 0. */
export const unit = (arrays: Arrays, q: Tensor): Tensor => {
  const square = arrays.sum(arrays.multiply(q, q), [-1], true)
  return arrays.divide(q, arrays.sqrt(arrays.add(square, arrays.scalar(1e-6))))
}

/**
 * @param q queries (batch, heads, length, d)
 * @param k keys of the same shape; without them, keys are the normalised queries
 * @param v values of the same shape
 * @param mask 1 at letters and 0 at padding (batch, length)
 * @param bias (heads, length, length)
 * @returns (batch, heads, length, d); at padding, values that mean nothing
 */
export const full = (
  arrays: Arrays,
  q: Tensor,
  k: Tensor | undefined,
  v: Tensor,
  mask: Tensor,
  bias?: Tensor
): Tensor => {
  const [batch, , length, d] = q.shape as [number, number, number, number]
  const scalar = arrays.scalar
  const scaled = k === undefined ? q : arrays.multiply(q, scalar(1 / Math.sqrt(d)))
  const products = arrays.matmul(scaled, flip(arrays, k ?? unit(arrays, q)))
  const scores = bias === undefined ? products : arrays.add(products, bias)
  const letters = arrays.reshape(mask, [batch, 1, 1, length])
  const padding = arrays.multiply(arrays.subtract(scalar(1), letters), scalar(hidden))
  const shadow = k === undefined ? arrays.add(padding, self(arrays, length)) : padding
  return arrays.matmul(arrays.softmax(arrays.add(scores, shadow), -1), v)
}

/** {@link lastResort} where a letter sees itself, else 0: (length, length). */
const self = (arrays: Arrays, length: number): Tensor => {
  const diagonal = Float32Array.from({ length: length ** 2 }, (_, k) =>
    k % (length + 1) === 0 ? lastResort : 0
  )
  return arrays.constant(diagonal, [length, length])
}
