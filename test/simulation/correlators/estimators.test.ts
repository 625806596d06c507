/**
 * Every estimator against what is exact, in standard errors, and against each other.
 *
 * Each point's tuples are strongly correlated, so a point counts as one test. The largest of 21 or 126 correlated
 * scores exceeds 5 with odds below 126 * P(|t_63| > 5) = 6e-4 a point; sixth powers have heavy tails, whence 6. What it
 * would catch: at these sizes rao-blackwell sees kappa4 at some 10 errors and more, centred and single-neuron at
 * hundreds, kappa6 of centred and single-neuron at tens, so that a wrong factor of any term shows.
 */
import t from "tap"
import * as Simd from "../../../src/accelerator/simd/simd.ts"
import * as Moment from "../../../src/domain/field/moment.ts"
import * as Moments from "../../../src/domain/stats/moments.ts"
import type { Row } from "../../../src/simulation/table.ts"
import * as Reference from "../../support/correlators.ts"

const backend = Simd.open()
const sampled = ["direct", "rao-blackwell", "centred", "single-neuron"] as const

type Given = Readonly<Record<string, unknown>>
const rows = async (given: Given, first = 0): Promise<ReadonlyArray<Row>> =>
  (await Reference.rows(given, 1, first, backend)).correlators

/** The largest distance in standard errors of the full and of the connected functions. */
const scores = (found: ReadonlyArray<Row>): readonly [number, number] => [
  Math.max(...found.map((row) => Math.abs(Number(row.zScore)))),
  Math.max(
    ...found.map((row) =>
      Math.abs((Number(row.connected) - Number(row.connectedExact)) / Number(row.connectedStandardError))
    )
  )
]

for (const activation of ["relu", "erf"])
  for (const width of [2, 5, 20, 100])
    t.test(`${activation} of width ${width} against exact`, async (t) => {
      for (const estimator of sampled)
        for (const order of [2, 4, 6]) {
          const nets = width === 100 ? 4096 : order === 6 ? 32768 : 16384
          const found = await rows({ activation, width, nets, order, estimator })
          for (const score of scores(found))
            t.ok(score < (order === 6 ? 6 : 5), `${estimator}, ${order} points: ${score}`)
        }
    })

t.test("gauss with tails that converge, two dimensions, more than one block of neurons", async (t) => {
  for (const estimator of sampled)
    for (const given of [
      { activation: "gauss", biasStd: 0.3, width: 5, inputs: [[-0.5], [0.1], [0.4]], order: 4 },
      { activation: "relu", biasStd: 0.5, width: 4, dIn: 2, order: 4 },
      { activation: "erf", width: 700, inputs: [[0.5], [1]], order: 6 }
    ])
      for (const score of scores(
        await rows({ ...given, nets: given.width === 700 ? 2048 : 16384, estimator })
      ))
        t.ok(score < 6, `${given.activation} ${estimator}: ${score}`)
})

t.test("single-neuron and centred agree on one hidden layer", async (t) => {
  for (const order of [4, 6]) {
    const given = { activation: "erf", width: 20, nets: 16384, order }
    const [one, other] = [
      await rows({ ...given, estimator: "single-neuron" }),
      await rows({ ...given, estimator: "centred" }, 1)
    ]
    one.forEach((row, at) => {
      const apart = Number(row.connected) - Number(other[at].connected)
      const error = Math.hypot(Number(row.connectedStandardError), Number(other[at].connectedStandardError))
      t.ok(Math.abs(apart) < 5 * error, `${order}: ${row.tuple}`)
      t.ok(
        Number(row.connectedStandardError) < Number(other[at].connectedStandardError),
        `${row.tuple}, errors`
      )
    })
  }
})

/**
 * Variance a network of kappa at one coincident point, by the networks of repeat 1: among those of repeat 0 there is one of width
 * 20 whose sixth power alone makes the variance of direct four times as large.
 */
const variance = async (given: Given): Promise<number> => {
  const config = Reference.decode({ ...given, inputs: [[1]] })
  const tally = await Reference.tally(config, 1, backend)
  return Moments.standardErrors(tally)[1] ** 2 * tally.weight
}

/**
 * How many times less variance than direct, rao-blackwell and centred: sampled once elsewhere, with sizes of their own.
 * A variance from 64 blocks or more is known to a fifth, or for the tails of sixth powers to a third; 2 is the bound.
 */
const ratios = [
  ["relu", 20, 4, 22, 184],
  ["relu", 20, 6, 125, 258],
  ["relu", 1000, 4, 544, 2.2e5],
  ["relu", 1000, 6, 483, 1.1e7],
  ["erf", 5, 4, 273, 6.0e4],
  ["erf", 5, 6, 235, 1.7e6],
  ["erf", 1000, 4, 5.1e4, 1.9e9],
  ["erf", 1000, 6, 4.5e4, 9.7e12]
] as const

t.test("variances, relative to direct", async (t) => {
  for (const [activation, width, order, rao, centred] of ratios) {
    const nets = width === 1000 ? 32768 : 524288
    const given = { activation, width, order, nets }
    const direct = await variance({ ...given, estimator: "direct" })
    for (const [estimator, expected] of [
      ["rao-blackwell", rao],
      ["centred", centred]
    ] as const) {
      const ratio = direct / (await variance({ ...given, nets: nets / 4, estimator }))
      t.ok(
        ratio > expected / 2 && ratio < 2 * expected,
        `${activation} ${width} ${order} ${estimator}: ${ratio}`
      )
    }
  }
})

/**
 * At a coincident point kappa4 = (3/N) (M4 - C^2) has the variance a network (9/N^3) Var (phi^2 - C)^2, from moments up
 * to the eighth. A variance from 64 blocks scatters by sqrt(2/63) = 0.18; 0.4 to 1.8 is more than 3 of these.
 */
t.test("the variance of single-neuron is what theory says", async (t) => {
  for (const activation of ["relu", "erf"] as const)
    for (const width of [5, 100]) {
      const biasStd = activation === "relu" ? 0 : 1
      const neuron = { activation, weightStd: 1, biasStd, inputs: [[1]] }
      const [, [C], , [M4], , [M6], , [M8]] = Moment.moments(neuron, 8)
      const fourth = M8 - 4 * C * M6 + 6 * C ** 2 * M4 - 3 * C ** 4
      const expected = (9 / width ** 3) * (fourth - (M4 - C ** 2) ** 2)
      const found = await variance({ activation, width, order: 4, nets: 65536, estimator: "single-neuron" })
      t.ok(found / expected > 0.4 && found / expected < 1.8, `${activation} ${width}: ${found / expected}`)
    }
})

/**
 * Variances a network at one point from moments up to the eighth, with T = sum_j phi_j^2 and S = biasStd^2 + T / N:
 * direct Var f^4, where E f^8 = 105 E S^4; rao-blackwell Var 3 S^2; one neuron with C known Var 3 phi^4 / N^3.
 */
const theory = (activation: "relu" | "erf" | "gauss", width: number) => {
  const biasStd = activation === "relu" ? 0 : 1
  const inputs = [[activation === "gauss" ? 0.01 : 1]]
  const [, [a], , [b], , [c], , [d]] = Moment.moments({ activation, weightStd: 1, biasStd, inputs }, 8)
  const [N, N2] = [width, width * (width - 1)]
  const [N3, N4] = [N2 * (width - 2), N2 * (width - 2) * (width - 3)]
  const T = [
    1,
    N * a,
    N * b + N2 * a ** 2,
    N * c + 3 * N2 * a * b + N3 * a ** 3,
    N * d + 4 * N2 * a * c + 3 * N2 * b ** 2 + 6 * N3 * a ** 2 * b + N4 * a ** 4
  ]
  const binomial = [1, 4, 6, 4, 1]
  const s = biasStd ** 2
  const S2 = s ** 2 + (2 * s * T[1]) / N + T[2] / N ** 2
  const S4 = T.reduce((sum, value, k) => sum + binomial[k] * s ** (4 - k) * (value / N ** k), 0)
  const square = (3 * S2) ** 2
  return { direct: 105 * S4 - square, rao: 9 * S4 - square, known: (9 * (d - b ** 2)) / N ** 3 }
}

// gauss cannot be sampled: its variance is in the tail. And what a single neuron gains where C is not measured but known.
t.test("variances in theory, relative to direct", async (t) => {
  for (const width of [5, 20, 100]) {
    const { direct, rao } = theory("gauss", width)
    t.ok(direct / rao > 11 && direct / rao < 18, `gauss ${width}: ${direct / rao}`)
  }
  for (const [activation, width, expected] of [
    ["relu", 20, 356],
    ["relu", 1000, 1.4e7],
    ["erf", 5, 5.8e4],
    ["erf", 1000, 4.4e11]
  ] as const) {
    const { direct, known } = theory(activation, width)
    const ratio = direct / known
    t.ok(ratio > expected / 2 && ratio < 2 * expected, `${activation} ${width}: ${ratio}`)
    const given = {
      activation,
      width,
      order: 4,
      nets: width === 1000 ? 4096 : 65536,
      estimator: "single-neuron"
    }
    t.ok(direct / (await variance(given)) > expected / 2, `${activation} ${width}: measuring C does better`)
  }
})

// As for direct in sampled.test.ts: the scatter of 150 experiments over the sum of their own squared errors.
t.test("standard errors are honest: they are the scatter of many experiments", async (t) => {
  const config = { activation: "relu", width: 5, nets: 2000, inputs: [[0.5], [1]] }
  for (const estimator of ["rao-blackwell", "centred", "single-neuron"])
    for (const order of [2, 4]) {
      let distance = 0
      let claimed = 0
      for (let repeat = 0; repeat < 150; repeat++) {
        const found = await rows({ ...config, order, estimator }, 1000 + repeat)
        distance += (Number(found[1].connected) - Number(found[1].connectedExact)) ** 2
        claimed += Number(found[1].connectedStandardError) ** 2
      }
      const ratio = distance / claimed
      t.ok(ratio > 0.5 && ratio < 1.6, `${estimator}, n = ${order}: ${ratio}`)
    }
})
