import fc from "fast-check"
import t from "tap"
import * as Certificate from "../../../src/domain/braid/certificate.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import { untie } from "../../../src/domain/grid/untie.ts"
import * as Alexander from "../../../src/domain/invariant/alexander.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Subject from "../../../src/domain/invariant/subject.ts"
import * as Verdict from "../../../src/domain/invariant/verdict.ts"
import { check, type Proof } from "../../../src/domain/proof/proof.ts"
import { golden, knots, withoutGroup } from "../../support/knots.ts"

const verdict = (word: Word.Word, certificate?: Proof) => Verdict.of(Subject.of(word), certificate)
const verdictWithoutGroup = (word: Word.Word) => Verdict.of(Subject.of(word, withoutGroup))
const of = (letters: Array<number>) => verdict(Word.of(letters))

t.test("each proof", async (t) => {
  t.match(of([1, 1]), { verdict: "link", proof: "components", sentence: /2 cycles/ })
  t.match(of([]), { verdict: "unknot", proof: "certificate" })
  t.match(of([1, 1, 1]), { verdict: "knot", proof: "alexander", sentence: /t\^-1 - 1 \+ t/ })
  const morton = [-3, -3, 2, -3, 2, 1, 1, 1, -2, 1, -2]
  t.match(of(morton), {
    verdict: "unknot",
    proof: "group",
    sentence: /group is Z, as \d+ Tietze transformations/
  })
  t.match(verdictWithoutGroup(Word.of(morton)), { verdict: "unknot", proof: "jones-small" })
})

t.test("Alexander polynomial 1 is no proof: a knot of eleven crossings", async (t) => {
  const word = Word.of([-3, -2, 1, -2, 1, -3, 2, 2, 1, -3, 1])
  t.ok(Laurent.isEqual(Alexander.of(word), Laurent.one))
  t.match(verdict(word), { verdict: "knot", proof: "jones" })
})

t.test("an unknot of 25 letters that does not collapse: by the group, or by Khovanov homology", async (t) => {
  // Drawn by RANDOMUNKNOT.
  const word = "-6 7 2 1 2 2 -3 2 2 1 -2 1 -2 3 -1 2 -4 3 4 -2 -2 -1 5 6 -7"
  t.match(verdict(Word.parse(word)), { verdict: "unknot", proof: "group" })
  t.match(verdictWithoutGroup(Word.parse(word)), {
    verdict: "unknot",
    proof: "khovanov",
    sentence: /rank .* is 2/
  })
})

t.test("out of reach is undecided, and says so", async (t) => {
  // An unknot that RANDOMUNKNOT drew, on 33 strands: few of its arcs are open at a time.
  const word =
    "-32 -5 -1 4 8 6 2 1 1 -2 -3 4 -5 -4 -6 7 -8 -8 9 -10 -9 10 11 -12 -8 7 -13 14 15 16 15 -16 17 18 19 -20 " +
    "-21 22 -21 23 24 25 -26 27 28 29 28 2 -11 -22 -16 -17 30 -29 -30 12 -29 31 32 -31"
  t.match(verdict(Word.parse(word)), { verdict: "unknot", proof: "group" })
  t.match(verdictWithoutGroup(Word.parse(word)), { verdict: "unknot", proof: "khovanov" })
  // The torus knot T(60, 61): the Alexander polynomial is out of reach, its value at -1 is not.
  const full = Array.from({ length: 59 * 61 }, (_, k) => 1 + (k % 59))
  t.match(verdict(Word.of(full)), { verdict: "knot", proof: "determinant", sentence: /^The determinant/ })
  // T(61, 63) has determinant 1, as the unknot.
  const odd = Array.from({ length: 60 * 63 }, (_, k) => 1 + (k % 60))
  t.match(verdict(Word.of(odd)), {
    verdict: "undecided",
    proof: "none",
    sentence: /^Khovanov homology modulo 2 would decide, but it would .*; a longer search may find the moves/
  })
  // A torus knot on 499 strands is not, by way of its planar diagram.
  const wide = Array.from({ length: 996 }, (_, k) => 1 + (k % 498))
  t.match(verdict(Word.of(wide)), { verdict: "knot", proof: "alexander" })
})

t.test("certificates found by SmartCollapse and by the group convince the checker", async () => {
  fc.assert(
    fc.property(knots(5, 12), (word) => {
      const { proof, certificate } = verdict(word)
      if (proof !== "certificate" && proof !== "group") return certificate === undefined
      return certificate !== undefined && check(certificate).valid
    }),
    { seed: 1, numRuns: 2000 }
  )
})

t.test("a certificate that is handed in is checked", async (t) => {
  const word = Word.of([1, 2])
  const good = verdict(word).certificate as Certificate.Certificate
  t.match(verdict(word, good), { verdict: "unknot", proof: "certificate" })
  t.throws(() => verdict(Word.of([1, -2]), good), { name: "RangeError", message: /another word/ })
  const short = { ...good, steps: good.steps.slice(1) }
  t.throws(() => verdict(word, short), { name: "RangeError", message: /proves nothing/ })
  const away = Certificate.make({ word, strands: 3 }, { word, strands: 3 }, [])
  t.throws(() => verdict(word, away), { name: "RangeError", message: /does not end/ })
  const lie = { ...good, from: [1, 1, 1], strands: [2, 1] as const }
  t.throws(() => verdict(Word.of([1, 1, 1]), lie), { name: "RangeError", message: /proves nothing/ })
  const grid = untie({ word: [1, 2], strands: 3 }, [1, 2], { trials: 1000 }).certificate!
  t.match(verdict(word, grid), { verdict: "unknot", proof: "certificate", sentence: /to a circle/ })
})

t.test("of the 250 rows one is the unknot", async (t) => {
  for (const { name, word } of golden()) {
    t.equal(verdict(word).verdict, name === "0_1" ? "unknot" : "knot", name)
  }
})
