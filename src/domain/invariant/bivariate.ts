/**
 * A Laurent polynomial in v and z with integer coefficients, as the one of HOMFLY and PT is: its terms that are not zero, by the
 * exponent of z, then by that of v.
 */
export type Bivariate = ReadonlyArray<Term>

export interface Term {
  readonly v: number
  readonly z: number
  readonly coefficient: bigint
}

export const one: Bivariate = [{ v: 0, z: 0, coefficient: 1n }]

/** The sum of terms, in any order, with exponents that may occur again. */
export const of = (terms: Iterable<Term>): Bivariate => {
  const sums = new Map<string, Term>()
  for (const { v, z, coefficient } of terms) {
    const place = `${v},${z}`
    sums.set(place, { v, z, coefficient: coefficient + (sums.get(place)?.coefficient ?? 0n) })
  }
  return [...sums.values()]
    .filter(({ coefficient }) => coefficient !== 0n)
    .sort((a, b) => a.z - b.z || a.v - b.v)
}

/** The product. Cost: the product of the numbers of terms. */
export const multiply = (a: Bivariate, b: Bivariate): Bivariate =>
  of(
    a.flatMap((x) =>
      b.map((y) => ({ v: x.v + y.v, z: x.z + y.z, coefficient: x.coefficient * y.coefficient }))
    )
  )

/** v -> 1/v, z -> -z: the polynomial of the mirror image. */
export const mirror = (p: Bivariate): Bivariate =>
  of(p.map(({ v, z, coefficient }) => ({ v: -v, z, coefficient: z % 2 === 0 ? coefficient : -coefficient })))

/** A short text that two polynomials share exactly when they are equal. */
export const key = (p: Bivariate): string =>
  p.map(({ v, z, coefficient }) => `${v},${z}:${coefficient}`).join(" ")

export const isEqual = (a: Bivariate, b: Bivariate): boolean => key(a) === key(b)

/** Powers of z with what stands before them, lowest first: `(2v^2 - v^4) + v^2 z^2`. */
export const print = (p: Bivariate): string => {
  const parts: Array<string> = []
  for (const z of new Set(p.map((term) => term.z))) {
    const terms = p.filter((term) => term.z === z)
    const power = raised("z", z)
    const [first] = terms
    if (terms.length > 1) parts.push(`+ (${sum(terms)})${power === "" ? "" : ` ${power}`}`)
    else parts.push(`${first.coefficient < 0n ? "-" : "+"} ${product(first, power)}`)
  }
  const text = parts.join(" ")
  return text === "" ? "0" : text.startsWith("+ ") ? text.slice(2) : `-${text.slice(2)}`
}

const sum = (terms: ReadonlyArray<Term>): string =>
  terms
    .map((term, k) => {
      const isNegative = term.coefficient < 0n
      return `${k === 0 ? (isNegative ? "-" : "") : isNegative ? " - " : " + "}${product(term, "")}`
    })
    .join("")

/** The modulus of a coefficient, the power of v and another one. */
const product = ({ v, coefficient }: Term, power: string): string => {
  const size = coefficient < 0n ? -coefficient : coefficient
  const powers = [raised("v", v), power].filter((factor) => factor !== "").join(" ")
  return size === 1n && powers !== "" ? powers : `${size}${powers}`
}

const raised = (variable: string, exponent: number): string =>
  exponent === 0 ? "" : exponent === 1 ? variable : `${variable}^${exponent}`
