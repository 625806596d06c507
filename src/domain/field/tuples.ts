/**
 * Tuples of inputs. An n-point function is symmetric, so only sorted tuples count: multisets of n of the P points,
 * in lexicographic order. Six points have 21, 56, 126, 252, 462 of them for n = 2, 3, 4, 5, 6. Points are numbered
 * from 0 in code and from 1 in {@link label}.
 */

export type Tuple = ReadonlyArray<number>

/** All sorted tuples of `order` of the points 0 ... points - 1, in lexicographic order. */
export const multisets = (points: number, order: number): ReadonlyArray<Tuple> => {
  if (order === 0) return [[]]
  const all: Array<Tuple> = []
  for (const shorter of multisets(points, order - 1))
    for (let last = shorter.at(-1) ?? 0; last < points; last++) all.push([...shorter, last])
  return all
}

/** How many there are: (points + order - 1)! / (order! (points - 1)!). */
export const count = (points: number, order: number): number => {
  let product = 1
  for (let k = 1; k <= order; k++) product = (product * (points + k - 1)) / k
  return Math.round(product)
}

/** Where a sorted tuple stands among its {@link multisets}. */
export const rank = (points: number, tuple: Tuple): number => {
  let before = 0
  let least = 0
  tuple.forEach((point, position) => {
    for (let smaller = least; smaller < point; smaller++)
      before += count(points - smaller, tuple.length - position - 1)
    least = point
  })
  return before
}

/** In how many orders its points stand: of the points^n ordered tuples, so many are this sorted one. */
export const multiplicity = (tuple: Tuple): number => {
  let orders = 1
  let alike = 0
  tuple.forEach((point, position) => {
    alike = position > 0 && point === tuple[position - 1] ? alike + 1 : 1
    orders = (orders * (position + 1)) / alike
  })
  return orders
}

/** As tables print it: points from 1, `1-2-5-6`. */
export const label = (tuple: Tuple): string => tuple.map((point) => point + 1).join("-")

/** The tuples of one length, each as a shorter tuple and one more point. */
export interface Level {
  readonly size: number
  /** Where the tuple without its last point stands in the level before. */
  readonly parent: Int32Array
  readonly last: Int32Array
}

/** The tree of the tuples of 1, 2, ... `order` points: products over all tuples cost one multiplication each. */
export const tree = (points: number, order: number): ReadonlyArray<Level> =>
  Array.from({ length: order }, (_, depth) => {
    const tuples = multisets(points, depth + 1)
    return {
      size: tuples.length,
      parent: Int32Array.from(tuples, (tuple) => rank(points, tuple.slice(0, -1))),
      last: Int32Array.from(tuples, (tuple) => tuple[depth])
    }
  })
