/** Rows that are not to be believed, as people see them: at the end of the run, and in the report. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { skein } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"

const folder = newFolder()
writeFileSync(
  join(folder, "few.yaml"),
  `simulation: correlators
seed: 3
base: { activation: relu, nets: 2000 }
sweep:
  - grid: { width: [5, 50], order: [2, 6] }
`
)

t.test("the end of the run and the report say how many rows have which caution", async (t) => {
  const run = await skein(folder, "run", "few.yaml", "--backend", "cpu", "--threads", "0")
  t.equal(run.status, 0)
  // By what is known of relu: 6-point functions would take 1e5 direct networks and more, 2-point ones 1200.
  t.match(run.stderr, /caution, 924 of 966 rows of correlators: fewer than 100 effective networks: /)
  const again = await skein(folder, "run", "few.yaml", "--backend", "cpu", "--threads", "0", "--json")
  t.match(JSON.parse(again.stdout)[0].cautions, [/of deviations/, /^caution, 924 of 966 rows of correlators/])
  const rows = (await skein(folder, "export", "few", "--table", "correlators", "--format", "ndjson")).stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
  t.equal(rows.length, 966)
  for (const { order, effective, degreesOfFreedom, caution } of rows) {
    t.equal(order === 6, effective < 100)
    t.equal(order === 6, typeof caution === "string")
    t.ok(degreesOfFreedom >= 63)
  }
  t.equal((await skein(folder, "report", "few")).status, 0)
  const page = readFileSync(join(folder, "runs/few/report.html"), "utf8")
  t.match(page, /Caution, 924 of 966 rows of correlators: fewer than 100 effective networks/)
})
