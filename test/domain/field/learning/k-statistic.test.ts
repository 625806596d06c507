import t from "tap"
import * as KStatistic from "../../../../src/domain/field/learning/k-statistic.ts"
import * as Tuples from "../../../../src/domain/field/tuples.ts"

/** Two components on four places of equal odds. */
const places = [
  [0, 1],
  [1, -2],
  [3, 0.5],
  [-1, 2]
]

const mean = (of: (place: ReadonlyArray<number>) => number): number =>
  places.reduce((sum, place) => sum + of(place), 0) / places.length

const centre = [mean(([a]) => a), mean(([, b]) => b)]
const m = (tuple: Tuples.Tuple): number =>
  mean((place) => tuple.reduce((product, c) => product * (place[c] - centre[c]), 1))

t.test("the mean over all samples is the cumulant, for samples of 4 and of 5", async (t) => {
  for (const n of [4, 5]) {
    const seconds = new Float64Array(3)
    const fourths = new Float64Array(5)
    const samples = places.length ** n
    for (let sample = 0; sample < samples; sample++) {
      const drawn = Array.from({ length: n }, (_, i) => places[Math.floor(sample / 4 ** i) % 4])
      const draws = [0, 1].map((c) => Float64Array.from(drawn, (place) => place[c] + 1000))
      const { apart } = KStatistic.centre(draws)
      for (const [at, k] of KStatistic.second(apart).entries()) seconds[at] += k / samples
      for (const [at, k] of KStatistic.fourth(apart).entries()) fourths[at] += k / samples
    }
    Tuples.multisets(2, 2).forEach((pair, at) => void t.ok(Math.abs(seconds[at] - m(pair)) < 1e-9))
    Tuples.multisets(2, 4).forEach(([a, b, c, d], at) => {
      const kappa = m([a, b, c, d]) - m([a, b]) * m([c, d]) - m([a, c]) * m([b, d]) - m([a, d]) * m([b, c])
      t.ok(Math.abs(fourths[at] - kappa) < 1e-7, `${fourths[at]} is ${kappa}`)
    })
  }
})
