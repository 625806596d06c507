import assert from "node:assert/strict"
import test from "node:test"
import { open } from "skein/accelerator/open"
import * as Conformance from "skein/interface/conformance"
import simulation from "../simulations/walk/index.ts"
import kernel from "../simulations/walk/kernel.ts"

test("walk keeps what every simulation must", async (t) => {
  for await (const { law, holds, detail } of Conformance.of("walk"))
    await t.test(law, async () => assert.ok(holds, JSON.stringify(detail)))
})

test("the mean square distance is the number of steps", async () => {
  const backend = await open("cpu")
  for (const steps of [1, 2, 10, 100]) {
    const config = { steps, walks: 4000 }
    const tally = await kernel.sample(config, { key: [18, 27], from: 0, to: config.walks }, backend)
    const [row] = simulation.rows(config, [tally]).distances ?? []
    // 4 standard errors: one in 16 000 each. One step is always at distance 1.
    const far = Math.abs(Number(row?.meanSquare) - steps)
    assert.ok(far <= 4 * Number(row?.meanSquareStandardError), `${steps} steps: ${row?.meanSquare}`)
  }
  backend.close()
})
