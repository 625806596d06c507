/**
 * The parameters of a model as one vector, and as named tensors that are windows on it: optimisers see the vector,
 * programs (domain/learn/array.ts) see the names.
 */
import * as Distribution from "../random/distribution.ts"
import { child, type Key } from "../random/key.ts"

/** The shape of each tensor. Their order is the order in the vector. */
export type Layout = Readonly<Record<string, ReadonlyArray<number>>>

/** How the tensors of a layout begin: each with its gain, see {@link initial}; those without one are 0. */
export type Gains = Readonly<Record<string, number>>

const count = (shape: ReadonlyArray<number>): number => shape.reduce((product, size) => product * size, 1)

/** Numbers in the vector. */
export const size = (layout: Layout): number =>
  Object.values(layout).reduce((sum, shape) => sum + count(shape), 0)

/**
 * Windows on `vector`, by name; what is written to one is written to the other.
 *
 * @throws RangeError if the vector has not the layout's length
 */
export const windows = (layout: Layout, vector: Float32Array): Record<string, Float32Array> => {
  if (vector.length !== size(layout))
    throw new RangeError(`The layout has ${size(layout)} parameters, and the vector ${vector.length}.`)
  let at = 0
  return Object.fromEntries(
    Object.entries(layout).map(([name, shape]) => {
      const from = at
      at += count(shape)
      return [name, vector.subarray(from, at)]
    })
  )
}

/**
 * Where training starts: each matrix orthogonal times its gain (orthonormal columns if it has more rows than columns,
 * rows otherwise), each tensor without a gain 0. Tensor number k draws from `child(key, k)`, so that no tensor's
 * beginning depends on the sizes of the others.
 *
 * Source: Saxe, McClelland, Ganguli, arXiv 1312.6120, by Gram-Schmidt on normals.
 * @throws RangeError if a tensor with a gain is no matrix
 */
export const initial = (layout: Layout, gains: Gains, key: Key): Float32Array => {
  const vector = new Float32Array(size(layout))
  for (const [k, [name, tensor]] of Object.entries(Object.entries(windows(layout, vector)))) {
    if (gains[name] === undefined) continue
    const shape = layout[name]
    if (shape.length !== 2) throw new RangeError(`${name} is no matrix: it has the shape [${shape}].`)
    tensor.set(orthogonal(shape[0], shape[1], child(key, Number(k))).map((value) => gains[name] * value))
  }
  return vector
}

/** [row][column], with orthonormal rows or columns, whichever are fewer. */
const orthogonal = (rows: number, columns: number, key: Key): Float64Array => {
  const [few, many] = rows < columns ? [rows, columns] : [columns, rows]
  const vectors = Array.from({ length: few }, (_, k) => {
    const vector = new Float64Array(many)
    Distribution.normals(key, k, vector)
    return vector
  })
  vectors.forEach((vector, k) => {
    for (const earlier of vectors.slice(0, k)) {
      const along = vector.reduce((sum, value, i) => sum + value * earlier[i], 0)
      for (let i = 0; i < many; i++) vector[i] -= along * earlier[i]
    }
    const norm = Math.hypot(...vector)
    for (let i = 0; i < many; i++) vector[i] /= norm
  })
  const matrix = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      matrix[i * columns + j] = rows < columns ? vectors[i][j] : vectors[j][i]
  return matrix
}

/** Vectors of one length summed in the order in which they come, in f64, so that the bits do not depend on who computed which. */
export const sum = (parts: ReadonlyArray<ArrayLike<number>>): Float64Array => {
  const total = new Float64Array(parts[0].length)
  for (const part of parts) for (let k = 0; k < total.length; k++) total[k] += part[k]
  return total
}
