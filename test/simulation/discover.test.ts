/** A simulation is found by its folder, and so is what may stand beside it. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import t from "tap"
import * as Discover from "../../src/simulation/discover.ts"

const folder = mkdtempSync(join(tmpdir(), "skein-test-"))
const make = (name: string, modules: Readonly<Record<string, string>>): void => {
  mkdirSync(join(folder, name))
  for (const [file, text] of Object.entries(modules)) writeFileSync(join(folder, name, file), text)
}
make("asked", {
  "index.js": 'export default { kind: "training", tables: {} }',
  "kernel.js": 'export default { kind: "training" }',
  "ask.js": "export default { decide: async () => 0.5 }"
})
make("silent", { "index.js": 'export default { kind: "sampling", tables: {} }' })
process.env.SKEIN_SIMULATIONS = ["", folder].join(delimiter)

t.test("the project's own and those of another folder", async (t) => {
  const names = await Discover.names()
  t.ok(["braids", "classifiers", "asked", "silent"].every((name) => names.includes(name)))
  t.equal((await Discover.load("asked")).kind, "training")
  await t.rejects(Discover.load("nothing"), { message: 'there is no simulation "nothing"' })
})

t.test("a kernel must be there", async (t) => {
  t.equal((await Discover.loadKernel("asked")).kind, "training")
  await t.rejects(Discover.loadKernel("silent"), { message: /"silent" has no kernel\.ts in / })
})

t.test("what trained states answer about braid words is optional", async (t) => {
  t.equal(await (await Discover.loadAsk("asked"))?.decide?.(null, null, new Int16Array()), 0.5)
  t.equal(await Discover.loadAsk("silent"), undefined)
  await t.rejects(Discover.loadAsk("nothing"), RangeError)
  t.same(Object.keys((await Discover.loadAsk("classifiers"))!).sort(), ["caution", "decide"])
  t.same(Object.keys((await Discover.loadAsk("unknotters"))!), ["unknot"])
})

t.test("so are pictures of its own", async (t) => {
  t.same(Object.keys(await Discover.loadPictures("braids")), ["rolfsen", "words"])
  t.same(await Discover.loadPictures("asked"), {})
})
