/**
 * The tables and sentences of the pages that say what came out, written by the committed results in docs/talk/tables. A page has
 *
 *     <!-- talk: hardness -->
 *     ...
 *     <!-- /talk -->
 *
 * and what stands between the marks is {@link blocks}' `hardness`. Where a table that a block reads is not committed, what stands
 * there stays, and is named.
 *
 *     node scripts/talk-pages.ts [--check]     --check writes nothing, and fails where a page is not what it would write
 */
import { globSync, readFileSync, writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { pagesOf } from "./talk-pages/page.ts"
import * as Results from "./talk-pages/results.ts"

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } })

const results = Results.of("docs/talk")
let stale = 0
for (const file of globSync(["README.md", "src/simulation/*/README.md"]).sort()) {
  const text = readFileSync(file, "utf8")
  const { page, waiting } = pagesOf(file, text, results)
  for (const { block, without } of waiting)
    console.log(`${file}: ${block} stays, without ${without.join(", ")}`)
  if (page === text) continue
  stale++
  if (values.check)
    console.error(`${file} is not what docs/talk/tables say: node scripts/talk-pages.ts writes it.`)
  else {
    writeFileSync(file, page)
    console.log(`${file}: written`)
  }
}
if (values.check && stale > 0) process.exitCode = 1
