/** Whatever a study sweeps tells rows, marks and runs apart, wherever they are looked at. */
import { cpSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { parseHTML } from "linkedom"
import t from "tap"
import { skein } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"

t.setTimeout(120_000)

const folder = newFolder()

const study = async (name: string, text: string): Promise<string> => {
  writeFileSync(join(folder, `${name}.yaml`), text)
  const directory = join(folder, name)
  const told = await skein(folder, "run", `${name}.yaml`, "--out", folder, "--threads", "0")
  t.equal(told.status, 0, told.stderr)
  return directory
}

const table = async (directory: string, name: string): Promise<ReadonlyArray<Record<string, unknown>>> => {
  const { status, stdout, stderr } = await skein(
    folder,
    "export",
    directory,
    "--table",
    name,
    "--format",
    "json"
  )
  t.equal(status, 0, stderr)
  return JSON.parse(stdout)
}

const small = `simulation: classifiers
seed: 5
base: { model: feed-forward, blocks: 1, letters: 8, train: 64, validation: 16, test: 16, epochs: 2 }
`

t.test("rows of a learning rate that no table shows by itself are told apart", async (t) => {
  const directory = await study("rates", `${small}sweep:\n  - grid: { rate: [0.001, 0.01], width: [4, 8] }\n`)
  const points = [
    [0.001, 4],
    [0.001, 8],
    [0.01, 4],
    [0.01, 8]
  ]
  const results = await table(directory, "results")
  t.same(
    results.map(({ rate, width }) => [rate, width]),
    points
  )
  const epochs = await table(directory, "epochs")
  t.same(
    epochs.filter(({ epoch }) => epoch === 1).map((row) => [row["parameter.rate"], row.width]),
    points,
    "beside the rate of each epoch's last step"
  )
  t.ok(epochs.every(({ rate }) => Number(rate) < 0.001))
  const report = await skein(folder, "report", directory)
  t.equal(report.status, 0, report.stderr)
  const { document } = parseHTML(readFileSync(join(directory, "report.html"), "utf8"))
  const figures = [...document.querySelectorAll("figure")].map(({ textContent }) => textContent)
  t.ok(figures.length > 3)
  for (const figure of figures) {
    t.match(figure, /rate 0\.001/)
    if (!figure.includes("beyond the first 12 series")) t.match(figure, /rate 0\.01\b/)
    t.notMatch(figure, "no column")
    t.match(figure, /In all of it: model feed-forward, .*epochs 2, .*letters 8, /)
    t.notMatch(figure, "In all of it: rate")
  }
})

t.test("lists are told apart, and keep out of the way of a column that has their name", async (t) => {
  const directory = await study(
    "lists",
    "simulation: flow\nsweep:\n  - grid: { cutoffs: [[10, 100], [10, 1000, 10000]] }\n"
  )
  const slopes = await table(directory, "slopes")
  t.same(
    slopes.map((row) => [row["parameter.cutoffs"], row.cutoffs]),
    [
      // Two couplings, each by the equations to first order and by those that are coupled.
      ...Array.from({ length: 4 }, () => ["[10,100]", 2]),
      ...Array.from({ length: 4 }, () => ["[10,1000,10000]", 3])
    ]
  )
})

t.test("runs are compared by what only one of them sweeps", async (t) => {
  const one = await study("one", "simulation: moments\nbase: { lambda: -0.01, order: 2 }\n")
  const two = await study(
    "two",
    "simulation: moments\nbase: { lambda: -0.01 }\nsweep: [{ grid: { highest: [4, 6] } }]\n"
  )
  const other = await study("other", "simulation: moments\nbase: { lambda: -0.01, highest: 4 }\n")
  const compared = await skein(folder, "compare", other, two, "--json")
  t.equal(compared.status, 0, compared.stderr)
  const { comparison } = JSON.parse(compared.stdout)
  t.ok(comparison.keys.includes("highest"))
  t.same(comparison.alone, [0, 3 * 11], "the points of highest 6 have no partner")
  t.equal((await skein(folder, "compare", one, two)).status, 0)
})

t.test("a run of old, which has no column for what it sweeps, is compared point by point", async (t) => {
  const directory = await study("now", `${small}sweep:\n  - grid: { rate: [0.001, 0.01], width: [4, 8] }\n`)
  const old = join(folder, "old")
  cpSync(directory, old, { recursive: true })
  const database = new DatabaseSync(join(old, "run.sqlite"))
  database.exec(`
    ALTER TABLE results DROP COLUMN rate;
    ALTER TABLE _study DROP COLUMN crc;
    ALTER TABLE _study DROP COLUMN points;
    ALTER TABLE _point DROP COLUMN crc;
    ALTER TABLE _finished DROP COLUMN crc;
    ALTER TABLE _finished DROP COLUMN sums;
    PRAGMA user_version = 1`)
  const signature = JSON.parse(String(database.prepare("SELECT signature FROM _study").get()!.signature))
  delete signature.tables.results.columns.rate
  database.prepare("UPDATE _study SET signature = ?").run(JSON.stringify(signature))
  database.close()
  for (const runs of [
    [old, directory],
    [directory, old]
  ]) {
    const told = await skein(folder, "compare", ...runs, "--json")
    t.equal(told.status, 0, told.stderr)
    const { comparison } = JSON.parse(told.stdout)
    t.same(comparison.alone, [0, 0])
    t.ok(comparison.keys.includes("rate"))
    t.ok(
      comparison.lines.every(
        ({ differences }: { readonly differences: ReadonlyArray<{ absolute: number }> }) =>
          differences.every(({ absolute }) => absolute === 0)
      )
    )
  }
})
