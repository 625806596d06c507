/** What every simulation must keep, as tests: `await conformance(t, "name")`. */
import type { Test } from "tap"
import * as Conformance from "../../src/interface/conformance.ts"

export const conformance = (t: Test, name: string): Promise<unknown> =>
  t.test(`${name} conforms`, async (t) => {
    for await (const { law, holds, detail } of Conformance.of(name)) t.ok(holds, law, { detail })
  })
