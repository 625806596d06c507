/** Which knots the prior draws. */
import * as Prior from "../../domain/braid/prior.ts"
import * as Jones from "../../domain/invariant/jones.ts"
import * as Laurent from "../../domain/invariant/laurent.ts"
import { child } from "../../domain/random/key.ts"
import { learningToUnknot } from "../../simulation/paper.ts"
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"

const published = { draws: 6455, prime: 4664 }

const sum = (rows: ReadonlyArray<Row>): number => Cell.sum(rows, "count")

const lengthsOfUnknots = [9, 16, 24]
const unknotsEach = 100

const randomUnknot: Claim = {
  id: "random-unknot",
  says: "RANDOMUNKNOT, random moves from the empty word on, gives unknots of a given number of letters.",
  from: [],
  judge: () => {
    const all = lengthsOfUnknots.flatMap((letters) => {
      const sampler = Prior.sampler({ letters, moves: 10 })
      return Array.from({ length: unknotsEach }, (_, k) => {
        const word = sampler.unknot(child([2021, letters], k))
        return word.length === letters && Laurent.isEqual(Jones.of(word), Laurent.one)
      })
    })
    const right = all.filter((each) => each).length
    const comparisons = [
      Judge.exact(`unknots of the length asked for, of ${all.length}`, right, { published: "all" })
    ]
    const because = `${right} of ${all.length} words of ${lengthsOfUnknots.join(", ")} letters have as many letters as were asked for and Jones polynomial 1, which up to 24 crossings only the unknot has.`
    return right === all.length ? Judge.agrees(because, comparisons) : Judge.differs(because, comparisons)
  }
}

const randomKnot: Claim = {
  id: "random-knot",
  says: "RANDOMKNOT gives knots that are not trivial.",
  from: ["rolfsen"],
  judge: (rows) => {
    const labels = rows("rolfsen", "labels")
    const draws = sum(labels)
    if (draws === 0) return Judge.tooFew("draws")
    const unknots = sum(Cell.where(labels, { label: "unknot" }))
    const part = Statistics.share(unknots, draws)
    const comparisons = [Judge.share("unknots among the draws of RANDOMKNOT", part, 0)]
    const because = `As printed nothing in it keeps unknots out: they are ${Written.within(part, Written.share)} of ${draws} draws at N = 9. Who trains on its words needs a test of each, or has so many wrong labels.`
    return unknots === 0 ? Judge.agrees(because, comparisons) : Judge.differs(because, comparisons)
  }
}

const primes: Claim = {
  id: "primes",
  says: "Of 6455 draws at N = 9 with knots of nine crossings or fewer, 4664 are prime.",
  from: ["rolfsen"],
  judge: (rows) => {
    const labels = rows("rolfsen", "labels")
    const kept = Cell.where(labels, { outcome: "kept" })
    const [draws, knots] = [sum(labels), sum(kept)]
    if (knots === 0) return Judge.tooFew("knots")
    const prime = sum(Cell.where(kept, { family: "prime" }))
    const theirs = Statistics.share(published.prime, published.draws)
    const ours = Statistics.share(prime, knots)
    const apart = Statistics.difference(ours, theirs)
    const of = 100 * theirs.value
    const comparisons = [
      Judge.share("prime ones among knots", ours, of),
      Judge.share("prime ones among all draws", Statistics.share(prime, draws), of)
    ]
    const reading = `Read as 6455 knots, the difference of the shares is ${Written.within(apart, Written.points)}; were unknots counted among the draws, ours would be ${Written.estimate(Statistics.share(prime, draws), Written.percent)}.`
    const fitted =
      "Strands and moves, which are not told, were chosen to come near: so this says that the figure can be had, not that it comes out by itself."
    const decide = { below: Judge.differs, above: Judge.differs, open: Judge.agrees }[Statistics.side(apart)]
    return decide(`${reading} ${fitted}`, comparisons)
  }
}

/** Counts of the words kept by the name of their knot, the largest first; mirror images together. */
const counts = (rows: ReadonlyArray<Row>): ReadonlyArray<{ name: string; count: number; prime: boolean }> =>
  Cell.grouped(rows, ["name"])
    .map((group) => ({
      name: Cell.text(group[0], "name") || "no name",
      count: sum(group),
      prime: group[0].prime === true
    }))
    .sort((a, b) => b.count - a.count)

const quarter: Claim = {
  id: "trefoils",
  says: "About a quarter of the knots at N = 9 are trefoils.",
  from: ["rolfsen"],
  judge: (rows) => {
    const knots = rows("rolfsen", "knots")
    const all = sum(knots)
    if (all === 0) return Judge.tooFew("knots")
    const trefoils = sum(Cell.where(knots, { name: "3_1" }))
    const ours = Statistics.share(trefoils, all)
    const { low, high } = Statistics.interval(ours)
    const because = `Trefoils are ${Written.within(ours, Written.share)} of ${all} knots; about a quarter is taken for 20 to 30 %.`
    const comparisons = [Judge.share("trefoils among knots", ours, 25)]
    if (low > 0.2 && high < 0.3) return Judge.agrees(because, comparisons)
    return high < 0.2 || low > 0.3
      ? Judge.differs(because, comparisons)
      : Judge.undecided(because, comparisons)
  }
}

/** Prime knots up to nine crossings. */
const table = 84

const uniform: Claim = {
  id: "not-uniform",
  says: "The draws are far from uniform over the table of knots, and the trefoil is the most frequent one.",
  from: ["rolfsen"],
  judge: (rows) => {
    const [first, second, ...rest] = counts(rows("rolfsen", "knots")).filter(({ prime }) => prime)
    if (first === undefined || second === undefined) return Judge.tooFew("prime knots")
    const all = [first, second, ...rest].reduce((total, { count }) => total + count, 0)
    // Of two shares of one sample: (a - b) / n with variance (a + b - (a - b)^2 / n) / n^2.
    const lead = first.count - second.count
    const ahead = Statistics.of(lead / all, Math.sqrt(first.count + second.count - lead ** 2 / all) / all)
    const ours = Statistics.share(first.count, all)
    const comparisons = [
      Judge.share(`${first.name} among prime knots`, ours, "the most"),
      Judge.share(`${second.name} among prime knots`, Statistics.share(second.count, all)),
      Judge.exact("prime knots that came up, of 84 up to nine crossings", rest.length + 2)
    ]
    const because = `${first.name} is ${Written.estimate(ours, Written.percent)} of the prime knots, where each would be ${(100 / table).toFixed(1)} % of a uniform draw, and ${Written.estimate(ahead, Written.points)} ahead of ${second.name}.`
    const holds = first.name === "3_1" && Statistics.side(ours, 1 / table) === "above"
    if (!holds) return Judge.differs(because, comparisons)
    const decide = { below: Judge.undecided, above: Judge.agrees, open: Judge.undecided }[
      Statistics.side(ahead)
    ]
    return decide(because, comparisons)
  }
}

const lengths = [7, 9, 11, 13, 15]
const draws = 500

const trefoil = [Jones.of([1, 1, 1]), Jones.of([-1, -1, -1])]

/** How many draws of so many letters have the Jones polynomial of a trefoil, and how many are knots. */
const drawn = (letters: number): { readonly trefoils: number; readonly knots: number } => {
  const sampler = Prior.sampler({ letters, strands: 5, moves: 2 })
  let [trefoils, knots] = [0, 0]
  for (let k = 0; k < draws; k++) {
    const polynomial = Jones.of(sampler.knot(child([2020, letters], k)))
    if (Laurent.isEqual(polynomial, Laurent.one)) continue
    knots++
    if (trefoil.some((each) => Laurent.isEqual(polynomial, each))) trefoils++
  }
  return { trefoils, knots }
}

const longer: Claim = {
  id: "trefoils-of-longer-words",
  says: "The trefoil is most likely for small N, and less and less so for larger N.",
  from: [],
  judge: () => {
    const points = lengths.map((letters) => {
      const { trefoils, knots } = drawn(letters)
      return { x: letters, y: Statistics.share(trefoils, knots) }
    })
    const slope = Statistics.slope(points)
    const comparisons = points.map(({ x, y }) => Judge.share(`trefoils among knots at N = ${x}`, y))
    const because = `From N = ${lengths[0]} to ${lengths.at(-1)} the share of trefoils changes by ${Written.within(slope, Written.points)} a letter (${draws} draws each, told by the Jones polynomial).`
    return Judge.allAre("below", [Statistics.side(slope)], because, comparisons)
  }
}

export const prior: Slide = {
  id: "prior",
  title: "Priors of random knots, at low crossing numbers",
  source: { paper: learningToUnknot, where: "figure 8, algorithms 5 and 6" },
  claims: [randomUnknot, randomKnot, primes, quarter, uniform, longer],
  figures: [{ from: "rolfsen", figure: "rolfsen" }],
  ours: [
    "Neither the strands of RANDOMKNOT nor M is told: 5 strands and M = 2 are chosen because they come nearest to figure 8, and serve nothing else. Training data have M = 10.",
    "As printed RANDOMKNOT draws from a generator that no letter can name, and returns the unknot in a good part of the draws: letters are those of the strands, and unknots are dropped by an invariant.",
    "Knots are named by their polynomials, signature and Khovanov homology; what these leave open keeps both names."
  ]
}
