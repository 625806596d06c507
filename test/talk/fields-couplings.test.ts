import t from "tap"
import type { Row } from "../../src/simulation/table.ts"
import type { Rows } from "../../src/talk/claim.ts"
import { fields } from "../../src/talk/fields.ts"

type Table = ReadonlyArray<Row>

const claims = new Map(fields.flatMap((slide) => slide.claims).map((claim) => [claim.id, claim]))
const judge = (id: string, tables: Readonly<Record<string, Readonly<Record<string, Table>>>>) => {
  const rows: Rows = (source, table) => tables[source]?.[table] ?? []
  return claims.get(id)!.judge(rows)
}

/** ReLU's published row M1, and M2 as far as it is told apart. */
const published = {
  M0: {
    publishedLambda0: 0,
    publishedLambda2: 0,
    publishedLambdaNL: 0,
    publishedMape: 100,
    publishedMse: 0.006
  },
  M1: {
    publishedLambda0: 0.039,
    publishedLambda2: 0,
    publishedLambdaNL: 0,
    publishedMape: 0.03,
    publishedMse: 8.3e-10
  }
}

interface Exact {
  readonly lambda0: number
  readonly mape?: number
  readonly mse?: number
}

const exact = ({ lambda0, mape = 0.02, mse = 0.0059 }: Exact): Table =>
  [1e-3, 1e-8].flatMap((rankTolerance) =>
    (["M0", "M1"] as const).flatMap((model) =>
      ["fit", "exact"].map(
        (test): Row => ({
          ...published[model],
          activation: "erf",
          rankTolerance,
          model,
          test,
          lambda0: model === "M0" ? 0 : lambda0,
          rank: model === "M0" ? 0 : 1,
          parameters: model === "M0" ? 0 : 1,
          mape: model === "M0" ? 100 : mape,
          mse: model === "M0" ? mse : 1e-10,
          residual: model === "M0" ? 1 : mape / 100
        })
      )
    )
  )

/** Of a run of so many networks ten times, whose error is `error`. */
const sampled = (error: number, nets: number, same = 0.028, caution: string | null = null): Table =>
  (["M0", "M1"] as const).flatMap((model) =>
    ["fit", "same networks", "independent networks", "exact"].map(
      (test): Row => ({
        activation: "erf",
        model,
        test,
        nets,
        repeats: 10,
        lambda0: 0.041,
        lambda0StandardError: error,
        mape: model === "M0" ? 100 : test === "same networks" ? same : 20,
        caution
      })
    )
  )

t.test("a published coupling by its digits, and by the error of a run of its size", async (t) => {
  const of = (lambda0: number, drawn: Table = []) =>
    judge("couplings-erf", {
      couplings: { couplings: exact({ lambda0 }) },
      sampledCouplings: { couplings: drawn }
    })
  t.equal(of(0.0393).verdict, "agrees", "0.0393 is 0.039 to two digits")
  t.equal(of(0.0371).verdict, "undecided", "nobody knows the error of such a run")
  t.equal(of(0.0371, sampled(0.0036, 1e6)).verdict, "agrees")
  t.equal(of(0.0371, sampled(0.0003, 1e6)).verdict, "differs")
  t.equal(
    of(0.0371, sampled(0.036, 1e4)).verdict,
    "agrees",
    "the error of 10⁵ networks is ten times as large"
  )
  t.equal(of(0.0371, sampled(0.0036, 1e4)).verdict, "differs")
  const { comparisons, because } = of(0.0371, sampled(0.0036, 1e6, 0.028, "few networks"))
  t.same(
    comparisons.map(({ published: printed, ours, doubt }) => [printed, ours, doubt]),
    [
      [0.039, 0.0371, "exact"],
      [0.039, 0.041, { standardError: 0.0036 }]
    ]
  )
  t.match(because, "10⁷ of ours")
  t.match(because, "too small")
})

t.test("errors of tests", async (t) => {
  const of = (each: Exact, drawn: Table = []) =>
    judge("couplings-test-erf", {
      couplings: { couplings: exact(each) },
      sampledCouplings: { couplings: drawn }
    })
  t.equal(of({ lambda0: 0.0371 }).verdict, "agrees in trend")
  t.equal(of({ lambda0: 0.0371, mape: 0.0002 }).verdict, "differs")
  t.equal(
    of({ lambda0: 0.0371, mape: 0.0002 }, sampled(0.0036, 1e6)).verdict,
    "agrees in trend",
    "by the same networks"
  )
  const slip = of({ lambda0: 0.0371, mse: 0.0006 })
  t.equal(slip.verdict, "differs")
  t.match(slip.because, "ten times that")
  t.equal(of({ lambda0: 0.0371, mse: 0.0052 }).verdict, "differs")
  t.equal(
    of({ lambda0: 0.0371, mse: 0.0052 }, sampled(0.0036, 1e6)).verdict,
    "agrees in trend",
    "as near as a run may be"
  )
})

t.test("predictions, and one number for lambda", async (t) => {
  const tables = (mape: number, wide: number) => ({
    couplings: { couplings: exact({ lambda0: 0.0371, mape }) },
    wideInputs: { couplings: exact({ lambda0: 0.0371, mape: wide }) }
  })
  t.equal(judge("couplings-predict", tables(0.02, 0)).verdict, "agrees")
  t.equal(judge("couplings-predict", tables(5, 0)).verdict, "differs")
  t.equal(judge("constant-lambda", tables(0.02, 0.5)).verdict, "agrees")
  t.equal(judge("constant-lambda", tables(0.02, 68)).verdict, "agrees in trend")
  t.equal(judge("constant-lambda", tables(68, 68)).verdict, "differs")
})

t.test("the sign of lambda", async (t) => {
  const of = (...kappa4: ReadonlyArray<number>) =>
    judge("sign-of-lambda", {
      couplings: { lambda: kappa4.map((each): Row => ({ activation: "erf", kappa4: each })) }
    }).verdict
  t.equal(of(0.1, 0.2), "differs")
  t.equal(of(-0.1, -0.2), "agrees")
  t.equal(of(-0.1, 0.2), "undecided")
})

/** Networks of one point that is learned and one that is asked, at three times. */
const learning = ({ missed = 0, moved = 0, drawn = 0 }): Table =>
  (["relu", "erf"] as const).flatMap((activation) =>
    [
      { step: 0, phase: "start", mean: drawn },
      { step: 512, phase: null, mean: 1 + missed - moved },
      { step: 1000, phase: "end", mean: 1 + missed }
    ].flatMap((instant) =>
      (["learned", "asked"] as const).map(
        (role, k): Row => ({
          ...instant,
          activation,
          width: 512,
          isWidest: true,
          role,
          point: String(k),
          x: k,
          target: role === "learned" ? 1 : null,
          meanStandardError: 0.01,
          meanTheory: 1,
          meanDeviation: 0.1,
          meanDeviationStandardError: 0.01
        })
      )
    )
  )

t.test("the 1-point function flows, is learned, and comes to rest", async (t) => {
  const of = (...how: Parameters<typeof learning>) =>
    judge("one-point-flow", { learning: { functions: learning(...how) } }).verdict
  t.equal(of({}), "agrees")
  t.equal(of({ moved: 0.2 }), "agrees in trend", "still on its way")
  t.equal(of({ missed: 0.2 }), "differs")
  t.equal(of({ drawn: 0.1 }), "differs", "ten standard errors before the first step")
  const breaks = (drawn: number, missed: number) =>
    judge("learning-breaks-symmetry", { learning: { functions: learning({ drawn, missed }) } }).verdict
  t.equal(breaks(0, 0), "agrees")
  t.equal(breaks(0, -0.99), "differs", "none at the end")
})

t.test("what is left at infinite width, and of a Gaussian process after learning", async (t) => {
  const limit = (relu: number, erf: number) =>
    judge("one-point-infinite-width", {
      learning: {
        functions: learning({}),
        limit: Object.entries({ relu, erf }).map(
          ([activation, left]): Row => ({ activation, quantity: "mean", left, leftStandardError: 1 })
        )
      }
    }).verdict
  t.equal(limit(1, 1), "agrees")
  t.equal(limit(1, 6), "agrees in trend")
  t.equal(limit(6, 6), "differs")
  t.equal(limit(2.5, 1), "undecided")
  const kept = (ownExcess: number, ownExcessStandardError: number, narrow = 1) =>
    judge("training-keeps-gaussian", {
      learning: {
        learning: [8, 512].map(
          (width): Row => ({
            activation: "erf",
            width,
            phase: "end",
            ownExcess: width === 8 ? narrow : ownExcess,
            ownExcessStandardError
          })
        )
      }
    }).verdict
  t.equal(kept(0.03, 0.02), "agrees")
  t.equal(kept(0.09, 0.02), "agrees in trend", "the interval ends beyond, and narrow networks are further")
  t.equal(kept(0.09, 0.02, 0.1), "undecided")
  t.equal(kept(0.3, 0.02), "differs")
})
