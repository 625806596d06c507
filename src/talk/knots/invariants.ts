/** Which invariants know the unknot, and what they cost. */
import * as HardUnknots from "../../domain/braid/hard-unknots.ts"
import type * as Word from "../../domain/braid/word.ts"
import * as Alexander from "../../domain/invariant/alexander.ts"
import * as Jones from "../../domain/invariant/jones.ts"
import * as Khovanov from "../../domain/invariant/khovanov.ts"
import * as Laurent from "../../domain/invariant/laurent.ts"
import * as Subject from "../../domain/invariant/subject.ts"
import * as KnotInfo from "../../domain/invariant/table/knotinfo.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import * as Draw from "./draw.ts"

const { primes, crossings } = KnotInfo.table

const isOne = (polynomial: Laurent.Laurent): boolean => Laurent.isEqual(polynomial, Laurent.one)

/** Of the hard unknots. */
const unknotsWith = (polynomial: (word: Word.Word) => Laurent.Laurent): number =>
  HardUnknots.all.filter(({ word }) => isOne(polynomial(word))).length

/** Of the table of prime knots. */
const knotsWith = (polynomial: (word: Word.Word) => Laurent.Laurent): ReadonlyArray<string> =>
  primes.filter(({ word }) => isOne(polynomial(word))).map(({ name }) => name)

const alexander: Claim = {
  id: "alexander",
  says: "The Alexander polynomial of the unknot is 1, but one that is 1 does not make an unknot.",
  from: [],
  judge: () => {
    const [unknots, knots] = [unknotsWith(Alexander.of), knotsWith(Alexander.of)]
    const comparisons = [
      Judge.exact("hard unknots with Alexander polynomial 1, of 5", unknots, {
        published: HardUnknots.all.length
      }),
      Judge.exact(`knots with Alexander polynomial 1, of ${primes.length}`, knots.length, {
        published: "some"
      })
    ]
    const known = knots.filter((name) => !isOne(Jones.of(KnotInfo.table.byName.get(name)!.word)))
    const because = `Of the ${primes.length} prime knots up to ${crossings} crossings ${knots.join(", ")} have Alexander polynomial 1; the Jones polynomial is another one for ${known.length === knots.length ? "all of them" : known.join(", ")}.`
    return unknots === HardUnknots.all.length && knots.length > 0
      ? Judge.agrees(because, comparisons)
      : Judge.differs(because, comparisons)
  }
}

const jones: Claim = {
  id: "jones",
  says: "The Jones polynomial of the unknot is 1; whether that of a knot can be is not known.",
  from: [],
  judge: () => {
    const [unknots, knots] = [unknotsWith(Jones.of), knotsWith(Jones.of)]
    const comparisons = [
      Judge.exact("hard unknots with Jones polynomial 1, of 5", unknots, {
        published: HardUnknots.all.length
      }),
      Judge.exact(`knots with Jones polynomial 1, of ${primes.length}`, knots.length, { published: 0 })
    ]
    const because = `None of the ${primes.length} prime knots up to ${crossings} crossings has Jones polynomial 1${knots.length === 0 ? ", and so no sum of them, whose polynomials multiply" : `, but for ${knots.join(", ")}`}.`
    return unknots === HardUnknots.all.length && knots.length === 0
      ? Judge.agrees(because, comparisons)
      : Judge.differs(because, comparisons)
  }
}

const jonesFar: Claim = {
  id: "jones-to-24",
  says: "No knot up to 24 crossings has the Jones polynomial of the unknot.",
  from: [],
  judge: () =>
    Judge.cannotBeCompared(
      `That is an exhaustion of all diagrams by others (Tuzun and Sikora, JKTR 30, 2021); our table ends at ${crossings} crossings. We rely on it: up to 24 letters a word with polynomial 1 is labelled an unknot.`,
      [Judge.exact("crossings up to which we have looked at every knot", crossings, { published: 24 })]
    )
}

const small = 10

const khovanov: Claim = {
  id: "khovanov",
  says: "Khovanov homology knows the unknot.",
  from: [],
  judge: () => {
    const known = primes.filter((prime) => prime.crossings <= small)
    const mutants = ["11n_34", "11n_42"].map((name) => KnotInfo.table.byName.get(name)!)
    const asked = [...known, ...mutants]
    const isUnknot = (word: Word.Word) => Khovanov.isUnknot(Subject.of(word))
    const taken = asked.filter(({ word }) => isUnknot(word) !== false).map(({ name }) => name)
    const unknots = HardUnknots.all.filter(({ word }) => isUnknot(word)).length
    const comparisons = [
      Judge.exact("hard unknots that it knows, of 5", unknots, { published: HardUnknots.all.length }),
      Judge.exact(`knots that it takes for the unknot, of ${asked.length}`, taken.length, { published: 0 })
    ]
    const because = `Of the ${known.length} prime knots up to ${small} crossings, and 11n_34 and 11n_42, whose Alexander polynomials are 1, ${taken.length === 0 ? "none has" : `${taken.join(", ")} have`} the homology of the unknot.`
    return unknots === HardUnknots.all.length && taken.length === 0
      ? Judge.agrees(because, comparisons)
      : Judge.differs(because, comparisons)
  }
}

/** Strands n of the words of n^2 letters that costs are told for. */
const widths = [10, 12, 14, 16]

/** The power of the letters with which a cost grows, over the last widths. */
const power = (cost: (word: Word.Word) => number): Statistics.Estimate => {
  const points = widths.map((n) => ({
    x: Math.log2(n * n),
    y: Statistics.mean(Draw.words(10, n * n, n).map((word) => Math.log2(cost(word))))
  }))
  return Statistics.slope(points)
}

const cost: Claim = {
  id: "cost",
  says: "The Alexander polynomial is fast; the Jones polynomial, and with it Khovanov homology, is slow (#P-hard): no fast invariant that knows the unknot is known.",
  from: [],
  judge: () => {
    const alexander = power((word) => Alexander.estimate(word))
    const jones = power((word) => Jones.estimate(word).operations)
    const apart = Statistics.difference(jones, alexander)
    const what = "power of the letters with which operations grow"
    const comparisons = [
      Judge.measured(`Alexander: ${what}`, alexander, { published: "fast" }),
      Judge.measured(`Jones: ${what}`, jones, { published: "slow" })
    ]
    const because = `For random words of n^2 letters on n strands, n = ${widths[0]} to ${widths.at(-1)}, the operations of our algorithms grow as the letters to the power ${Written.estimate(alexander)} for Alexander and ${Written.estimate(jones)} for Jones. That is what our algorithms take, and no bound on what others could.`
    return Judge.allAre("above", [Statistics.side(apart)], because, comparisons)
  }
}

export const invariants: Slide = {
  id: "unknot-problem",
  title: "The unknot problem: which invariants know the unknot",
  claims: [alexander, jones, jonesFar, khovanov, cost],
  figures: [],
  ours: [
    `Tried on five well-known hard unknots and on the table of all prime knots up to ${crossings} crossings; theorems need no trial, our program does.`,
    "Costs are operations as our program estimates them before it starts, and so the same on every machine. That is no measure of the problem: that the unknot problem is in NP and co-NP is not tried."
  ]
}
