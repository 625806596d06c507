import t from "tap"
import { type Interval, z95 } from "../../src/domain/stats/normal.ts"
import type { Row } from "../../src/simulation/table.ts"
import { easily } from "../../src/talk/decisions/easy.ts"
import { hashes } from "../../src/talk/decisions/hashes.ts"
import { lengths } from "../../src/talk/decisions/lengths.ts"
import { models } from "../../src/talk/decisions/models.ts"
import { products, reformers } from "../../src/talk/decisions/reformers.ts"
import * as Score from "../../src/talk/decisions/score.ts"
import * as Statistics from "../../src/talk/statistics.ts"
import { judge, verdicts } from "../support/claims.ts"
import { type Classified, tables } from "../support/classified.ts"

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-12

const scores = (points: ReadonlyArray<Classified>) => {
  const { results, hardness } = tables(points)
  return Score.of(results, hardness)
}

t.test("accuracy has the error of trainings and that of words", async (t) => {
  const [score] = scores([{ model: "transformer", letters: 9, words: 1000, wrong: [90, 100, 110] }])
  const accuracy = Score.accuracy(score)
  t.ok(near(accuracy.value, 0.9))
  const words = Statistics.share(900, 1000).standardError
  t.ok(
    near(accuracy.standardError, Math.hypot(0.01 / Math.sqrt(3), words)),
    "0.01 is the scatter of three trainings"
  )
  const [one] = scores([{ model: "transformer", letters: 9, words: 1000, wrong: [100] }])
  t.equal(Score.accuracy(one).standardError, words, "of one training, that of words")
})

t.test("words that two points find hard cancel in their difference", async (t) => {
  const two = (from: number) =>
    scores([
      { model: "transformer", letters: 9, words: 1000, wrong: [100, 100] },
      { model: "reformer", letters: 9, words: 1000, wrong: [110, 110], from }
    ])
  const same = Score.contrast([1, -1], two(0))
  t.ok(near(same.value, 0.01))
  // Ten of a thousand words make the difference: variance of one word's 0.01 - 0.01^2.
  t.ok(near(same.standardError, Math.sqrt((0.01 - 0.0001) / 1000)))
  const { results } = tables([{ model: "transformer", letters: 9, words: 1000, wrong: [100, 100] }])
  const silent = Score.of(results)
  t.ok(Number.isNaN(Score.contrast([1], silent).standardError), "words that are not told have no error")
  const other = Score.contrast([1, -1], two(500))
  t.ok(near(other.value, 0.01))
  t.ok(near(other.standardError, Math.sqrt((0.21 - 0.0001) / 1000)))
})

/** Errors of the three models at several N, of 2000 words; those that err less err on some of the same words. */
const trio = (wrong: readonly [number, number, number], train = 10_000): ReadonlyArray<Classified> =>
  [9, 16, 24].flatMap((letters) =>
    ["feed-forward", "transformer", "reformer"].map((model, k) => ({
      model,
      letters,
      words: 2000,
      wrong: [-4, 0, 4].map((more) => wrong[k] + more),
      more: { train }
    }))
  )

t.test("95 %", async (t) => {
  const verdict = (points: ReadonlyArray<Classified>) =>
    judge(models, "ninety-five", { accuracy: tables(points) }).verdict
  t.equal(verdict(trio([60, 50, 40])), "agrees")
  t.equal(verdict(trio([200, 180, 190])), "differs")
  t.equal(verdict(trio([200, 180, 190], 2000)), "undecided", "too few words to learn from")
  t.equal(verdict(trio([100, 100, 100])), "undecided")
  const mixed = trio([60, 50, 40]).map((point) => (point.letters === 9 ? { ...point, wrong: [300] } : point))
  t.equal(verdict(mixed), "agrees in trend", "at some lengths")
  t.equal(judge(models, "ninety-five").verdict, "undecided")
})

t.test("attention ahead, barely or not", async (t) => {
  const verdict = (wrong: readonly [number, number, number]) =>
    judge(models, "language-wins-barely", { models: tables(trio(wrong)) }).verdict
  t.equal(verdict([200, 170, 170]), "agrees")
  t.equal(verdict([400, 170, 170]), "agrees in trend", "by more than barely")
  t.equal(verdict([170, 200, 200]), "differs")
  t.equal(verdict([172, 170, 172]), "undecided")
  const [lead] = judge(models, "language-wins-barely", { models: tables(trio([200, 160, 180])) }).comparisons
  t.ok(Math.abs(lead.ours - 1.5) < 1e-9, "the mean of both, 30 words of 2000")
  t.equal(judge(models, "language-wins-barely").verdict, "undecided")
})

t.test("Reformer and transformer", async (t) => {
  const verdict = (wrong: readonly [number, number, number]) =>
    judge(models, "reformers-like-transformers", { models: tables(trio(wrong)) }).verdict
  t.equal(verdict([200, 170, 172]), "agrees")
  t.equal(verdict([200, 170, 180]), "agrees", "a difference, but a small one")
  t.equal(verdict([200, 170, 300]), "differs")
  t.equal(verdict([200, 170, 210]), "undecided")
})

const rounds = (wrong: ReadonlyArray<number>): ReadonlyArray<Classified> => [
  ...wrong.map((each, k) => ({
    model: "reformer",
    letters: 24,
    words: 2000,
    wrong: [each - 2, each, each + 2],
    more: { hashes: 2 ** k }
  })),
  { model: "transformer", letters: 24, words: 2000, wrong: [100, 100, 100], more: { hashes: null } }
]

t.test("rounds of hashing", async (t) => {
  const because = (wrong: ReadonlyArray<number>) =>
    judge(hashes, "hashes", { hashes: tables(rounds(wrong)) }).because
  t.match(because([200, 170, 140, 110]), /Ours rises/)
  t.match(because([200, 170, 140, 110]), /1\.50? points \(95 %/, "30 of 2000 words a doubling")
  t.match(because([110, 140, 170, 200]), /Ours falls/)
  t.match(because([140, 141, 140, 141]), /neither/)
  t.equal(judge(hashes, "hashes", { hashes: tables(rounds([200, 100])) }).verdict, "cannot be compared")
  t.equal(judge(hashes, "hashes").verdict, "undecided")
})

const curve = (wrong: ReadonlyArray<number>): ReadonlyArray<Classified> =>
  wrong.map((each, k) => ({
    model: "reformer",
    letters: 9 + 9 * k,
    words: 2000,
    wrong: [each - 4, each, each + 4]
  }))

const counting = (wrong: ReadonlyArray<number>): ReadonlyArray<Row> =>
  wrong.map((each, k) => ({
    sees: "counts",
    generator: "paper",
    letters: 9 + 9 * k,
    words: 2000,
    accuracy: 1 - each / 2000,
    agreement: 0.95
  }))

t.test("accuracy against N, and how much steeper with as many words", async (t) => {
  const words = (wrong: ReadonlyArray<number>) => ({
    fixedWords: { ...tables(curve(wrong)), baseline: counting([400, 200, 100]) }
  })
  t.equal(judge(lengths, "fixed-words", words([400, 200, 100])).verdict, "agrees")
  t.equal(judge(lengths, "fixed-words", words([100, 200, 400])).verdict, "differs")
  t.equal(judge(lengths, "fixed-words", words([200, 203, 200])).verdict, "undecided")
  t.equal(judge(lengths, "fixed-words").verdict, "undecided")
  const uncounted = { fixedWords: { ...tables(curve([400, 200, 100])), baseline: [] } }
  t.notMatch(judge(lengths, "fixed-words", uncounted).because, /unknown|counting letters/i)
  const both = (wrong: ReadonlyArray<number>) => ({
    ...words([400, 200, 100]),
    fixedLetters: tables(curve(wrong))
  })
  t.equal(judge(lengths, "fixed-letters", both([300, 200, 100])).verdict, "agrees")
  t.equal(judge(lengths, "fixed-letters", both([500, 200, 100])).verdict, "differs")
  t.equal(judge(lengths, "fixed-letters", both([400, 200, 100])).verdict, "undecided")
  t.equal(judge(lengths, "fixed-letters", words([400, 200, 100])).verdict, "undecided")
})

t.test("easy: what counting has of what nets have", async (t) => {
  const made = (nets: ReadonlyArray<number>, counts: ReadonlyArray<number>) => ({
    generator: { ...tables(curve(nets)), baseline: counting(counts) }
  })
  t.equal(judge(easily, "easy", made([200, 100, 60], [260, 160, 90])).verdict, "agrees")
  t.equal(judge(easily, "easy", made([200, 100, 60], [900, 900, 900])).verdict, "differs")
  t.equal(judge(easily, "easy", made([200, 200, 200], [600, 600, 600])).verdict, "undecided")
  t.equal(judge(easily, "easy").verdict, "undecided")
  const paperAlone = judge(easily, "easy", made([200, 100, 60], [260, 160, 90])).because
  t.notMatch(paperAlone, /unknown|words of one generator/, "nothing is said of words that are not there")
})

// One training at one N: 60 of 2000 words better, and 100 on which the two disagree.
t.test("nets less counting have the error of the words on which they disagree", async (t) => {
  const points = [{ model: "transformer", letters: 9, words: 2000, wrong: [200] }]
  const baseline = counting([260])
  const { ours, doubt } = judge(easily, "easy", { generator: { ...tables(points), baseline } }).comparisons[0]
  const error = Math.sqrt((0.05 - 0.03 ** 2) / 2000)
  t.ok(Math.abs(ours - 3) < 1e-9)
  t.ok(Math.abs((doubt as Interval).high - 100 * (0.03 + z95 * error)) < 1e-6)
})

t.test("where counts tell nothing", async (t) => {
  const verdict = (wrong: ReadonlyArray<number>, train: number) => {
    const points = curve(wrong).map((point) => ({ ...point, more: { generator: "grid", train } }))
    const baseline = counting([1000, 1000, 1000]).map((row) => ({ ...row, generator: "grid" }))
    return judge(easily, "decide-the-unknot", { grid: { ...tables(points), baseline } }).verdict
  }
  t.equal(verdict([300, 200, 100], 10_000), "agrees")
  t.equal(verdict([960, 970, 990], 10_000), "differs")
  t.equal(verdict([960, 970, 990], 4000), "undecided", "too few words to learn from")
  t.equal(verdict([900, 900, 900], 10_000), "undecided")
  t.equal(judge(easily, "decide-the-unknot").verdict, "undecided")
})

// By hand, at 64 letters: two rounds of 64 letters with 12 others each, 16 numbers a product, queries with keys and with values.
t.test("what attention takes", async (t) => {
  t.match(products(64), { full: 2 * 64 * 64 * 16, compared: 2 * 2 * 64 * 12 * 16, sorting: 2 * 64 * 6 })
  t.same(verdicts(reformers), { "cost-of-attention": "agrees" })
})
