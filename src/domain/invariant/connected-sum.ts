import * as Word from "../braid/word.ts"
import * as Interruption from "../interruption.ts"
import * as Alexander from "./alexander.ts"
import * as Jones from "./jones.ts"
import * as Laurent from "./laurent.ts"
import * as Screen from "./screen.ts"
import * as Signature from "./signature.ts"
import * as Subject from "./subject.ts"
import type { Prime, Table } from "./table/table.ts"

/** A prime of the table, or its mirror image; a knot that is its own mirror image is never marked. */
export interface Factor {
  readonly prime: Prime
  readonly mirror: boolean
}

/** A connected sum, its factors in the order of the table; none for the unknot. Prime knots decompose uniquely. */
export type Sum = ReadonlyArray<Factor>

/** A factor that the table offers, as a closed word, with its determinant. */
interface Offer {
  readonly factor: Factor
  readonly determinant: bigint
  readonly subject: Subject.Subject
}

/** `3_1#3_1#4_1`, mirror images not told apart; `0_1` for the unknot. */
export const name = (sum: Sum): string => {
  return sum.length === 0 ? "0_1" : sum.map(({ prime }) => prime.name).join("#")
}

/** `3_1#m3_1`, an m before each mirror image; `0_1` for the unknot. */
export const label = (sum: Sum): string => {
  return sum.length === 0
    ? "0_1"
    : sum.map(({ prime, mirror }) => `${mirror ? "m" : ""}${prime.name}`).join("#")
}

/** A braid word of the sum: words of the factors side by side, each sharing one strand with the next. */
export const word = (sum: Sum): Word.Word => {
  let strands = 1
  const parts = sum.map(({ prime, mirror }) => {
    const shift = strands - 1
    strands += Word.strands(prime.word) - 1
    const letters = mirror ? Word.mirror(prime.word) : prime.word
    return letters.map((letter) => letter + Math.sign(letter) * shift)
  })
  return Word.multiply(...parts)
}

/** {@link word} as a subject, kept: sums that share their invariants come back again and again. */
export const subject = (sum: Sum): Subject.Subject => {
  const letters = word(sum)
  const key = letters.join()
  const made = subjects.get(key) ?? Subject.of(letters)
  subjects.set(key, made)
  return made
}

const subjects = new Map<string, Subject.Subject>()

/** Products of coefficients that the search for sums may take: two to four seconds of them. */
const mostProducts = 6e7

/** What is left of a Jones polynomial, and what was found out about it: many choices leave the same. */
interface Rest {
  readonly jones: Laurent.Laurent
  /** By parts: whether those from one on can make it up. */
  readonly isWithin: Array<boolean>
  /** By parts: what one leaves of it; null where it does not divide it. */
  readonly without: Array<Rest | null>
}

/**
 * All sums of table knots, of at most so many crossings together, with the invariants of a knot. Jones polynomials multiply, so the sums are the factorisations of the knot's into those of the table, found by
 * trial division; Alexander polynomials multiply and signatures add, which separates some of them. null where one of
 * the polynomials is out of reach, and where there are too many ways to factorise to look at.
 *
 * A choice that leaves what the knots after it in the table cannot make up is given up at once, so that the time grows
 * with the sums there are and not with the subsets of a sum's factors.
 */
export const withInvariantsOf = (
  knot: Subject.Subject,
  table: Table,
  crossings: number
): ReadonlyArray<Sum> | null => {
  const jones = Jones.polynomial(knot)
  const alexander = Alexander.polynomial(knot)
  if (jones === null || alexander === null) return null
  const determinant = Laurent.modulusAtMinusOne(jones)
  const parts = offersOf(table).flatMap((offer) => {
    if (offer.factor.prime.crossings > crossings || determinant % offer.determinant !== 0n) return []
    const multiplicity = multiplicityOf(offer, jones, determinant)
    return multiplicity === 0 ? [] : [{ offer, multiplicity }]
  })
  // What the parts from k on make at most, each as often as it divides `jones`.
  const most = [Laurent.one]
  for (const { offer, multiplicity } of parts.toReversed()) {
    let product = most[0]
    for (let i = 0; i < multiplicity; i++) product = Laurent.multiply(product, jonesOf(offer))
    most.unshift(product)
  }
  let products = 0
  const divide = (a: Laurent.Laurent, b: Laurent.Laurent): Laurent.Laurent | null => {
    Interruption.look()
    products += 100 + Math.max(0, Laurent.span(a) - Laurent.span(b) + 1) * (Laurent.span(b) + 1)
    return Laurent.divide(a, b)
  }
  const rests = new Map<string, Rest>()
  const restOf = (jones: Laurent.Laurent): Rest => {
    const key = Laurent.key(jones)
    const rest = rests.get(key) ?? { jones, isWithin: [], without: [] }
    rests.set(key, rest)
    return rest
  }
  const isWithin = (rest: Rest, k: number): boolean => {
    rest.isWithin[k] ??= divide(most[k], rest.jones) !== null
    return rest.isWithin[k]
  }
  const without = (rest: Rest, k: number): Rest | null => {
    if (rest.without[k] === undefined) {
      const quotient = divide(rest.jones, jonesOf(parts[k].offer))
      rest.without[k] = quotient === null ? null : restOf(quotient)
    }
    return rest.without[k]
  }
  const found: Array<Sum> = []
  const extend = (rest: Rest, chosen: ReadonlyArray<Offer>, from: number, left: number) => {
    if (Laurent.isEqual(rest.jones, Laurent.one)) {
      products += Laurent.span(alexander) ** 2
      if (fits(chosen, alexander, Signature.value(knot))) found.push(chosen.map(({ factor }) => factor))
    }
    for (let k = from; k < parts.length && products <= mostProducts; k++) {
      products += 10
      const next = parts[k].offer
      if (next.factor.prime.crossings > left || !isWithin(rest, k)) return
      const after = without(rest, k)
      if (after !== null) extend(after, [...chosen, next], k, left - next.factor.prime.crossings)
    }
  }
  extend(restOf(jones), [], 0, crossings)
  return products <= mostProducts ? found : null
}

/** How often the Jones polynomial of an offer divides another one, whose determinant is given. */
const multiplicityOf = (offer: Offer, jones: Laurent.Laurent, determinant: bigint): number => {
  if (determinant % offer.determinant !== 0n) return 0
  const own = jonesOf(offer)
  if (Laurent.span(own) > Laurent.span(jones)) return 0
  const quotient = Laurent.divide(jones, own)
  return quotient === null ? 0 : 1 + multiplicityOf(offer, quotient, determinant / offer.determinant)
}

const fits = (chosen: ReadonlyArray<Offer>, alexander: Laurent.Laurent, signature: number): boolean => {
  if (chosen.reduce((sum, offer) => sum + Signature.value(offer.subject), 0) !== signature) return false
  const product = chosen.reduce((so, offer) => Laurent.multiply(so, alexanderOf(offer)), Laurent.one)
  return Laurent.isEqual(product, alexander)
}

// Words of the table are short: both polynomials are within reach.
const jonesOf = ({ subject }: Offer): Laurent.Laurent => Jones.polynomial(subject)!
const alexanderOf = ({ subject }: Offer): Laurent.Laurent => Alexander.polynomial(subject)!

const offers = new WeakMap<Table, ReadonlyArray<Offer>>()

/**
 * The primes and the mirror images of the chiral ones, by crossings. Determinants of the table are small, so their
 * residues are themselves; polynomials are computed of those alone whose determinant divides one that is asked for.
 */
const offersOf = (table: Table): ReadonlyArray<Offer> => {
  const known = offers.get(table)
  if (known !== undefined) return known
  const made = table.primes.flatMap((prime) => {
    const determinant = BigInt(Math.abs(Screen.determinant(prime.word)))
    const plain = { factor: { prime, mirror: false }, determinant, subject: Subject.of(prime.word) }
    if (prime.achiral) return [plain]
    const mirrored = { factor: { prime, mirror: true }, subject: Subject.of(Word.mirror(prime.word)) }
    return [plain, { ...plain, ...mirrored }]
  })
  offers.set(table, made)
  return made
}
