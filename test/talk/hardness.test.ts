import t from "tap"
import { type Interval, z95 } from "../../src/domain/stats/normal.ts"
import type { Row } from "../../src/simulation/table.ts"
import { hardness } from "../../src/talk/decisions/hardness.ts"
import { histogram } from "../../src/talk/decisions/histogram.ts"
import { jones } from "../../src/talk/decisions/jones.ts"
import { judge, verdicts } from "../support/claims.ts"

/** Of ten trainings of a model on 1000 words: words that all get wrong, of each knot, and hard words of each knot. */
interface Made {
  readonly expected?: number
  /** By name; "0_1" is an unknot. */
  readonly always: Readonly<Record<string, number>>
  /** By name: words, and hard ones among them. */
  readonly knots?: Readonly<Record<string, readonly [words: number, hard: number]>>
}

const model = "transformer"

const made = ({ expected = 0.001, always, knots = {} }: Made) => {
  const all = Object.values(always).reduce((sum, count) => sum + count, 0)
  const words = Object.values(knots).reduce((sum, [count]) => sum + count, 0)
  return {
    hardness: {
      persistence: [
        { model, trainings: 10, wrong: 0, words: 1000 - all, expected: 1000 - expected },
        { model, trainings: 10, wrong: 10, words: all, expected }
      ],
      hardness: Object.entries(always).flatMap(([name, count]) =>
        Array.from(
          { length: count },
          (): Row => ({ model, name, label: name === "0_1" ? "unknot" : "knot", wrong: 10, trainings: 10 })
        )
      ),
      hardKnots: Object.entries(knots).map(([name, [count, hard]]) => ({
        model,
        name,
        words: count,
        hard,
        share: count / words
      }))
    }
  }
}

const usual = { "3_1": [160, 26], "4_1": [32, 12], "5_1": [60, 1], "6_2": [80, 1], "8_7": [80, 0] } as const

t.test("words that all trainings get wrong, against 30 of 1000", async (t) => {
  const verdict = (each: Made) => judge(hardness, "hardness-persists", made(each)).verdict
  t.equal(verdict({ always: { "3_1": 20, "0_1": 11 } }), "agrees")
  t.equal(verdict({ always: { "3_1": 60, "0_1": 60 } }), "agrees in trend", "but more of them")
  t.equal(verdict({ always: { "3_1": 2 }, expected: 2 }), "differs", "no more than by chance")
  t.equal(verdict({ always: { "3_1": 30 }, expected: 30 }), "differs", "many, but no more than by chance")
  t.equal(judge(hardness, "hardness-persists").verdict, "undecided")
})

t.test("models that disagree decide nothing", async (t) => {
  const one = made({ always: { "3_1": 30 } }).hardness.persistence
  const other = made({ always: { "3_1": 2 }, expected: 2 }).hardness.persistence.map((row) => ({
    ...row,
    model: "reformer"
  }))
  const { verdict } = judge(hardness, "hardness-persists", { hardness: { persistence: [...one, ...other] } })
  t.equal(verdict, "undecided")
})

t.test("trefoils among them, against 19 of 30", async (t) => {
  const verdict = (each: Made) => judge(hardness, "hard-trefoils", made(each)).verdict
  t.equal(verdict({ always: { "3_1": 17, "4_1": 8, "0_1": 5 }, knots: usual }), "agrees")
  t.equal(verdict({ always: { "3_1": 7, "4_1": 7, "0_1": 20 }, knots: usual }), "agrees in trend")
  const rare = { "3_1": [160, 2], "5_1": [100, 30] } as const
  t.equal(verdict({ always: { "3_1": 2, "5_1": 28 }, knots: rare }), "differs")
  const alike = { "3_1": [160, 16], "5_1": [160, 16] } as const
  t.equal(verdict({ always: { "3_1": 15, "5_1": 15 }, knots: alike }), "undecided")
  t.equal(judge(hardness, "hard-trefoils").verdict, "undecided")
})

t.test("fewer crossings, harder or not", async (t) => {
  const verdict = (knots: NonNullable<Made["knots"]>) =>
    judge(hardness, "fewer-crossings-harder", made({ always: { "3_1": 10 }, knots })).verdict
  t.equal(verdict(usual), "agrees")
  t.equal(verdict({ "3_1": [160, 2], "8_7": [80, 40] }), "differs")
  t.equal(verdict({ "3_1": [160, 16], "8_7": [80, 8] }), "undecided")
  t.equal(verdict({ "3_1": [160, 40], "3_1#3_1": [80, 2] }), "agrees", "sums have the crossings of both")
  t.equal(verdict({ "3_1": [160, 40], "9_12 or 4_1#5_2": [80, 2] }), "undecided", "open names are left out")
})

/** Matches a number up to rounding. */
const near = (x: number) => (y: unknown) => typeof y === "number" && Math.abs(x - y) < 1e-6

/** One label's bins of twenty, of so many words each from its wrong end, and its mirror image for the other. */
const bins = (wrongEnd: ReadonlyArray<number>, repeats = 3): ReadonlyArray<Row> =>
  Array.from({ length: repeats }, (_, repeat) =>
    Array.from({ length: 20 }, (_, k) =>
      [
        { label: "knot", low: k / 20, words: wrongEnd[k] ?? 5 },
        { label: "unknot", low: k / 20, words: wrongEnd[19 - k] ?? 5 }
      ].map((row) => ({ model, letters: 16, repeat, ...row }))
    )
  ).flat(2)

t.test("peaks at the wrong end", async (t) => {
  const verdict = (rows: ReadonlyArray<Row>) =>
    judge(histogram, "wrong-peaks", { histogram: { histogram: rows } }).verdict
  t.equal(verdict(bins([60, 20, 16])), "agrees")
  t.equal(verdict(bins([5, 60, 60])), "differs")
  t.equal(verdict(bins([22, 20, 18])), "undecided")
  t.equal(verdict(bins([60, 20, 16], 1)), "agrees", "also of one training")
  t.equal(verdict([]), "undecided")
})

t.test("words count once, however many trainings were asked", async (t) => {
  const excess = (repeats: number) =>
    judge(histogram, "wrong-peaks", { histogram: { histogram: bins([60, 20, 16], repeats) } }).comparisons[1]
  t.match(excess(3), { ours: 42 })
  const { low, high } = excess(1).doubt as Interval
  t.ok(near(42 - z95 * Math.sqrt(60 + 36 / 4))(low) && near(42 + z95 * Math.sqrt(69))(high))
  t.same(excess(3), excess(30), "trainings that agree are one")
  const unknots = judge(histogram, "wrong-peaks", { histogram: { histogram: bins([60, 20, 16]) } })
    .comparisons[2]
  t.match(unknots, { ours: 42 }, "unknots are wrong at the other end")
})

/** Correlations of three trainings by generator and letters, with the span. */
const spans = (generator: string, rhos: Readonly<Record<number, number>>, words = 800): ReadonlyArray<Row> =>
  Object.entries(rhos).flatMap(([letters, rho]) =>
    [-0.01, 0, 0.01].map((more, repeat) => ({
      ...{ model, generator, letters: Number(letters), repeat, degree: "span" },
      ...{ words, correlation: rho + more }
    }))
  )

t.test("confidence and degree", async (t) => {
  const verdict = (rows: ReadonlyArray<Row>) =>
    judge(jones, "jones-degree", { jones: { jonesCorrelation: rows } }).verdict
  t.equal(verdict(spans("paper", { 9: 0.2, 16: 0.4 })), "agrees")
  t.equal(verdict(spans("paper", { 9: 0.01, 16: 0.4 })), "agrees in trend", "not at all lengths")
  t.equal(verdict(spans("paper", { 9: -0.3, 16: 0.4 })), "differs")
  t.equal(verdict(spans("paper", { 9: 0.01, 16: 0.02 })), "undecided")
  t.equal(verdict(spans("same", { 9: 0.4 })), "undecided", "asked of the paper's words")
  t.equal(verdict([{ ...spans("paper", { 9: 0.4 })[0], correlation: null }]), "undecided")
})

t.test("a feature that is learnt shows without the generators", async (t) => {
  const verdict = (same: Readonly<Record<number, number>>, grid: Readonly<Record<number, number>>) =>
    judge(jones, "jones-learned", {
      jones: { jonesCorrelation: [...spans("paper", { 9: 0.2, 16: 0.4 }), ...spans("same", same)] },
      grid: { jonesCorrelation: spans("grid", grid) }
    }).verdict
  t.equal(verdict({ 9: 0.3 }, { 12: 0.3, 16: 0.3 }), "agrees")
  t.equal(verdict({ 9: -0.4 }, { 12: 0.3, 16: 0.3 }), "differs", "its sign turns")
  t.equal(verdict({ 9: 0.01 }, { 12: 0.01, 16: 0 }), "differs", "it is gone")
  t.equal(verdict({ 9: 0.3 }, { 12: 0.01, 16: 0 }), "undecided")
  t.same(verdicts(jones), { "jones-degree": "undecided", "jones-learned": "undecided" })
})

// One training: the whole error is that of the words, (1 - rho^2) sqrt((1 + rho^2 / 2) / (n - 3)).
t.test("the error of a correlation, by hand", async (t) => {
  const [row] = spans("paper", { 9: 0.51 }, 103)
  const { doubt } = judge(jones, "jones-degree", { jones: { jonesCorrelation: [row] } }).comparisons[0]
  const error = 0.75 * Math.sqrt(1.125 / 100)
  t.ok(near(0.5 - z95 * error)((doubt as Interval).low) && near(0.5 + z95 * error)((doubt as Interval).high))
})

// By hand: sum of (crossings - mean) over the hard words, divided by the sum of its squares over all words.
t.test("the slope of hardness against crossings, by hand", async (t) => {
  const knots = { "3_1": [100, 25], "4_1": [100, 25], "8_7": [200, 0] } as const
  const { ours } = judge(hardness, "fewer-crossings-harder", made({ always: { "3_1": 10 }, knots }))
    .comparisons[0]
  const middle = (3 * 100 + 4 * 100 + 8 * 200) / 400
  const spread = 100 * (3 - middle) ** 2 + 100 * (4 - middle) ** 2 + 200 * (8 - middle) ** 2
  t.ok(Math.abs(ours - (100 * 25 * (3 - middle + 4 - middle)) / spread) < 1e-9)
})
