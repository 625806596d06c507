import * as Word from "../braid/word.ts"
import * as Interruption from "../interruption.ts"
import * as Cobordism from "./cobordism.ts"
import * as Invariant from "./invariant.ts"
import * as Jones from "./jones.ts"
import * as Laurent from "./laurent.ts"
import * as Residue from "./residue.ts"
import * as Scan from "./scan.ts"
import * as Subject from "./subject.ts"

/** The dimensions of Khovanov homology, those that are not zero, by homological degree h and quantum degree q. */
export type Homology = ReadonlyArray<Group>

export interface Group {
  readonly h: number
  readonly q: number
  readonly rank: number
}

/** The field of two elements. */
export const two = 2
/** The largest prime below 2^26. */
export const large = 67108859

/** Where {@link of} refuses: words for which {@link estimate} is larger, ten seconds or so of work. */
export const limit = 5e5

/** A complex of more summands than this is given up: the estimate, which cancellations can make too small, was wrong. */
const most = 10_000

/** A direct summand of a complex: a matching in homological degree h, shifted by q, and its differential. */
interface Summand {
  readonly h: number
  readonly q: number
  readonly matching: number
  readonly out: Map<Summand, Cobordism.Morphism>
  readonly in: Set<Summand>
}

interface Field {
  readonly reduce: (x: number) => number
  readonly invert: (x: number) => number
}

/**
 * The Khovanov homology (unreduced) of the closure of a braid word over the field of `prime` elements.
 *
 * Bar-Natan's scanning algorithm: the complex of the tangle made so far is kept over planar matchings; a letter
 * replaces it by a cone over the saddle to its product with e_i, a strand is closed as soon as no letter touches it any
 * more, loops are removed for two shifted copies, and every isomorphism in the differential is eliminated.
 * The closure of `1 1 1` has q + q^3 + t^2 q^5 + t^3 q^9 over a field of odd characteristic.
 *
 * What it proves: dimensions over the field are exact. Over the rationals each is at most the one over any field, and
 * equal unless the integral homology has torsion of that prime; none of order {@link large} is known for any knot. A
 * knot is the unknot exactly when the total dimension is 2, over either field: the unknot has 2 over every field, and 2
 * over one leaves at most 2 over the rationals, which Kronheimer and Mrowka show only the unknot has.
 *
 * strands: the fewest unless told; `prime`: {@link two} or {@link large}, or another prime below 2^26.
 * Throws a RangeError before it starts if {@link estimate} is beyond {@link limit}, and on the way if the complex
 * grows far beyond it.
 * Source: Bar-Natan, Fast Khovanov homology computations (JKTR 16, 2007); Kronheimer and Mrowka, Khovanov homology is
 * an unknot-detector (Publ. IHES 113, 2011). Liberty taken: the word is rotated to keep few strands open.
 */
export const of = (
  word: ArrayLike<number>,
  prime: number = large,
  strands = Word.strands(word)
): Homology => {
  if (!Number.isInteger(strands) || strands < Word.strands(word)) {
    throw new RangeError(`The word needs ${Word.strands(word)} strands, and it was given ${strands}.`)
  }
  const field = fieldOf(prime)
  const work = estimate(word, strands)
  if (work > limit) {
    throw new RangeError(
      `The Khovanov homology of this word of ${word.length} letters on ${strands} strands would pass through ` +
        `about ${work.toPrecision(2)} summands or more. Reduce the word to fewer letters or strands, or ask for the ` +
        "Alexander polynomial, the determinant and the signature, which take milliseconds."
    )
  }
  const homology = attempt(word, field, strands)
  if (homology !== null) return homology
  throw new RangeError(
    `The Khovanov homology of this word of ${word.length} letters on ${strands} strands was given up: it passes through ` +
      `more than ${most} summands, which its estimate, ${work.toPrecision(2)} over all letters, did not show.`
  )
}

/** The {@link estimate} for a subject. */
export const work = Subject.fact((subject) => {
  const { word, strands } = Subject.reduction(subject)
  return estimate(word, strands)
})

const within = (subject: Subject.Subject, prime: number): Homology | null => {
  if (work(subject) > limit) return null
  const { word, strands } = Subject.reduction(subject)
  return attempt(word, fieldOf(prime), strands)
}

/** {@link of} the closure of a subject modulo {@link large}, null where it is out of reach. */
export const homology = Subject.fact((subject) => within(subject, large))

/** Whether the closure has total dimension 2 modulo 2, so that a knot is the unknot; null where that is out of reach. */
export const isUnknot = Subject.fact((subject) => {
  const modulo2 = within(subject, two)
  return modulo2 === null ? null : rank(modulo2) === 2
})

/**
 * How long one of these may take, as far as the estimate tells; 0 where it is out of reach. The estimate is a bracket
 * strand by strand: where that takes its time itself, the most that both may take.
 */
export const seconds = (subject: Subject.Subject): number => {
  const { operations } = Jones.cost(subject)
  const isTried = Subject.reduction(subject).strands <= 30 && operations <= Jones.limit.operations
  const estimating = isTried ? 3e-9 * operations : 0
  if (estimating > 0.5) return estimating + 4e-5 * limit
  return work(subject) <= limit ? 4e-5 * work(subject) : 0
}

export const invariant: Invariant.Invariant = {
  name: "khovanov",
  title: "Khovanov",
  effort: "asked",
  seconds,
  show: (subject) => Invariant.shown(homology(subject), print, (groups) => groups)
}

const attempt = (word: ArrayLike<number>, field: Field, strands: number): Homology | null => {
  const letters = Scan.bestRotation(word, strands)
  const category = Cobordism.make(2 * strands)
  const identity = Int8Array.from({ length: 2 * strands }, (_, point) => (point + strands) % (2 * strands))
  let complex: Array<Summand> = [summand(0, 0, Cobordism.intern(category, identity))]
  const close = (place: number) => {
    complex = eliminate(category, field, closed(category, field, complex, place, place + strands))
  }
  const last = Scan.touches(letters, strands, 1)
  last.forEach((k, place) => {
    if (k < 0) close(place)
  })
  for (const [k, letter] of letters.entries()) {
    complex = eliminate(category, field, crossed(category, field, complex, Math.abs(letter) - 1, letter > 0))
    for (let place = 0; place < strands; place++) if (last[place] === k) close(place)
    if (complex.length > most) return null
  }
  return collect(complex)
}

/** The total dimension: 2 for the unknot, more for every other knot. */
export const rank = (homology: Homology): number => {
  return homology.reduce((sum, group) => sum + group.rank, 0)
}

/**
 * The graded Euler characteristic, the sum of (-1)^h rank q^j, as a polynomial in q:
 * (q + 1/q) V with t^(1/2) = -q.
 */
export const eulerCharacteristic = (homology: Homology): Laurent.Laurent => {
  if (homology.length === 0) return Laurent.zero
  const low = Math.min(...homology.map(({ q }) => q))
  const coefficients = new Array<number>(Math.max(...homology.map(({ q }) => q)) - low + 1).fill(0)
  for (const { h, q, rank } of homology) coefficients[q - low] += h % 2 === 0 ? rank : -rank
  return Laurent.of(low, coefficients)
}

/** The Poincare polynomial, by homological degree: `q + q^3 + t^2 q^5 + t^3 q^9`. */
export const print = (homology: Homology): string => {
  const power = (variable: string, n: number) => (n === 0 ? "" : n === 1 ? variable : `${variable}^${n}`)
  const terms = homology.map(({ h, q, rank }) => {
    const factors = [rank === 1 ? "" : `${rank}`, power("t", h), power("q", q)].filter(
      (factor) => factor !== ""
    )
    return factors.length === 0 ? "1" : factors.join(" ")
  })
  return terms.length === 0 ? "0" : terms.join(" + ")
}

/**
 * A measure of the work: {@link Jones.weight}, the moduli of the coefficients of Kauffman's bracket, which the complex
 * categorifies: each is an alternating sum of numbers of summands, so the complex is at least as large. Infinite beyond
 * 30 strands. No bound above: measured on random words, a unit takes 0.4 to 40 microseconds.
 */
export const estimate = (word: ArrayLike<number>, strands = Word.strands(word)): number => {
  return strands > 30 ? Number.POSITIVE_INFINITY : Jones.weight(word, strands)
}

const fieldOf = (prime: number): Field => {
  if (!Residue.isPrime(prime) || prime >= 2 ** 26) {
    throw new RangeError(`Coefficients are residues modulo a prime below 2^26, and ${prime} is none.`)
  }
  if (prime === 2) return { reduce: (x) => x & 1, invert: (x) => x }
  const reciprocal = 1 / prime
  const half = prime / 2
  return {
    reduce: (x) => (x < half && x > -half ? x : Residue.reduce(x, prime, reciprocal)),
    invert: (x) => (x === 1 || x === -1 ? x : Residue.invert(x, prime))
  }
}

const summand = (h: number, q: number, matching: number): Summand => {
  return { h, q, matching, out: new Map(), in: new Set() }
}

const connect = (from: Summand, to: Summand, morphism: Cobordism.Morphism): void => {
  if (morphism.length === 0) return
  from.out.set(to, morphism)
  to.in.add(from)
}

/** The morphism times a sign, with each disc pattern named once and none with coefficient zero. */
const collected = (field: Field, terms: Cobordism.Morphism, sign: 1 | -1): Cobordism.Morphism => {
  const sum = new Map<number, number>()
  for (let k = 0; k < terms.length; k += 2) {
    sum.set(terms[k], field.reduce((sum.get(terms[k]) ?? 0) + sign * terms[k + 1]))
  }
  return listed(sum)
}

const listed = (sum: ReadonlyMap<number, number>): Cobordism.Morphism => {
  const morphism: Array<number> = []
  for (const [mask, coefficient] of sum) if (coefficient !== 0) morphism.push(mask, coefficient)
  return morphism
}

/** What a summand becomes when x and y are joined: itself on the new matching, or two copies for a closed loop. */
const copiesOf = (
  category: Cobordism.Category,
  a: Summand,
  x: number,
  y: number,
  cap: boolean,
  h: number,
  q: number
) => {
  const matching = Cobordism.join(category, a.matching, x, y, cap)
  if (!Cobordism.closes(category, a.matching, x, y)) return [summand(a.h + h, a.q + q, matching)]
  return [summand(a.h + h, a.q + q + 1, matching), summand(a.h + h, a.q + q - 1, matching)]
}

/** The complex with points x and y joined. */
const closed = (
  category: Cobordism.Category,
  field: Field,
  complex: ReadonlyArray<Summand>,
  x: number,
  y: number
): Array<Summand> => {
  const copies = new Map(complex.map((a) => [a, copiesOf(category, a, x, y, false, 0, 0)]))
  for (const a of complex) connectCopies(category, field, a, copies, x, y, false, 1)
  return [...copies.values()].flat()
}

const connectCopies = (
  category: Cobordism.Category,
  field: Field,
  a: Summand,
  copies: ReadonlyMap<Summand, ReadonlyArray<Summand>>,
  x: number,
  y: number,
  cap: boolean,
  sign: 1 | -1
): void => {
  for (const [b, f] of a.out) {
    Interruption.look()
    const parts = Cobordism.joined(category, a.matching, b.matching, x, y, cap, f)
    copies.get(a)?.forEach((from, i) => {
      copies.get(b)?.forEach((to, j) => {
        connect(from, to, collected(field, parts[2 * i + j], sign))
      })
    })
  }
}

/**
 * The complex with one more crossing at points x and x+1: for a positive one, the complex itself shifted by q, then its
 * product with e, one degree higher and shifted by q^2; for a negative one, the product with e one degree lower, shifted
 * by q^-2, then the complex shifted by q^-1. Saddles lead from the one to the other, and the product's differential
 * changes sign.
 */
const crossed = (
  category: Cobordism.Category,
  field: Field,
  complex: ReadonlyArray<Summand>,
  x: number,
  positive: boolean
): Array<Summand> => {
  const degree = positive ? 1 : -1
  const plain = new Map(complex.map((a) => [a, summand(a.h, a.q + degree, a.matching)]))
  const copies = new Map(complex.map((a) => [a, copiesOf(category, a, x, x + 1, true, degree, 2 * degree)]))
  for (const a of complex) {
    const from = plain.get(a)!
    for (const [b, f] of a.out) connect(from, plain.get(b)!, f)
    connectCopies(category, field, a, copies, x, x + 1, true, -1)
    // The saddle at a loop is a tube between the loop and the cap: a dot on either of them.
    const made = copies.get(a)!
    const dot = 1 << Cobordism.circles(category, a.matching, a.matching).of[x]
    const saddles = made.length === 1 ? [0] : positive ? [dot, 0] : [0, dot]
    made.forEach((copy, i) => {
      if (positive) connect(from, copy, [saddles[i], 1])
      else connect(copy, from, [saddles[i], 1])
    })
  }
  return [...plain.values(), ...[...copies.values()].flat()]
}

/** Removes isomorphisms from the differential until there are none (Gaussian elimination); the complex that is left
 * is homotopy equivalent. */
const eliminate = (
  category: Cobordism.Category,
  field: Field,
  complex: ReadonlyArray<Summand>
): Array<Summand> => {
  const gone = new Set<Summand>()
  const queue = complex.slice()
  for (let a = queue.pop(); a !== undefined; a = queue.pop()) {
    Interruption.look()
    if (gone.has(a)) continue
    let chosen: Summand | undefined
    for (const [b, f] of a.out) {
      if (b.matching !== a.matching || b.q !== a.q || f[0] !== 0) continue
      if (chosen === undefined || b.in.size < chosen.in.size) chosen = b
    }
    if (chosen === undefined) continue
    // Summands whose differential has changed may have gained an isomorphism.
    queue.push(...cancel(category, field, a, chosen))
    gone.add(a)
    gone.add(chosen)
  }
  return complex.filter((a) => !gone.has(a))
}

/** Removes a and b, between which the differential is a multiple of the identity: d' = d - g f / multiple. Returns the
 * summands whose differential has changed. */
const cancel = (category: Cobordism.Category, field: Field, a: Summand, b: Summand): Array<Summand> => {
  const factor = -field.invert(a.out.get(b)![1])
  const sources = [...b.in].filter((c) => c !== a)
  const targets = [...a.out].filter(([d]) => d !== b)
  for (const c of sources) {
    Interruption.look()
    const f = c.out.get(b)!
    for (const [d, g] of targets) {
      const sum = new Map<number, number>()
      const old = c.out.get(d) ?? []
      for (let k = 0; k < old.length; k += 2) sum.set(old[k], old[k + 1])
      Cobordism.addComposite(category, c.matching, b.matching, d.matching, f, g, factor, sum, field.reduce)
      const morphism = listed(sum)
      if (morphism.length > 0) connect(c, d, morphism)
      else {
        c.out.delete(d)
        d.in.delete(c)
      }
    }
  }
  for (const end of [a, b]) {
    for (const c of end.in) c.out.delete(end)
    for (const d of end.out.keys()) d.in.delete(end)
  }
  return sources
}

/** The summands that are left at the end, of the empty matching: their number in each degree. */
const collect = (complex: ReadonlyArray<Summand>): Homology => {
  const groups = new Map<string, { h: number; q: number; rank: number }>()
  for (const { h, q } of complex) {
    const key = `${h},${q}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { h, q, rank: 1 })
    else group.rank++
  }
  return [...groups.values()].sort((a, b) => a.h - b.h || a.q - b.q)
}
