import t from "tap"
import * as Distribution from "../../../src/domain/random/distribution.ts"
import type { Key } from "../../../src/domain/random/key.ts"
import { child } from "../../../src/domain/random/key.ts"
import * as Random from "../../../src/domain/random/stream.ts"
import * as QuasiRandom from "../../../src/domain/search/quasi-random.ts"
import type { Axis, Place } from "../../../src/domain/search/space.ts"
import { part } from "../../../src/domain/search/space.ts"
import * as Tpe from "../../../src/domain/search/tpe.ts"

const number: Axis = { kind: "uniform", from: 0, to: 1 }
const axes: ReadonlyArray<Axis> = [number, { kind: "choice", count: 3 }]

const uniform = (stream: Random.Stream): number => Distribution.uniform(Random.next(stream))

t.test("densities integrate to 1, with and without trials", async (t) => {
  for (const trials of [
    [],
    [[0.02, 0.5]],
    [
      [0.3, 0.1],
      [0.99, 0.9],
      [0.31, 0.4]
    ]
  ] as ReadonlyArray<ReadonlyArray<Place>>) {
    const { density } = Tpe.mixture(axes, trials)
    let sum = 0
    // The middle of 2000 intervals and of each choice.
    for (let i = 0; i < 2000; i++)
      for (const c of [1 / 6, 1 / 2, 5 / 6]) sum += density([(i + 0.5) / 2000, c]) / 6000
    t.ok(Math.abs(sum - 1) < 1e-5, `${trials.length} trials: ${sum}`)
  }
})

t.test("draws have the density that is said", async (t) => {
  const trials: ReadonlyArray<Place> = [
    [0.1, 0.2],
    [0.15, 0.3],
    [0.8, 0.9]
  ]
  const { density, draw } = Tpe.mixture(axes, trials)
  const stream = Random.make([3, 4])
  const counts = new Float64Array(30)
  const n = 20_000
  for (let k = 0; k < n; k++) {
    const [x, c] = draw(stream)
    counts[10 * part(c!, 3) + part(x!, 10)]++
  }
  let chiSquare = 0
  for (let cell = 0; cell < 30; cell++) {
    const c = (Math.floor(cell / 10) + 0.5) / 3
    let mass = 0
    for (let i = 0; i < 50; i++) mass += density([((cell % 10) + (i + 0.5) / 50) / 10, c]) / 50 / 30
    chiSquare += (counts[cell]! - n * mass) ** 2 / (n * mass)
  }
  // 29 degrees of freedom: above 70 once in 30 000 seeds.
  t.ok(chiSquare < 70, String(chiSquare))
})

t.test("a proposal is a function of the trials and the key", async (t) => {
  const trials: ReadonlyArray<Place> = Array.from({ length: 20 }, (_, i) => QuasiRandom.place([5, 6], 2, i))
  const once = Tpe.propose(axes, trials, [], [1, 1])
  t.same(Tpe.propose(axes, trials, [], [1, 1]), once)
  t.notSame(Tpe.propose(axes, trials, [], [1, 2]), once)
  t.same(Tpe.few(0), 0)
  t.same(Tpe.few(11), 2)
  t.same(Tpe.few(1000), 25)
})

interface Known {
  readonly name: string
  readonly axes: ReadonlyArray<Axis>
  /** To be minimised. */
  readonly at: (place: Place) => number
}

/** Functions that people test optimisers by, on the unit cube. */
const functions: ReadonlyArray<Known> = [
  {
    name: "sphere in 4 dimensions",
    axes: [number, number, number, number],
    at: (place) => place.reduce((sum, x) => sum + (x - 0.3) ** 2, 0)
  },
  {
    name: "Branin",
    axes: [number, number],
    at: ([u, v]) => {
      const [x, y] = [15 * u! - 5, 15 * v!]
      const b = 5.1 / (4 * Math.PI ** 2)
      return (y - b * x ** 2 + (5 / Math.PI) * x - 6) ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10
    }
  },
  {
    name: "a valley in one of three kinds",
    axes: [{ kind: "choice", count: 3 }, number, number],
    at: ([c, x, y]) => [1, 0.5, 0][part(c!, 3)]! + (x! - y!) ** 2 + 0.3 * (x! - 0.7) ** 2
  }
]

const best = (known: Known, trials: number, batch: number, key: Key, random: boolean): number => {
  const places: Array<Place> = []
  const stream = Random.make(key)
  for (let i = 0; i < trials; i += batch) {
    const ranked = places.toSorted((a, b) => known.at(a) - known.at(b))
    const pending: Array<Place> = []
    for (let k = 0; k < batch; k++) {
      if (random) pending.push(known.axes.map(() => uniform(stream)))
      else if (i < 10) pending.push(QuasiRandom.place(key, known.axes.length, i + k))
      else pending.push(Tpe.propose(known.axes, ranked, pending, child(key, i + k)))
    }
    places.push(...pending)
  }
  return Math.min(...places.map(known.at))
}

t.test(
  "it finds lower values than random search with as many trials, and does in batches, too",
  async (t) => {
    const pairs = 40
    for (const known of functions) {
      for (const batch of [1, 10]) {
        let wins = 0
        for (let seed = 0; seed < pairs; seed++) {
          const own = best(known, 60, batch, [seed, 1], false)
          if (own < best(known, 60, batch, [seed, 2], true)) wins++
        }
        // A sign test: were it no better, 30 or more wins of 40 would come once in 900 seeds.
        t.ok(wins >= 30, `${known.name}, batches of ${batch}: ${wins} of ${pairs}`)
      }
    }
  }
)
