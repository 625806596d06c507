import * as Word from "../braid/word.ts"
import * as Alexander from "./alexander.ts"
import * as Jones from "./jones.ts"
import * as Laurent from "./laurent.ts"
import * as Rolfsen from "./rolfsen.ts"
import * as Signature from "./signature.ts"

/** A prime of the table, or its mirror image; a knot that is its own mirror image is never marked. */
export interface Factor {
  readonly prime: Rolfsen.Prime
  readonly mirror: boolean
}

/** A connected sum, its factors in the order of the table; none for the unknot. Prime knots decompose uniquely. */
export type Sum = readonly Factor[]

/** What decides which sums a knot can be: each is multiplied or added over the factors. */
interface Invariants {
  readonly factor: Factor
  readonly jones: Laurent.Laurent
  readonly determinant: bigint
  readonly alexander: Laurent.Laurent
  readonly signature: number
}

/** `3_1#3_1#4_1`, mirror images not told apart; `0_1` for the unknot. */
export function name(sum: Sum): string {
  return sum.length === 0 ? "0_1" : sum.map(({ prime }) => prime.name).join("#")
}

/** `3_1#m3_1`, an m before each mirror image; `0_1` for the unknot. */
export function label(sum: Sum): string {
  return sum.length === 0
    ? "0_1"
    : sum.map(({ prime, mirror }) => `${mirror ? "m" : ""}${prime.name}`).join("#")
}

/** A braid word of the sum: words of the factors side by side, each sharing one strand with the next. */
export function word(sum: Sum): Word.Word {
  let strands = 1
  const parts = sum.map(({ prime, mirror }) => {
    const shift = strands - 1
    strands += Word.strands(prime.word) - 1
    const letters = mirror ? Word.mirror(prime.word) : prime.word
    return letters.map((letter) => letter + Math.sign(letter) * shift)
  })
  return Word.multiply(...parts)
}

/**
 * All sums of table knots, of at most `crossings` crossings together, with these invariants.
 * Jones polynomials multiply, so the sums are the factorisations of `jones` into those of the table, found by trial
 * division; Alexander polynomials multiply and signatures add, which separates some of them.
 *
 * A choice that leaves what the knots after it in the table cannot make up is given up at once, so that the time grows
 * with the sums there are and not with the subsets of a sum's factors.
 */
export function withInvariants(
  jones: Laurent.Laurent,
  alexander: Laurent.Laurent,
  signature: number,
  crossings: number
): Sum[] {
  const parts = table().flatMap((each) => {
    const multiplicity = each.factor.prime.crossings > crossings ? 0 : multiplicityOf(each, jones)
    return multiplicity === 0 ? [] : [{ each, multiplicity }]
  })
  // What the parts from k on make at most, each as often as it divides `jones`.
  const most = [Laurent.one]
  for (const { each, multiplicity } of parts.toReversed()) {
    let product = most[0]
    for (let i = 0; i < multiplicity; i++) product = Laurent.multiply(product, each.jones)
    most.unshift(product)
  }
  const found: Sum[] = []
  const extend = (rest: Laurent.Laurent, chosen: readonly Invariants[], from: number, left: number) => {
    if (Laurent.isEqual(rest, Laurent.one) && fits(chosen, alexander, signature)) {
      found.push(chosen.map(({ factor }) => factor))
    }
    for (let k = from; k < parts.length; k++) {
      const next = parts[k].each
      if (next.factor.prime.crossings > left || Laurent.divide(most[k], rest) === null) return
      const quotient = Laurent.divide(rest, next.jones)
      if (quotient !== null) extend(quotient, [...chosen, next], k, left - next.factor.prime.crossings)
    }
  }
  extend(jones, [], 0, crossings)
  return found
}

/** How often the Jones polynomial of a prime divides another one. */
function multiplicityOf(prime: Invariants, jones: Laurent.Laurent): number {
  if (Laurent.modulusAtMinusOne(jones) % prime.determinant !== 0n) return 0
  if (Laurent.span(prime.jones) > Laurent.span(jones)) return 0
  const quotient = Laurent.divide(jones, prime.jones)
  return quotient === null ? 0 : 1 + multiplicityOf(prime, quotient)
}

function fits(chosen: readonly Invariants[], alexander: Laurent.Laurent, signature: number): boolean {
  if (chosen.reduce((sum, each) => sum + each.signature, 0) !== signature) return false
  const product = chosen.reduce((so, each) => Laurent.multiply(so, each.alexander), Laurent.one)
  return Laurent.isEqual(product, alexander)
}

let oriented: readonly Invariants[] | undefined

/** The primes and the mirror images of the chiral ones, by crossings; computed from their words on first use. */
function table(): readonly Invariants[] {
  oriented ??= Rolfsen.primes.flatMap((prime) => {
    const jones = Jones.of(prime.word)
    const alexander = Alexander.of(prime.word)
    const signature = Signature.of(prime.word)
    const determinant = Laurent.modulusAtMinusOne(jones)
    const plain = { factor: { prime, mirror: false }, jones, determinant, alexander, signature }
    if (prime.achiral) return [plain]
    const mirrored = { ...plain, factor: { prime, mirror: true } }
    return [plain, { ...mirrored, jones: Laurent.mirror(jones), signature: -signature }]
  })
  return oriented
}
