/** What tells the places of a word apart. */
import type { Arrays, Tensor } from "./array.ts"

/**
 * A table that is trained; sinusoids; or, of cyclic words, only how far one letter stands behind another around the word,
 * which no rotation changes.
 */
export const kinds = ["learned", "sinusoidal", "cyclic"] as const
export type Kind = (typeof kinds)[number]

/**
 * The sinusoids of Vaswani et al. (1706.03762), section 3.5:
 *
 *     out[place, 2 i] = sin(place / 10000^(2 i / width)),  out[place, 2 i + 1] = cos(the same)
 *
 * @returns (length, width)
 */
export const sinusoids = (length: number, width: number): Float32Array =>
  Float32Array.from({ length: length * width }, (_, k) => {
    const place = Math.floor(k / width)
    const column = k % width
    const angle = place / 10000 ** ((column - (column % 2)) / width)
    return column % 2 === 0 ? Math.sin(angle) : Math.cos(angle)
  })

/**
 * What is added to the scores of attention for distances around a word of as many letters as there are places:
 *
 *     out[head, i, j] = distances[head, (j - i) mod length]
 *
 * It is read off the table repeated, entry i (length - 1) + j of which is that one.
 *
 * @param distances (heads, length)
 * @returns (heads, length, length)
 */
export const around = (arrays: Arrays, distances: Tensor): Tensor => {
  const [heads, length] = distances.shape as [number, number]
  const repeated = arrays.broadcast(arrays.reshape(distances, [heads, 1, length]), [heads, length, length])
  const flat = arrays.slice(arrays.reshape(repeated, [heads, length ** 2]), 1, 0, length ** 2 - 1)
  const rows = arrays.reshape(flat, [heads, length + 1, length - 1])
  const last = arrays.slice(arrays.slice(rows, 1, 1, length + 1), 2, 0, 1)
  return arrays.concatenate([arrays.slice(rows, 1, 0, length), last], 2)
}
