/** The smoke studies of samplings and trainings in parts, beside one thread: the same bytes in all tables. */
import { join } from "node:path"
import * as Effect from "effect/Effect"
import t from "tap"
import * as Config from "../../../src/engine/config/config.ts"
import * as Discover from "../../../src/simulation/discover.ts"
import { newFolder, run } from "../../support/engine.ts"
import { computeAll, merge } from "../../support/part.ts"

t.setTimeout(300_000)

for (const simulation of ["braids", "classifiers", "correlators", "unknotters"])
  t.test(simulation, async (t) => {
    const file = join(import.meta.dirname, `../../../configs/${simulation}/smoke.yaml`)
    const [study] = await Effect.runPromise(Config.load(file, [], Discover, "runs"))
    const whole = await run(study!, { threads: 1 })
    for (const n of [3, 16]) {
      const folder = newFolder()
      const files = await computeAll(study!, n, folder)
      const { outcome, tables } = await merge(study!, files.toReversed(), join(folder, "run"))
      t.equal(outcome, "done")
      t.same(tables, whole.tables)
    }
  })
