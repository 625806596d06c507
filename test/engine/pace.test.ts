/** Estimates are corrected by what points take where they are tried, and nothing that a kernel does there harms the plan. */
import t from "tap"
import * as Pace from "../../src/engine/pace.ts"
import type { Json } from "../../src/engine/study.ts"
import * as Survey from "../../src/engine/survey.ts"
import type { Opaque, Sampling, Simulation, Training } from "../../src/simulation/contract.ts"
import { load } from "../../src/simulation/discover.ts"
import { studyOf } from "../support/engine.ts"

const coin = (await load("coin")) as Sampling<Opaque, Opaque>
const descent = (await load("descent")) as Training<Opaque, Opaque>

/** A simulation that says of each replicate, or training, that it takes so long. */
const saying = (cost: (config: Opaque) => number, simulation: Simulation = coin): Simulation => ({
  ...simulation,
  cost
})

const backend = async () => "simd" as const

const measured = async (
  simulation: Simulation,
  points: ReadonlyArray<Record<string, Json>>,
  name = "coin"
) => {
  const study = await studyOf(name, points)
  return { study, pace: await Pace.measure(simulation, study, backend, 0.4) }
}

t.test("each stretch has its part of the work, and a point of it that stands for all", async (t) => {
  t.strictSame(Pace.stretches([1, 1, 1, 1], 2), [
    { end: 2, ordinal: 0 },
    { end: 4, ordinal: 2 }
  ])
  t.strictSame(Pace.stretches([0, 0], 8), [], "nothing is said to cost anything")
  t.strictSame(Pace.stretches([1, 100, 1], 8).at(-1), { end: 3, ordinal: 1 }, "one point has all the work")
  const costs = Array.from({ length: 1000 }, (_, i) => 1 + (i % 7) * i)
  const found = Pace.stretches(costs, 8)
  const all = costs.reduce((sum, cost) => sum + cost, 0)
  let from = 0
  for (const { end, ordinal } of found) {
    const part = costs.slice(from, end).reduce((sum, cost) => sum + cost, 0)
    t.ok(Math.abs(part / all - 1 / 8) < 0.01, `${part / all}`)
    t.ok(ordinal >= from && ordinal < end)
    from = end
  }
  t.equal(from, 1000)
})

t.test("what is said to take a thousand times too long is told to take less, point by point", async (t) => {
  const points = [{ bias: 0.1 }, { bias: 0.2 }]
  const { study, pace } = await measured(
    saying(() => 1),
    points
  )
  t.equal(pace?.tried, 2)
  for (const ordinal of [0, 1])
    t.ok(pace!.of(ordinal) > 0 && pace!.of(ordinal) < 0.01, `${pace!.of(ordinal)}`)
  const survey = Survey.of(
    saying(() => 1),
    study,
    2,
    pace
  )
  t.equal(
    Survey.of(
      saying(() => 1),
      study,
      2
    ).seconds,
    2000
  )
  t.ok(Math.abs(survey.seconds - 1000 * (pace!.of(0) + pace!.of(1))) < 1e-9)
  t.equal(
    survey.tasks,
    Survey.of(
      saying(() => 1),
      study,
      2
    ).tasks,
    "the cut stays"
  )
})

t.test("a grain that is not over is at least as long as it was tried", async (t) => {
  // Ten grains of a second or two, said to take 0.4 s in all.
  const point = { bias: 0.5, grain: 2e7, tosses: 2e8 }
  const { pace } = await measured(
    saying(() => 2e-9),
    [point]
  )
  t.ok(pace!.of(0) > 4, `${pace?.of(0)}`)
})

t.test("a training is measured by its rounds", async (t) => {
  const point = { rate: 0.01, rounds: 2000, batch: 2 }
  const { pace } = await measured(
    saying(() => 1000, descent),
    [point],
    "descent"
  )
  t.equal(pace?.tried, 1)
  t.ok(pace!.of(0) < 0.1, `${pace?.of(0)}`)
})

t.test("of what is over at once nothing is tried, nor of what throws or ends its thread", async (t) => {
  const said = (cost: number) => saying(() => cost)
  t.equal((await measured(said(1e-6), [{ bias: 0.5 }])).pace, undefined)
  t.equal((await measured(said(1), [{ bias: 0.5, crashAt: 0 }])).pace, undefined)
  t.equal((await measured(said(1), [{ bias: 0.5, dieAt: 0 }])).pace, undefined)
  t.equal((await measured(said(1), [{ bias: 0.5, strayAt: 0 }])).pace, undefined)
  const { pace } = await measured(said(1), [{ bias: 0.5, crashAt: 0 }, { bias: 0.1 }])
  t.equal(pace?.tried, 1)
  t.equal(pace?.of(0), 1, "its estimate stands")
})
