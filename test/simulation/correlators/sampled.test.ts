/**
 * What is sampled against what is exact, in standard errors.
 *
 * Each point's tuples are strongly correlated, so a point counts as one test. The largest of 21 or 126 correlated
 * scores exceeds 5 with odds below 126 * P(|t_63| > 5) = 6e-4 a point (64 blocks, Student's t), whatever the
 * seed; with this seed it is settled. What it would catch: kappa4 without 1/N is off by 12 errors and more at width 2
 * and hundreds at 50; with the wrong sign or without one pairing, by 10 and more.
 *
 * gauss with the paper's bias of 1 is log-normal and its fourth moments never converge; a bias of 0.3 tests the same
 * formulas with tails that do.
 */
import t from "tap"
import * as Reference from "../../support/correlators.ts"

const points = [
  { activation: "relu", nets: 20000 },
  { activation: "erf", nets: 16000 },
  { activation: "gauss", biasStd: 0.3, inputs: [[-0.5], [-0.2], [0.1], [0.3], [0.4]], nets: 20000 },
  {
    activation: "relu",
    biasStd: 0.5,
    inputs: [
      [-1, 0.5],
      [0.5, 1],
      [1, -0.5],
      [-0.4, -1]
    ],
    nets: 10000
  },
  { activation: "erf", dIn: 3, nets: 10000 }
]

for (const point of points)
  for (const width of [2, 5, 50]) {
    // Wide networks are dear, and the smaller kappa4 is not the only thing they test.
    const nets = width === 50 ? point.nets / 2 : point.nets
    for (const order of [2, 4])
      t.test(
        `${point.activation} ${point.dIn ?? point.inputs?.[0].length ?? 1}d, width ${width}, ${order} points`,
        async (t) => {
          const { correlators } = await Reference.rows({ ...point, width, nets, order })
          const scores = correlators.map((row) => Math.abs(Number(row.zScore)))
          t.ok(scores.every(Number.isFinite))
          t.ok(Math.max(...scores) < 5, `largest score ${Math.max(...scores)}`)
          const connected = correlators.map((row) =>
            Math.abs(
              (Number(row.connected) - Number(row.connectedExact)) / Number(row.connectedStandardError)
            )
          )
          t.ok(Math.max(...connected) < 5, `largest connected score ${Math.max(...connected)}`)
        }
      )
  }

t.test("six points of narrow relu networks, full and connected", async (t) => {
  const { correlators } = await Reference.rows({ activation: "relu", width: 2, nets: 100000, order: 6 })
  // Sixth powers have heavy tails: blocks are not normal yet, and 5 errors become 6. kappa6 is seen at some 5 errors
  // here, so this finds a wrong sign or power of N; the smaller terms of kappa6 are left to its golden values.
  for (const row of correlators) {
    if (Math.abs(Number(row.zScore)) > 6) t.fail(`${row.tuple}: ${row.zScore}`)
    const score = (Number(row.connected) - Number(row.connectedExact)) / Number(row.connectedStandardError)
    if (Math.abs(score) > 6) t.fail(`${row.tuple} connected: ${score}`)
  }
  t.equal(correlators.length, 462)
})

// The squared distance of 150 experiments from the exact value, over the sum of their own squared errors, is 1 on
// average, whatever the tails. It scatters by sqrt(2 / 150) = 0.12 for normal means, and by some 0.15 for products of
// four outputs: 0.5 to 1.6 is 3 of these. Forgetting the weights of the blocks is off by a factor 16 and more.
t.test("standard errors are honest: they are the scatter of many experiments", async (t) => {
  const config = { activation: "relu", width: 5, nets: 2000, inputs: [[0.5], [1]] }
  for (const order of [2, 4]) {
    let distance = 0
    let claimed = 0
    for (let repeat = 0; repeat < 150; repeat++) {
      const { correlators } = await Reference.rows({ ...config, order }, 1, 1000 + repeat)
      distance += (Number(correlators[1].mean) - Number(correlators[1].exact)) ** 2
      claimed += Number(correlators[1].standardError) ** 2
    }
    const ratio = distance / claimed
    t.ok(ratio > 0.5 && ratio < 1.6, `scatter over claimed variance for n = ${order}: ${ratio}`)
  }
})
