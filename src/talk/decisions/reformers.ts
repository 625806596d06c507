/** What hashed attention takes, by the definition of our own. */
import * as Hashed from "../../domain/learn/hashed-attention.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"

const d = 16
const lengths = [64, 256, 1024, 4096]
const hashing: Hashed.Hashing = { rounds: 2, chunk: 4 }

/** Products of numbers that a head of attention takes for a word of L letters. */
interface Products {
  readonly full: number
  /** Of queries and keys that are compared: each letter with the three chunks around it, in each round. */
  readonly compared: number
  /** To find the buckets. */
  readonly hashing: number
  /** Comparisons of numbers to sort the letters by bucket, rounds L log2 L. */
  readonly sorting: number
}

export const products = (length: number): Products => {
  const { rounds, chunk } = hashing
  const [heads, width, columns] = Hashed.rotationShape(hashing, length, 1, d) as [number, number, number]
  return {
    full: 2 * length ** 2 * d,
    compared: 2 * rounds * length * 3 * chunk * d,
    hashing: heads * length * width * columns,
    sorting: rounds * length * Math.log2(length)
  }
}

/** The power of L with which a cost grows over the longer half of the lengths. */
const power = (cost: (products: Products) => number): number => {
  const [from, to] = [lengths.at(-2)!, lengths.at(-1)!]
  return Math.log2(cost(products(to)) / cost(products(from))) / Math.log2(to / from)
}

const hashed = ({ compared, hashing, sorting }: Products): number => compared + hashing + sorting

const cost: Claim = {
  id: "cost-of-attention",
  says: "Hashing brings the cost of attention for L letters from the order of L^2 down to L log L.",
  from: [],
  judge: () => {
    const [full, compared, whole] = [
      power((each) => each.full),
      power((each) => each.compared + each.sorting),
      power(hashed)
    ]
    const even = (() => {
      for (let length = 2 * hashing.chunk; ; length += 2 * hashing.chunk) {
        const each = products(length)
        if (hashed(each) < each.full) return length
      }
    })()
    const comparisons = [
      Judge.exact("power of L, full attention", full, { published: 2 }),
      Judge.exact("power of L, hashed attention with its sorting, without finding the buckets", compared, {
        published: "1, and a logarithm"
      }),
      Judge.exact("power of L, hashed attention with all that it takes", whole, {
        published: "1, and a logarithm"
      }),
      Judge.exact("letters from which hashed attention takes less than full attention", even)
    ]
    const because = `Between ${lengths.at(-2)} and ${lengths.at(-1)} letters full attention grows with power ${full.toFixed(2)} of L and hashed attention with ${compared.toFixed(2)}, or ${whole.toFixed(2)} with finding the buckets, where buckets stay at ${hashing.chunk} letters. At ${hashing.rounds} rounds it takes less from ${even} letters on: hardly a gain for braids of up to 30.`
    return compared < 1.5 && whole < full
      ? Judge.agrees(because, comparisons)
      : Judge.differs(because, comparisons)
  }
}

export const reformers: Slide = {
  id: "reformers",
  title: "Attention, and Reformers",
  claims: [cost],
  figures: [],
  ours: [
    "Counted by the definition of our hashed attention (products of numbers, a head of 16), so that it is the same on every machine; no time is measured.",
    "Letters look one bucket ahead and one back, as a braid is read at once; the authors' look back only."
  ]
}
