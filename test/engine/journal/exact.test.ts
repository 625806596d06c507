/** Values that SQL, node or a format would bend: through the file, and through all that reads it. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { parquetReadObjects } from "hyparquet"
import { unpackMultiple } from "msgpackr"
import t from "tap"
import { load } from "../../../src/interface/export/format.ts"
import * as Folder from "../../../src/interface/run/folder.ts"
import * as RunTable from "../../../src/interface/run/table.ts"
import { load as simulationOf } from "../../../src/simulation/discover.ts"
import type { Row } from "../../../src/simulation/table.ts"
import { command } from "../../support/command.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

const long = 9_007_199_254_740_993n
const longest = 2n ** 63n - 1n

const rows: ReadonlyArray<Row> = [
  { repeats: long, heads: -0, headsStandardError: Number.NaN, weight: 1 },
  { repeats: -longest - 1n, heads: Number.POSITIVE_INFINITY, headsStandardError: 0, weight: Number.NaN },
  { repeats: 7n, heads: Number.NEGATIVE_INFINITY, headsStandardError: Number.MIN_VALUE, weight: 2 },
  { repeats: longest, heads: 0, headsStandardError: 1, weight: Number.MAX_VALUE },
  { repeats: 2 ** 60, heads: 1, headsStandardError: null, weight: 3 }
].map((row) => ({ bias: 0.5, ...row }))

/** As they come out: a bigint only where a number would not do. */
const expected = rows.map(({ repeats, ...row }) => ({
  ...row,
  repeats: repeats === 7n ? 7 : BigInt(repeats as bigint)
}))

const directory = newFolder()

/** The coin with these rows, in a file as any run has it. */
const ready = (async () => {
  const study = await studyOf("coin", [{ bias: 0.5 }, { bias: 0.25 }])
  const { rows: own } = (await simulationOf("coin")) as never as {
    readonly rows: (config: unknown, tallies: unknown) => object
  }
  const change = {
    rows: (config: { bias: number }, tallies: unknown) =>
      config.bias === 0.5 ? { tosses: rows } : own(config, tallies)
  } as never
  return run(study, { directory, change })
})()

t.test("they come back as they went in", async (t) => {
  const { outcome, tables } = await ready
  t.equal(outcome, "done")
  t.strictSame(tables.tosses!.slice(0, 5), expected)
  t.ok(Object.is(tables.tosses![0]!.heads, -0))
})

t.test("SQL counts, compares and averages them rightly", async (t) => {
  await ready
  const database = new DatabaseSync(join(directory, "run.sqlite"), { readOnly: true })
  const one = (sql: string) => Object.values(database.prepare(sql).get()!)[0]
  t.equal(one("SELECT avg(weight) FROM tosses WHERE _point = 0 AND weight < 10"), 2, "NaN is no number")
  t.equal(
    one("SELECT count(*) FROM tosses WHERE _point = 0 AND headsStandardError > 100"),
    0,
    "nor larger than all"
  )
  t.equal(one("SELECT count(*) FROM tosses WHERE heads = 9e999"), 1, "an infinity is one")
  t.equal(one(`SELECT count(*) FROM tosses WHERE repeats = ${long}`), 1)
  t.same(JSON.parse(String(one("SELECT _special FROM tosses WHERE _row = 0"))), {
    heads: "-0",
    headsStandardError: "NaN"
  })
  database.close()
})

const encoded = (format: Parameters<typeof load>[0]): Promise<Buffer> =>
  Folder.reading(directory, async (reader) => {
    const encode = await load(format)
    return Buffer.concat(
      [...encode(RunTable.of(reader, "tosses"))].map((chunk) => Buffer.from(chunk as string))
    )
  })

t.test("every format has all digits", async (t) => {
  await ready
  for (const format of ["csv", "tsv", "json", "ndjson", "latex", "markdown"] as const) {
    const text = (await encoded(format)).toString()
    for (const integer of [long, longest, -longest - 1n, 2n ** 60n])
      t.match(text, new RegExp(`(?<!\\d)${integer}(?!\\d)`), `${format}: ${integer}`)
    // JSON has neither.
    const has = format !== "json" && format !== "ndjson"
    t.equal(/NaN/.test(text), has, format)
    t.equal(/Infinity|\\infty/.test(text), has, format)
  }
  t.match((await encoded("csv")).toString(), /^0\.5,9007199254740993,-0.0,NaN,1.0\r$/m)
  const lines = (await encoded("ndjson")).toString().split("\n")
  t.match(lines[0], /"repeats":9007199254740993,"heads":-0.0,"headsStandardError":null/)
  const unpacked = unpackMultiple(await encoded("msgpack")) as ReadonlyArray<Row>
  t.equal(BigInt(unpacked[0]!.repeats as bigint), long)
  t.equal(BigInt(unpacked[1]!.repeats as bigint), -longest - 1n)
  const bytes = await encoded("parquet")
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  const read = await parquetReadObjects({ file })
  t.same(
    read.slice(0, 5).map(({ repeats }) => repeats),
    [long, -longest - 1n, 7n, longest, 2n ** 60n]
  )
  t.ok(Object.is(read[0]!.heads, -0))
})

t.test("and so have all commands", async (t) => {
  await ready
  for (const args of [
    ["status"],
    ["report"],
    ["archive"],
    ["compare", directory],
    ["compare", directory, "--json"]
  ]) {
    const { status, stderr } = await command(args[0]!, directory, ...args.slice(1))
    t.equal(status, 0, `${args[0]}: ${stderr}`)
  }
  t.ok(existsSync(join(directory, "report.html")))
  t.match(readFileSync(join(directory, "report.html"), "utf8"), /9007199254740993/)
  t.ok(readdirSync(join(directory, "tables")).length > 0)
})

t.test("an integer beyond 64 bits is a crash of its point that names the place", async (t) => {
  const study = await studyOf("coin", [{ bias: 0.5 }, { bias: 0.25 }])
  const good = { repeats: 1, heads: 0.5, headsStandardError: 0.1, weight: 1 }
  for (const repeats of [longest + 1n, -longest - 2n, 1e19]) {
    const change = {
      rows: ({ bias }: { bias: number }) => ({ tosses: bias === 0.5 ? [good, { ...good, repeats }] : [good] })
    } as never
    const { outcome, crashed, tables } = await run(study, { change })
    t.equal(outcome, "failed")
    t.match(crashed, [
      {
        message: `RangeError: the column repeats of tosses holds integers of 64 bits; row 1 has ${repeats} there`
      }
    ])
    t.equal(tables.tosses!.length, 1, "the other point goes on")
  }
})
