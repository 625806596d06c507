import t from "tap"
import type { Row } from "../../src/simulation/table.ts"
import { counting } from "../../src/talk/questions/counting.ts"
import { guidance } from "../../src/talk/questions/guidance.ts"
import { judge } from "../support/claims.ts"

interface Said {
  readonly model?: string
  readonly positions?: string
  readonly generator?: string
  readonly letters?: number
  readonly train?: number
  /** Of 10 000 words, a training each. */
  readonly right: ReadonlyArray<number>
  readonly counted: number
}

/** Rows of a point: errors of the two are as good as independent. */
const baseline = ({ right, counted, ...said }: Said): ReadonlyArray<Row> =>
  right.flatMap((some, repeat) => {
    const point = {
      model: "transformer",
      positions: "learned",
      generator: "same",
      letters: 16,
      train: 100_000,
      ...said,
      repeat
    }
    const missed = 10_000 - counted
    const alone = Math.round((missed * some) / 10_000)
    return [
      { ...point, sees: "word", words: 10_000, accuracy: some / 10_000, missed: 10_000 - some },
      {
        ...point,
        sees: "counts",
        words: 10_000,
        accuracy: counted / 10_000,
        missed,
        modelAccuracyOnMissed: alone / missed
      }
    ]
  })

const asked = (...all: ReadonlyArray<Said>) =>
  judge(counting, "ten-times-the-words", { tenTimes: { baseline: all.flatMap(baseline) } })

t.test("more than five points over counting, at every N, by an interval", async (t) => {
  const good = { right: [7600, 7620, 7590], counted: 6700 }
  t.equal(asked(good, { ...good, letters: 24 }).verdict, "agrees")
  t.match(asked(good).because, /leads by 9\.\d points \(95 %: [78]\.\d/)
  const close = { right: [7210, 7190, 7260], counted: 6700, letters: 24 }
  t.equal(asked(good, close).verdict, "undecided", "5.2 points are not told from 5")
  const far = { ...close, right: [6800, 6790, 6830] }
  t.equal(asked(good, far).verdict, "differs")
  t.equal(
    asked(good, far, { ...far, positions: "cyclic", right: good.right }).verdict,
    "agrees",
    "any model will do"
  )
  t.equal(asked({ ...good, train: 10_000 }).verdict, "undecided", "a small run cannot say")
  t.equal(asked(good).verdict, "undecided", "of 24 letters nothing is known")
  const one = { ...good, right: [7600] }
  t.equal(
    asked(one, { ...one, letters: 24 }).verdict,
    "agrees",
    "the words are an error of one training, too"
  )
  t.equal(asked(one, { ...close, right: [7250] }).verdict, "undecided")
  t.equal(asked().verdict, "undecided")
})

t.test("the error of a lead is that of the words and of the trainings", async (t) => {
  const { comparisons } = asked({ right: [7000, 7000, 7000], counted: 5000 })
  const lead = comparisons.find(({ what }) => what.startsWith("lead"))!
  // 3500 words by the model alone and 1500 by counts: sqrt((0.5 - 0.2^2) / 10000) = 0.0067823, times 1.96.
  t.equal(lead.ours.toFixed(9), "20.000000000")
  const { low, high } = lead.doubt as { low: number; high: number }
  t.ok(Math.abs(high - low - 2 * 100 * 1.959964 * 0.00678233) < 1e-3, `${low} to ${high}`)
})

t.test("cyclic places against learned ones, and a coin", async (t) => {
  const tenTimes = (...all: ReadonlyArray<Said>) => ({ tenTimes: { baseline: all.flatMap(baseline) } })
  const learned = { right: [7300, 7310, 7320], counted: 6700 }
  const cyclic = { ...learned, positions: "cyclic" }
  const equivariance = (right: ReadonlyArray<number>) =>
    judge(counting, "equivariance-beats-turning", tenTimes(learned, { ...cyclic, right })).verdict
  t.equal(equivariance([7600, 7610, 7590]), "agrees")
  t.equal(equivariance([7320, 7330, 7340]), "undecided")
  t.equal(equivariance([7000, 7010, 7020]), "differs")
  t.equal(judge(counting, "equivariance-beats-turning", tenTimes(learned)).verdict, "undecided")
  const coin = (right: ReadonlyArray<number>) =>
    judge(counting, "more-than-a-coin", tenTimes({ ...cyclic, generator: "grid", right, counted: 5050 }))
      .verdict
  t.equal(coin([5600, 5610, 5620]), "agrees")
  t.equal(coin([5050, 5010, 5020]), "undecided")
  t.equal(judge(counting, "more-than-a-coin", tenTimes(cyclic)).verdict, "undecided")
})

/** Fifty unknots of a kind, with the moves of best-first, and of each training of guided, which may fail. */
const hard = (
  trainings: ReadonlyArray<(moves: number, k: number) => number | null>,
  kind = "sums"
): ReadonlyArray<Row> =>
  Array.from({ length: 50 }, (_, k) => {
    const moves = 40 + 7 * (k % 9)
    const row = (agent: string, repeat: number, moves: number | null): Row => ({
      agent,
      repeat,
      name: `${kind} 40 ${k + 1}`,
      solved: moves === null ? 0 : 1,
      moves
    })
    return [
      ...trainings.map((of, repeat) => row("guided", repeat, of(moves, k))),
      ...trainings.map((_, repeat) => row("best-first", repeat, moves))
    ]
  }).flat()

const guided = (...trainings: Parameters<typeof hard>[0]) =>
  judge(guidance, "guided-sums-of-diagrams", { unseen: { hard: hard(trainings) } })

t.test("moves of the guided search less those of the other, unknot by unknot", async (t) => {
  const shift = (by: number) => (moves: number, k: number) => moves + by + (k % 3) - 1
  t.equal(guided(shift(-8), shift(-9), shift(-7)).verdict, "agrees")
  t.equal(guided(shift(8), shift(9), shift(7)).verdict, "differs")
  t.equal(guided(shift(-1), shift(0.5), shift(1)).verdict, "undecided")
  t.equal(guided(shift(-8), shift(-1), shift(8)).verdict, "undecided", "trainings that differ say nothing")
  t.equal(guided(shift(-8)).verdict, "agrees", "one training has the error of its unknots")
  const { because, comparisons } = guided(shift(-8), shift(-8))
  t.match(because, /a difference of −8\.\d+ moves .* fewer moves on 100\.0 %/)
  t.match(comparisons.find(({ what }) => what.startsWith("moves"))!.ours.toFixed(2), "-8.02")
})

t.test("what one of them does not untie is left out of the moves, and told", async (t) => {
  const half = (moves: number, k: number) => (k < 25 ? moves - 5 - (k % 2) : null)
  const { verdict, because, comparisons } = guided(half, half)
  t.equal(verdict, "agrees")
  t.match(because, /It unties fewer of all, 50\.0 % against 100\.0 %/)
  t.match(
    comparisons.find(({ what }) => what === "untied by the guided search"),
    { ours: 50, doubt: "not estimated" }
  )
  t.equal(guided(() => null).verdict, "undecided")
  t.equal(guided().verdict, "undecided")
})

t.test("each claim has unknots of its own", async (t) => {
  const better = (moves: number, k: number) => moves - 5 - (k % 2)
  for (const [kind, id] of [
    ["random", "guided-random-words"],
    ["sum", "guided-sums-of-words"],
    ["play", "guided-played-diagrams"],
    ["sums", "guided-sums-of-diagrams"],
    ["pairs", "guided-random-diagrams"]
  ] as const) {
    t.equal(judge(guidance, id, { unseen: { hard: hard([better], kind) } }).verdict, "agrees", id)
    const others = ["random", "sum", "play", "sums", "pairs"].filter((each) => each !== kind)
    const rows = others.flatMap((each) => hard([better], each))
    t.equal(judge(guidance, id, { unseen: { hard: rows } }).verdict, "undecided", id)
  }
})
