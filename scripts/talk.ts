/**
 * Keeps of a reproduction what is small: the verdicts, the tables that they, the figures and the pages of simulations are of, what
 * computed them, and a README of all that; `docs/talk` has that of the full plan. Then `node scripts/talk-pages.ts` writes the pages.
 *
 * Usage: node scripts/talk.ts RUNS [--small] [--output docs/talk] [--fewer]
 *
 * Where there are results that RUNS has not, or not as large, it says which and writes nothing, but with --fewer.
 */
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import { listed } from "../src/drawing/text.ts"
import * as Kept from "../src/interface/reproduction/kept.ts"
import * as Judge from "../src/interface/reproduction/runs/judge.ts"
import { slides as all } from "../src/talk/talk.ts"
import { blocks } from "./talk-pages/page.ts"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    small: { type: "boolean", default: false },
    output: { type: "string", default: "docs/talk" },
    fewer: { type: "boolean", default: false }
  }
})
const [folder] = positionals
if (folder === undefined) throw new Error("Which folder has the runs? node scripts/talk.ts RUNS")

const { slides, reads } = Kept.recorded(all)
const size = values.small ? "small" : "full"
const { judged, problems } = await Effect.runPromise(Judge.of({ slides, size, folder }))
for (const problem of problems) console.error(problem)
const lost = values.fewer ? [] : Kept.lost(judged, values.output)
if (lost.length > 0) {
  console.error(
    `${values.output} has ${listed(lost)}, and ${folder} has not as much: nothing is written; --fewer writes it without.`
  )
  process.exit(2)
}
const wanted = new Map(reads)
for (const { from, tables } of Object.values(blocks))
  wanted.set(from, new Set([...(wanted.get(from) ?? []), ...tables]))
for (const path of await Kept.write(judged, wanted, values.output)) console.log(`${values.output}/${path}`)
