import t from "tap"
import type { Judgement, Rows } from "../../src/talk/claim.ts"
import * as Chance from "../../src/talk/fields/chance.ts"
import { formulas } from "../../src/talk/fields/kernel.ts"
import * as FeynmanRules from "../../src/talk/fields/rules.ts"
import { fields } from "../../src/talk/fields.ts"

const claims = new Map(fields.flatMap((slide) => slide.claims).map((claim) => [claim.id, claim]))
const nothing: Rows = () => []
const judge = (id: string): Judgement => claims.get(id)!.judge(nothing)

t.test("every claim says something of no rows, and none throws", async (t) => {
  t.equal(claims.size, fields.flatMap((slide) => slide.claims).length, "no id twice")
  for (const [id, claim] of claims) {
    const { verdict, because, comparisons } = claim.judge(nothing)
    t.ok(because.endsWith("."), id)
    t.notMatch(because, /NaN|undefined|Infinity|unknown/, id)
    t.equal(verdict === "undecided", claim.from.length > 0 && id !== "gaussian-moments", id)
    t.ok(
      comparisons.every(({ ours }) => Number.isFinite(ours)),
      id
    )
  }
})

t.test("factors of the equations are counted", async (t) => {
  for (const id of ["factors-2-point", "factors-4-point", "factors-6-point", "terms-6-point"]) {
    const { verdict, comparisons } = judge(id)
    t.equal(verdict, "agrees", id)
    t.ok(
      comparisons.every(({ published, ours }) => published === undefined || published === ours),
      id
    )
  }
  t.match(judge("factors-6-point").because, "10395 for κ (720 + 5400 + 4050 + 225")
})

t.test("a factor that is printed wrongly is named, with what is right and why", async (t) => {
  const { four } = FeynmanRules.equations
  const wrong = {
    ...four,
    printed: four.printed.map((each) => (each.factor === 72 ? { ...each, factor: 36 } : each))
  }
  const { verdict, because } = FeynmanRules.factors(wrong)
  t.equal(verdict, "differs")
  t.match(because, "has 36 where 72 is counted")
  t.match(because, "105 for λ (24 + 72 + 9")
  const { verdict: short, because: lacks } = FeynmanRules.factors({
    ...four,
    printed: four.printed.slice(1)
  })
  t.equal(short, "differs")
  t.match(lacks, "lacks 72")
})

// By listing all pairings of n points and k legs, and counting those with m lines from points to legs.
t.test("counting by a formula is counting one by one", async (t) => {
  const pairings = (legs: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<readonly [number, number]>> => {
    const [first, ...others] = legs
    return first === undefined
      ? [[]]
      : others.flatMap((other) =>
          pairings(others.filter((leg) => leg !== other)).map((rest) => [[first, other] as const, ...rest])
        )
  }
  for (const [n, k] of [
    [2, 4],
    [4, 4],
    [4, 6]
  ]) {
    const all = pairings(Array.from({ length: n + k }, (_, leg) => leg))
    for (let m = 0; m <= Math.min(n, k); m += 2)
      t.equal(
        FeynmanRules.counted(n, k, m),
        all.filter((pairing) => pairing.filter(([a, b]) => a < n !== b < n).length === m).length,
        `${n} points, ${k} legs, ${m} joined`
      )
  }
})

t.test("the second line of equation 3.19 has one diagram too many", async (t) => {
  const { verdict, because, comparisons } = judge("rule-for-corrections")
  t.equal(verdict, "differs")
  t.match(because, "4050 κ")
  t.same(
    comparisons.map(({ ours }) => ours),
    [0, 360, 720, 5400]
  )
})

t.test("vacuum bubbles cancel, and Gaussian moments are double factorials", async (t) => {
  t.equal(judge("vacuum-bubbles").verdict, "agrees")
  t.same(
    judge("vacuum-bubbles").comparisons.map(({ ours }) => ours),
    [12, 384, 96, 4752, 900, 64080]
  )
  t.equal(judge("gaussian-moments").verdict, "agrees")
})

// The golden values of fields by independent quadrature: K(1, 6) of the inputs of the tests in one dimension.
t.test("kernels as they are printed", async (t) => {
  t.ok(Math.abs(formulas.gauss(-0.01, 0.01, 1, 1) - 1.99980002) < 1e-8)
  t.ok(Math.abs(formulas.relu(0.2, 1.2, 0, 1) - 0.12) < 1e-15)
  t.ok(Math.abs(formulas.erf(-1, 1, 1, 1) - 1) < 1e-15, "q12 = 0: what the bias gives alone")
})

t.test("scores that share their networks count once", async (t) => {
  const alike = Chance.of([[1.9, 1.9, 1.9, 1.9]])
  t.equal(alike.says, "chance", "four times the same is no more than one")
  t.equal(Chance.of([[1.9], [1.9], [1.9], [1.9]]).says, "open", "four independent ones are")
  t.equal(Chance.of([[5, 5], [1]]).says, "more than chance")
  t.equal(Chance.of([[Number.NaN], []]).says, "open")
  // R: qchisq(c(.95, .999), 30) / 30 and of 10.
  const thirty = Chance.of(new Array(30).fill([1]))
  t.ok(Math.abs(thirty.usual - 1.4591) < 0.002 && Math.abs(thirty.most - 1.9901) < 0.01)
})
