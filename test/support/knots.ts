import { readFileSync } from "node:fs"
import fc from "fast-check"
import * as Permutation from "../../src/domain/braid/permutation.ts"
import * as Word from "../../src/domain/braid/word.ts"
import * as Laurent from "../../src/domain/invariant/laurent.ts"
import type * as Subject from "../../src/domain/invariant/subject.ts"
import * as Verdict from "../../src/domain/invariant/verdict.ts"

/** A row of test/golden/knots.csv. */
export interface Row {
  readonly name: string
  readonly word: Word.Word
  readonly jones: Laurent.Laurent
  readonly alexander: Laurent.Laurent
  readonly determinant: bigint
  /** KnotInfo's word for the knot or its mirror image, which `chirality` says; of 0_1 it is empty. */
  readonly knotinfo: Word.Word
  readonly chirality: "" | "same" | "mirror" | "both"
}

export const golden = (): Array<Row> => {
  const text = readFileSync(new URL("../golden/knots.csv", import.meta.url), "utf8")
  const lines = text.trim().split("\n").slice(2)
  return lines.map((line) => {
    const [name, word, jones, alexander, determinant, knotinfo, chirality] = line.split(",")
    const coefficients = alexander.split(" ").map(Number)
    return {
      name,
      word: Word.parse(word),
      jones: fromTerms(jones),
      alexander: Laurent.of(-(coefficients.length - 1) / 2, coefficients),
      determinant: BigInt(determinant),
      knotinfo: Word.parse(knotinfo),
      chirality: chirality as Row["chirality"]
    }
  })
}

/** From `exponent:coefficient` pairs, rising. */
const fromTerms = (text: string): Laurent.Laurent => {
  const terms = text.split(" ").map((term) => term.split(":").map(Number))
  const low = terms[0][0]
  const coefficients = new Array<number>(terms[terms.length - 1][0] - low + 1).fill(0)
  for (const [exponent, coefficient] of terms) coefficients[exponent - low] = coefficient
  return Laurent.of(low, coefficients)
}

/** Words on 2 to `strands` strands, of up to `letters` letters: links of any number of components. */
export const words = (strands: number, letters: number): fc.Arbitrary<Word.Word> => {
  return fc
    .integer({ min: 2, max: strands })
    .chain((n) => fc.array(letter(n), { maxLength: letters }))
    .map(Word.of)
}

/** Words whose closures are knots. */
export const knots = (strands: number, letters: number): fc.Arbitrary<Word.Word> => {
  return words(strands, letters).filter((word) => Permutation.components(word) === 1)
}

const letter = (strands: number): fc.Arbitrary<number> => {
  const sign = fc.constantFrom(1, -1)
  return fc.tuple(sign, fc.integer({ min: 1, max: strands - 1 })).map(([s, i]) => s * i)
}

/** Words of two knots side by side, sharing a strand: the connected sum. */
export const sum = (a: Word.Word, b: Word.Word): Word.Word => {
  const shift = Word.strands(a) - 1
  return Word.multiply(
    a,
    b.map((x) => x + Math.sign(x) * shift)
  )
}

/** The sum of two polynomials, which only skein relations need. */
export const add = (a: Laurent.Laurent, b: Laurent.Laurent): Laurent.Laurent => {
  const all = [...Laurent.terms(a), ...Laurent.terms(b)]
  if (all.length === 0) return Laurent.zero
  const low = Math.min(...all.map(([exponent]) => exponent))
  const coefficients = new Array<bigint>(Math.max(...all.map(([exponent]) => exponent)) - low + 1).fill(0n)
  for (const [exponent, c] of all) coefficients[exponent - low] += c
  return Laurent.of(low, coefficients)
}

/** Where nobody finds that a knot's group is Z: what else decides is asked then. */
export const withoutGroup: Subject.Find = (fact, compute) => {
  const isGroup = (fact as unknown) === Verdict.group
  return isGroup ? (null as ReturnType<typeof compute>) : compute()
}
