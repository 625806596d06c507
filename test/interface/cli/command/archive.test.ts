/** `skein archive`: what is in the zip, read back by programs that are not ours. */
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import { strFromU8, unzipSync } from "fflate"
import t from "tap"
import { parse } from "yaml"
import type { Row } from "../../../../src/simulation/table.ts"
import { skein } from "../../../support/cli.ts"
import { command } from "../../../support/command.ts"
import * as Crate from "../../../support/crate.ts"
import { newFolder, run, studyOf, tablesOf } from "../../../support/engine.ts"

const folder = newFolder()
const directory = join(folder, "tosses")
const points = [0.1, 0.5].map((bias) => ({ bias, tosses: 300 }))
const done = await run(await studyOf("coin", points, { name: "tosses", repeats: 2 }), { directory })
const authors = ["--author", "Ada Lovelace (0000-0002-1825-0097)", "--author", "Plato"]

/** Unpacked into a folder. */
const unpacked = (
  zip: string
): { readonly at: string; readonly files: Readonly<Record<string, Uint8Array>> } => {
  const files = unzipSync(new Uint8Array(readFileSync(zip)))
  const at = newFolder()
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(join(at, dirname(path)), { recursive: true })
    writeFileSync(join(at, path), bytes)
  }
  return { at, files }
}

const query = async (sql: string): Promise<ReadonlyArray<ReadonlyArray<unknown>>> => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect()
  return (await connection.runAndReadAll(sql)).getRowsJS()
}

const plain = (rows: ReadonlyArray<Row>) => rows.map((row) => Object.values(row))

const told = await command("archive", directory, ...authors, "--license", "CC-BY-4.0")
const { at, files } = unpacked(join(directory, "tosses.zip"))
const text = (path: string): string => strFromU8(files[path]!)

t.test("the command, and what is in the file", async (t) => {
  t.strictSame([told.status, told.stdout, told.stderr], [0, `${directory}/tosses.zip\n`, ""])
  t.strictSame(Object.keys(files), [
    "README.md",
    "CITATION.cff",
    "study.yaml",
    "points.ndjson",
    "manifest.json",
    "run.sqlite",
    "report.html",
    "tables/tosses.csv",
    "tables/tosses.parquet",
    "ro-crate-metadata.json"
  ])
  for (const same of ["study.yaml", "manifest.json"])
    t.equal(text(same), readFileSync(join(directory, same), "utf8"))
  t.match(text("README.md"), "./skein run study.yaml --backend cpu --name tosses-again")
  t.match(text("README.md"), "| heads | real |  | share of heads; its standard error is headsStandardError |")
  t.match(text("report.html"), "./skein run study.yaml")
  t.match(text("README.md"), "| `tables/` |")
  t.notMatch(text("README.md"), "figures/", "it names nothing that is not there")
})

t.test("what is unpacked is a run, for every command", async (t) => {
  const here = async (...args: ReadonlyArray<string>) => skein(at, ...args)
  const status = await here("status", ".", "--json")
  t.match(JSON.parse(status.stdout), { state: "done", points: 2, pointsFinished: 2 })
  t.equal((await here("export", ".")).stdout, text("tables/tosses.csv"))
  const report = await here("report", ".")
  t.strictSame([report.status, report.stdout], [0, "report.html\n"])
  const resumed = await here("resume", ".", "--backend", "cpu", "--threads", "1")
  t.equal(resumed.status, 0, resumed.stderr)
  t.match(resumed.stderr, "done: 2 of 2 points")
  const compared = await here("compare", directory, at, "-o", join(folder, "compared.html"))
  t.equal(compared.status, 0, compared.stderr)
})

t.test("tables as DuckDB reads them: Parquet and CSV hold the run's rows, bit for bit", async (t) => {
  const rows = plain(done.tables.tosses!)
  const columns = "bias, repeats::INTEGER, heads, headsStandardError, weight"
  t.strictSame(await query(`SELECT ${columns} FROM '${at}/tables/tosses.parquet'`), rows)
  t.strictSame(await query(`SELECT ${columns} FROM '${at}/tables/tosses.csv'`), rows)
  const types = await query(`SELECT column_type FROM (DESCRIBE SELECT * FROM '${at}/tables/tosses.parquet')`)
  t.strictSame(types.flat(), ["DOUBLE", "BIGINT", "DOUBLE", "DOUBLE", "DOUBLE"])
})

t.test("NaN, infinities, null and odd texts survive Parquet", async (t) => {
  const odd = join(folder, "odd")
  const cells = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, 5e-324]
  const rows = () => ({ tosses: cells.map((heads, k) => ({ bias: k, repeats: k, heads })) })
  await run(await studyOf("coin", [{ bias: 0.5 }]), { directory: odd, change: { rows } })
  t.equal((await command("archive", odd)).status, 0)
  const found = await query(
    `SELECT heads FROM '${unpacked(join(odd, "odd.zip")).at}/tables/tosses.parquet' ORDER BY bias`
  )
  t.strictSame(found.flat(), cells)
})

const sqlite = spawnSync("sqlite3", ["--version"]).status === 0

t.test("the run's own file as sqlite3 reads it", { skip: !sqlite && "there is no sqlite3" }, async (t) => {
  const sql = "SELECT bias, repeats, heads FROM tosses ORDER BY _point, _row"
  const { stdout } = spawnSync("sqlite3", ["-json", join(directory, "run.sqlite"), sql], { encoding: "utf8" })
  const expected = done.tables.tosses!.map(({ bias, repeats, heads }) => ({ bias, repeats, heads }))
  t.strictSame(JSON.parse(stdout), expected)
})

t.test("RO-Crate 1.1: a flat graph that refers to what is there", async (t) => {
  const entities = Crate.check(t, files)
  const root = entities.get("./")!
  t.strictSame(root.license, { "@id": "https://spdx.org/licenses/CC-BY-4.0" })
  t.strictSame(root.author, [{ "@id": "https://orcid.org/0000-0002-1825-0097" }, { "@id": "#author-2" }])
  t.match(entities.get("#run"), {
    "@type": "CreateAction",
    instrument: { "@id": "#skein" },
    object: [{ "@id": "study.yaml" }],
    result: [{ "@id": "tables/tosses.csv" }, { "@id": "tables/tosses.parquet" }],
    startTime: String,
    endTime: String,
    actionStatus: { "@id": "http://schema.org/CompletedActionStatus" }
  })
})

t.test("CITATION.cff has what the format asks for", async (t) => {
  const citation = parse(text("CITATION.cff"))
  t.match(citation, {
    "cff-version": "1.2.0",
    message: String,
    type: "dataset",
    title: "tosses: results of the simulation coin",
    authors: [
      { "family-names": "Lovelace", "given-names": "Ada", orcid: "https://orcid.org/0000-0002-1825-0097" },
      { "family-names": "Plato" }
    ],
    "date-released": /^\d{4}-\d\d-\d\d$/,
    license: "CC-BY-4.0"
  })
  for (const reference of citation.references)
    t.ok(reference.type && reference.title && reference.authors.length > 0)
})

t.test("its README's command makes the same numbers again", async (t) => {
  const line = /^\.\/skein (run .*)$/m.exec(text("README.md"))![1]!
  const again = await skein(at, ...line.split(" "), "--threads", "0")
  t.equal(again.status, 0)
  t.strictSame(tablesOf(join(at, "runs", "tosses-again")), done.tables)
})

t.test("the same run gives the same bytes; figures and papers are in", async (t) => {
  const flow = join(folder, "flow")
  await run(await studyOf("flow", [{ cutoffs: [10, 100] }]), { directory: flow })
  const [a, b] = ["a.zip", "b.zip"].map((name) => join(folder, name))
  t.equal((await command("archive", flow, "-o", a!)).status, 0)
  t.equal((await command("archive", flow, "-o", b!)).status, 0)
  t.ok(readFileSync(a!).equals(readFileSync(b!)))
  const { files } = unpacked(a!)
  t.strictSame(
    Object.keys(files).filter((path) => path.startsWith("figures/")),
    ["flow", "slopes", "coupled", "exchange"].flatMap((name) => [
      `figures/${name}.svg`,
      `figures/${name}.pdf`
    ])
  )
  const citation = parse(strFromU8(files["CITATION.cff"]!))
  t.match(citation.references[1], {
    title: "Neural Networks and Quantum Field Theory",
    doi: "10.48550/arXiv.2008.08601"
  })
})

t.test("what is missing is said; what is wrong is refused", async (t) => {
  const bare = await command("archive", directory, "-o", join(folder, "bare.zip"))
  t.equal(bare.status, 0)
  t.match(bare.stderr, /names no author.*\n.*says no licence/)
  t.match(parse(strFromU8(unpacked(join(folder, "bare.zip")).files["CITATION.cff"]!)).authors, [
    { name: String }
  ])
  for (const wrong of [
    ["--author", "A (1234)"],
    ["--license", "do what you want"],
    ["--output", join(folder, "nowhere", "a.zip")]
  ])
    t.equal((await command("archive", directory, ...wrong)).status, 2, wrong.join(" "))
  t.notOk(existsSync(join(folder, "nowhere")))

  const half = join(folder, "half")
  await run(await studyOf("coin", [{ bias: 0.5 }, { bias: 0.1, crashAt: 5 }]), { directory: half })
  const said = await command("archive", half)
  t.match(said.stderr, "the run is not complete: 1 of 2 points are finished")
  t.match(strFromU8(unpacked(join(half, "half.zip")).files["README.md"]!), "**Not complete:** 1 of 2 points")
})
