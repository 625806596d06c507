import t from "tap"
import * as Plan from "../../src/engine/plan.ts"
import { canonical } from "../../src/engine/study.ts"
import { load } from "../../src/simulation/discover.ts"
import { studyOf } from "../support/engine.ts"

const coin = await load("coin")

t.test("canonical text does not depend on the order of fields", async (t) => {
  const a = canonical({ b: [1, { d: null, c: "x" }], a: 0.1 })
  t.equal(a, canonical({ a: 0.1, b: [1, { c: "x", d: null }] }))
  t.equal(a, '{"a":0.1,"b":[1,{"c":"x","d":null}]}')
})

t.test("a point is its content, not its place", async (t) => {
  const few = Plan.make(coin, await studyOf("coin", [{ bias: 0.25 }, { bias: 0.5 }]))
  const more = Plan.make(coin, await studyOf("coin", [{ bias: 0.1 }, { bias: 0.5 }, { bias: 0.25 }]))
  t.equal(more.points[2]!.id, few.points[0]!.id)
  t.same(more.points[2]!.key, few.points[0]!.key)
  t.equal(new Set(more.points.map((point) => point.id)).size, 3)
  const otherSeed = Plan.make(coin, await studyOf("coin", [{ bias: 0.25 }], { seed: 8 }))
  t.not(otherSeed.points[0]!.id, few.points[0]!.id)
  t.notSame(Plan.keyOfRepeat(few.points[0]!, 0), Plan.keyOfRepeat(few.points[0]!, 1))
})

t.test("tasks cut a repeat without gap or overlap, in whole grains", async (t) => {
  for (const [tosses, grain] of [
    [1000, 100],
    [999, 100],
    [1, 100],
    [100, 100],
    [0, 10]
  ] as const) {
    const plan = Plan.make(coin, await studyOf("coin", [{ bias: 0.5, tosses, grain }], { repeats: 2 }))
    const tasks = [...Plan.tasks(coin, plan)]
    for (const repeat of [0, 1]) {
      let at = 0
      for (const task of tasks.filter((task) => task.repeat === repeat)) {
        t.equal(task.from, at)
        t.ok(task.to > task.from && task.from % grain === 0, `${tosses}/${grain}: ${task.from}-${task.to}`)
        at = task.to
      }
      t.equal(at, tosses)
    }
  }
})

t.test("a training is one task a repeat", async (t) => {
  const plan = Plan.make(await load("descent"), await studyOf("descent", [{ rate: 0.1 }], { repeats: 3 }))
  t.equal([...Plan.tasks(await load("descent"), plan)].length, 3)
})
