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
  const lines = run.stderr.split("\n")
  const first = lines.findIndex((line) => line.startsWith("caution"))
  const told = lines.slice(first, first + 4)
  for (const line of told) t.ok(line.length <= 80, line)
  const sentence =
    /^caution, 4 of 6 rows of deviations and 924 of 966 rows of correlators, few networks: fewer than 100 effective networks: rare, .* exact values$/
  t.match(told.map((line) => line.trim()).join(" "), sentence)
  const again = await skein(folder, "run", "few.yaml", "--backend", "cpu", "--threads", "0", "--json")
  t.match(JSON.parse(again.stdout)[0].cautions, [sentence])
  const rows = (await skein(folder, "export", "few", "--table", "correlators", "--format", "ndjson")).stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
  t.equal(rows.length, 966)
  for (const { order, effective, degreesOfFreedom, caution } of rows) {
    t.equal(order === 6, effective < 100)
    t.equal(caution, order === 6 ? "few networks" : null)
    t.ok(degreesOfFreedom >= 63)
  }
  t.equal((await skein(folder, "report", "few")).status, 0)
  const page = readFileSync(join(folder, "runs/few/report.html"), "utf8")
  t.match(page, /924 of 966 rows of correlators, few networks: fewer than 100 effective networks/)
  t.match(page, /few blocks: fewer than 64 blocks/, "what the words of a column mean")
})
