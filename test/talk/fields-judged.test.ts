import t from "tap"
import type { Row } from "../../src/simulation/table.ts"
import type { Judgement, Rows } from "../../src/talk/claim.ts"
import { formulas } from "../../src/talk/fields/kernel.ts"
import { fields } from "../../src/talk/fields.ts"
import type { SourceName } from "../../src/talk/source.ts"

type Table = ReadonlyArray<Row>
type Tables = { readonly [source in SourceName]?: Readonly<Record<string, Table>> }

const claims = new Map(fields.flatMap((slide) => slide.claims).map((claim) => [claim.id, claim]))
const judge = (id: string, tables: Tables): Judgement => {
  const claim = claims.get(id)!
  const rows: Rows = (source, table) => {
    if (!claim.from.includes(source)) throw new Error(`${id} does not say that it reads ${source}.`)
    return tables[source]?.[table] ?? []
  }
  return claim.judge(rows)
}

const activations = ["gauss", "relu", "erf"] as const
const widths = [2, 5, 10, 20, 50, 100]

t.test("perturbation theory: near at small lambda, and below the first term left out", async (t) => {
  const moments = (error: number, coefficient = -12): Table =>
    [0, 1, 2].map((order) => ({
      a: 1,
      lambda: -0.001,
      moment: 2,
      order,
      exact: 1,
      coefficient: order === 0 ? 1 : coefficient * 100 ** (order - 1),
      truncationError: [0.01, error, error / 10][order],
      relativeError: [0.01, error, error / 10][order]
    }))
  const verdict = (...of: Parameters<typeof moments>) =>
    judge("perturbation", { moments: { moments: moments(...of) } }).verdict
  t.equal(verdict(0.0004), "agrees")
  t.equal(verdict(0.005), "agrees in trend", "beyond the first term left out")
  t.equal(verdict(0.02), "differs")
})

t.test("n-point functions of the limit are sums over pairings", async (t) => {
  const correlators = (shift: number): Table => [
    ...["1-1", "1-2", "2-2"].map(
      (tuple, k): Row => ({ activation: "relu", dIn: 1, width: 2, order: 2, tuple, gp: k + 1 })
    ),
    // K11 K22 + 2 K12 K12 = 1 * 3 + 2 * 4
    { activation: "relu", dIn: 1, width: 2, order: 4, tuple: "1-1-2-2", gp: 11 + shift },
    { activation: "relu", dIn: 1, width: 3, order: 4, tuple: "1-1-2-2", gp: 99 }
  ]
  const verdict = (shift: number) =>
    judge("gaussian-process-correlators", { exact: { correlators: correlators(shift) } }).verdict
  t.equal(verdict(0), "agrees")
  t.equal(verdict(0.01), "differs")
})

t.test("odd functions by their scores, means by theirs", async (t) => {
  const correlators = (score: number, biasMean: number): Table =>
    [1, 2, 3].flatMap((order) =>
      [5, 20].flatMap((width) =>
        ["1", "2"].map(
          (tuple): Row => ({
            activation: "relu",
            width,
            order,
            weightMean: 0,
            biasMean,
            tuple,
            // Even functions may be what they like.
            mean: order === 2 ? 7 : 0.1 * score,
            standardError: 0.1
          })
        )
      )
    )
  const odd = (score: number) =>
    judge("odd-functions-vanish", { symmetries: { correlators: correlators(score, 0) } }).verdict
  t.equal(odd(0.9), "agrees")
  t.equal(odd(1.8), "undecided")
  t.equal(odd(3), "differs")
  const broken = (score: number) =>
    judge("means-break-symmetry", { symmetries: { correlators: correlators(score, 0.01) } }).verdict
  t.equal(broken(20), "agrees")
  t.equal(broken(2), "undecided")
})

/** 2-point functions that are off by so many standard errors, by turns above and below. */
const kernel = (score: number, caution: string | null = null): Tables => {
  const inputs = { gauss: [-0.01, 0.01], relu: [0.2, 1.2], erf: [-1, 1] }
  return {
    kernel: {
      correlators: activations.flatMap((activation) =>
        widths.map((width, k): Row => {
          const [x, y] = inputs[activation]
          const biasStd = activation === "relu" ? 0 : 1
          const exact = formulas[activation](x, y, biasStd ** 2, 1)
          const zScore = k % 2 === 0 ? score : -score
          return {
            activation,
            width,
            order: 2,
            dIn: 1,
            depth: 1,
            inputs: "gp-test",
            weightStd: 1,
            biasStd,
            tuple: "1-6",
            exact,
            standardError: 0.001,
            mean: exact + 0.001 * zScore,
            zScore,
            caution
          }
        })
      )
    }
  }
}

t.test("the kernel at all widths, and by its formulas", async (t) => {
  for (const id of ["kernel-at-all-widths", "kernel-formulas"]) {
    t.equal(judge(id, kernel(1)).verdict, "agrees", id)
    t.equal(judge(id, kernel(1.4)).verdict, "undecided", id)
    t.equal(judge(id, kernel(2)).verdict, "differs", id)
    t.equal(
      judge(id, kernel(2, "few networks")).verdict,
      "undecided",
      "errors that are too small do not count"
    )
  }
  const [first] = judge("kernel-at-all-widths", kernel(1)).comparisons
  t.equal(first.published, 1)
  t.ok(Math.abs(first.ours - 1) < 1e-3)
})

const deviations = (m: (width: number) => number, error: number, caution: string | null = null): Tables => {
  const row = (width: number): Row => ({
    activation: "relu",
    dIn: 1,
    width,
    order: 4,
    part: "full",
    m: m(width),
    exact: 5 / width,
    standardError: error / width,
    caution
  })
  return {
    deviation: { deviations: widths.map(row) },
    exact: { deviations: widths.map((width) => ({ ...row(width), m: 5 / width, standardError: null })) }
  }
}

t.test("deviations against the width", async (t) => {
  const right = judge(
    "four-point-deviation",
    deviations((N) => 5 / N, 0.1)
  )
  t.equal(right.verdict, "agrees")
  t.ok(Math.abs(right.comparisons[0].ours + 1) < 1e-9 && Math.abs(right.comparisons[1].ours + 1) < 1e-9)
  t.equal(
    judge(
      "four-point-deviation",
      deviations((N) => 5 / N ** 0.8, 0.1)
    ).verdict,
    "agrees in trend"
  )
  t.equal(
    judge(
      "four-point-deviation",
      deviations((N) => N / 5, 0.01)
    ).verdict,
    "differs"
  )
  t.equal(
    judge(
      "four-point-deviation",
      deviations((N) => 5 / N, 3)
    ).verdict,
    "undecided",
    "all is noise"
  )
  t.match(
    judge(
      "four-point-deviation",
      deviations((N) => 5 / N, 0.1, "few networks")
    ).because,
    "rare networks decide"
  )
})

t.test("how narrow networks may be", async (t) => {
  const near = (shift: number) => {
    const all = [4, 6].flatMap((order) =>
      activations.flatMap((activation) =>
        widths.map(
          (width): Row => ({
            activation,
            dIn: 1,
            part: "full",
            order,
            width,
            m: ((activation === "gauss" ? shift : 1) * (order === 4 ? 1 : 3)) / width
          })
        )
      )
    )
    return judge("near-gaussian-widths", { exact: { deviations: all } })
  }
  t.equal(near(5).verdict, "agrees")
  t.ok(Math.abs(near(5).comparisons[0].ours - 50) < 1e-9, "5 / N is a tenth at 50, between the widths")
  t.equal(near(30).verdict, "agrees in trend")
  t.ok(
    near(30).comparisons.every(({ ours }) => Number.isFinite(ours)),
    "what no width reaches is no figure"
  )
})

t.test("kappa beside lambda, by the width and by the cutoff", async (t) => {
  const suppressed = (power: number) => {
    const all = activations.flatMap((activation) =>
      [4, 6].flatMap((order) =>
        widths.map(
          (width): Row => ({
            activation,
            dIn: 1,
            order,
            width,
            part: "connected",
            m: order === 4 ? 5 / width : 44 / width ** power
          })
        )
      )
    )
    return judge("kappa-suppressed", { exact: { deviations: all } }).verdict
  }
  t.equal(suppressed(2), "agrees")
  t.equal(suppressed(1.9), "differs")
  const slopes = (lambda: number, kappa: number, activation: string, lines = "K_W"): Table =>
    Object.entries({ lambda, kappa }).map(([coupling, last]) => ({
      activation,
      lines,
      dIn: 1,
      coupling,
      equations: "first order",
      slope: last,
      first: last,
      last
    }))
  const relu = (lambda: number, kappa: number) => ({ flow: { slopes: slopes(lambda, kappa, "relu") } })
  t.equal(judge("kappa-irrelevant", relu(-5, -7)).verdict, "agrees")
  t.equal(judge("kappa-irrelevant", relu(-5, -5)).verdict, "differs")
  const bias = (lambda: number, kappa: number) => ({
    flowWithBias: { slopes: slopes(lambda, kappa, "erf", "K") }
  })
  t.equal(judge("kappa-irrelevant-elsewhere", bias(-0.9997, -0.9995)).verdict, "differs")
  t.equal(judge("kappa-irrelevant-elsewhere", bias(-1, -3)).verdict, "agrees")
  t.equal(judge("beta-function-relu", relu(-5, -7)).verdict, "differs")
  t.match(judge("beta-function-relu", relu(-5, -7)).because, /−5 .*d_in \+ 4/)
  t.equal(judge("beta-function-relu", relu(-1, -1)).verdict, "agrees")
  t.equal(judge("beta-function-bias", bias(-0.9998, -0.9995)).verdict, "agrees")
  t.equal(judge("beta-function-bias", bias(-0.9, -0.9)).verdict, "differs")
  t.equal(judge("asymptotic-freedom", { ...relu(-5, -7), ...bias(-1, -1) }).verdict, "agrees")
  t.equal(judge("asymptotic-freedom", { ...relu(-5, -7), ...bias(0, 0) }).verdict, "agrees in trend")
  t.equal(judge("asymptotic-freedom", relu(0.2, 0)).verdict, "differs")
})

t.test("one coupling for all tuples, at all cutoffs", async (t) => {
  const flow = (spread: number) => ({
    flow: {
      flow: [7, 100].map(
        (cutoff): Row => ({
          activation: "relu",
          lines: "K_W",
          dIn: 2,
          coupling: "lambda",
          equations: "first order",
          cutoff,
          value: cutoff ** -6,
          spread: cutoff ** -6 * (cutoff === 7 ? 0.04 : spread)
        })
      )
    }
  })
  t.equal(judge("cutoff-independence", flow(0.0401)).verdict, "agrees")
  t.equal(judge("cutoff-independence", flow(0.08)).verdict, "differs")
})

t.test("one number for 6-point functions", async (t) => {
  const sixPoint = (share: number): Tables => ({
    sixPoint: {
      sixPoint: [1, 2].map(
        (scale): Row => ({
          activation: "relu",
          width: 20,
          gp: scale,
          G6: 2 * scale,
          gpAndLambda: scale * (1 + share),
          gpShare: 0.5,
          gpAndLambdaShare: (1 + share) / 2
        })
      )
    }
  })
  t.equal(judge("six-point-relu", sixPoint(0.95)).verdict, "agrees")
  t.equal(judge("six-point-relu", sixPoint(0.87)).verdict, "agrees in trend")
  t.equal(judge("six-point-relu", sixPoint(0.3)).verdict, "differs")
  t.equal(judge("six-point-erf", sixPoint(0.95)).verdict, "undecided", "no rows of it")
  t.ok(Math.abs(judge("six-point-relu", sixPoint(0.87)).comparisons[0].ours - 87) < 1e-9)
})

t.test("deep networks come nearer to the limit as they are wide", async (t) => {
  const deep = (wide: number, error: number) =>
    judge("deep-networks", {
      deep: {
        deviations: [1, 2].flatMap((depth) =>
          [5, 20].map(
            (width): Row => ({
              activation: "relu",
              depth,
              width,
              order: 4,
              part: "full",
              m: width === 5 ? 1 : wide,
              standardError: error,
              exact: depth === 1 ? 5 / width : null
            })
          )
        )
      }
    })
  t.equal(deep(0.25, 0.02).verdict, "agrees")
  t.ok(Math.abs(deep(0.25, 0.02).comparisons[0].ours + 1) < 1e-9)
  t.equal(deep(0.25, 0.5).verdict, "undecided")
  t.equal(deep(4, 0.02).verdict, "differs")
  t.match(deep(0.25, 0.02).because, /known exactly, that is −1 \(ReLU, 1 deep\):/)
})
