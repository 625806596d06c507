import * as Effect from "effect/Effect"
import t from "tap"
import { parse } from "../../src/engine/config/parse.ts"
import * as Plan from "../../src/engine/plan.ts"
import * as Resolved from "../../src/engine/resolved.ts"
import * as Discover from "../../src/simulation/discover.ts"
import { studyOf } from "../support/engine.ts"

t.test("a resolved study says once what its points have in common, and reads the same", async (t) => {
  const points = [
    { agent: "random-walk", letters: 8 },
    { agent: "random-walk", letters: 8, moves: 7 },
    { agent: "greedy", letters: 8 },
    { agent: "ppo", letters: 8, hidden: [3, 4] }
  ]
  const simulation = await Discover.load("unknotters")
  for (const some of [points, points.slice(0, 2), points.slice(0, 1)]) {
    const study = await studyOf("unknotters", some)
    const text = Resolved.text(study)
    const [read] = await Effect.runPromise(parse(text, "study.yaml", [], Discover))
    const ids = (of: typeof study) => Plan.make(simulation, of).points.map(({ id }) => id)
    t.same(ids(read!), ids(study))
    const lines = text.split("\n").filter((line) => line.includes('"scramble"'))
    t.equal(lines.length, 1, "once")
  }
})
