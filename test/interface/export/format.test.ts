import { mkdtempSync, readdirSync, readFileSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Writable } from "node:stream"
import { parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet"
import { UnpackrStream } from "msgpackr"
import t from "tap"
import * as Format from "../../../src/interface/export/format.ts"
import * as Sink from "../../../src/interface/export/sink.ts"
import type { Table } from "../../../src/interface/export/table.ts"
import type { Row } from "../../../src/simulation/table.ts"

const text = { type: "text", description: "anything", unit: "-" } as const
const real = { type: "real", description: "a number", unit: "1" } as const

/** Everything that has ever broken a table. */
const nasty: Table = {
  name: "nasty",
  columns: {
    "a label, quoted": text,
    n: { type: "integer", description: "a count", unit: "1" },
    kappa_4: { ...real, standardError: "kappa_4_standardError" },
    kappa_4_standardError: real,
    time: { ...real, unit: "s" },
    converged: { type: "boolean", description: "whether", unit: "-" }
  },
  rows: [
    {
      "a label, quoted": 'says "a, b"',
      n: 3,
      kappa_4: 1.2344,
      kappa_4_standardError: 0.0051,
      time: 0.1,
      converged: true
    },
    {
      "a label, quoted": "two\nlines\tand a tab",
      n: -7,
      kappa_4: Number.NaN,
      kappa_4_standardError: Number.NaN,
      time: 1e-7,
      converged: false
    },
    {
      "a label, quoted": "50% of a|b & c_d \\ κ₄ ~ $x^2$ {#}",
      n: 2 ** 40,
      kappa_4: -1.5e-8,
      kappa_4_standardError: 2e-10,
      time: Number.POSITIVE_INFINITY,
      converged: null
    },
    { "a label, quoted": "", n: null, kappa_4: 0.5, time: -0 }
  ]
}

const bytes = async (format: Format.Format, table: Table = nasty): Promise<Buffer> => {
  const encode = await Format.load(format)
  return Buffer.concat([...encode(table)].map((chunk) => Buffer.from(chunk as string)))
}
const written = async (format: Format.Format): Promise<string> => (await bytes(format)).toString()

t.test("csv", async (t) => {
  t.equal(
    await written("csv"),
    [
      '"a label, quoted",n,kappa_4,kappa_4_standardError,time,converged',
      '"says ""a, b""",3,1.2344,0.0051,0.1,true',
      '"two\nlines\tand a tab",-7,NaN,NaN,1e-7,false',
      "50% of a|b & c_d \\ κ₄ ~ $x^2$ {#},1099511627776,-1.5e-8,2e-10,Infinity,",
      '"",,0.5,,-0.0,',
      ""
    ].join("\r\n")
  )
})

t.test("texts that a spreadsheet would compute get an apostrophe, which a program takes off", async (t) => {
  const computed = [
    "=1+1",
    "+1+1",
    "-1+2",
    "@SUM(1)",
    "=HYPERLINK(x)",
    " =1",
    "\t=1",
    "'=1",
    "''@a",
    "-x",
    "-a1^2",
    "-t^2 + sum(t)",
    "-2^3",
    "-t^2!x",
    "＝1"
  ]
  const kept = [
    "-t^-4 + t^-3 + t^-1",
    "-t^(1/2) - t^(5/2)",
    "-v^2 z^2 + (1 - v^2)",
    "-1 2 -1",
    "-1.5",
    "+2",
    "-1e-7, 3",
    "1=1",
    "a-b",
    "'tis",
    "",
    "relu"
  ]
  const columns = { label: text, "=name": text, x: real, n: { ...real, type: "integer" } } as const
  const table = (labels: ReadonlyArray<string>): Table => ({
    name: "labels",
    columns,
    rows: labels.map((label) => ({ label, "=name": null, x: -1.5, n: -(2n ** 60n) }))
  })
  const parsed = (file: string): ReadonlyArray<string> =>
    file
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.replace(/,,-1\.5,-1152921504606846976$/, ""))
      .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
  const found = parsed(String(await bytes("csv", table(computed))))
  t.same(
    found,
    computed.map((label) => `'${label}`)
  )
  t.same(parsed(String(await bytes("csv", table(kept)))), kept)
  const tsv = String(await bytes("tsv", table(["=1+1", "\t=1"])))
  t.equal(tsv.split("\n")[0], "label\t'=name\tx\tn")
  t.match(tsv, /\n'=1\+1\t\t-1\.5\t.*\n'\\t=1\t/)
})

t.test("tsv", async (t) => {
  t.equal(
    await written("tsv"),
    [
      "a label, quoted\tn\tkappa_4\tkappa_4_standardError\ttime\tconverged",
      'says "a, b"\t3\t1.2344\t0.0051\t0.1\ttrue',
      "two\\nlines\\tand a tab\t-7\tNaN\tNaN\t1e-7\tfalse",
      "50% of a|b & c_d \\\\ κ₄ ~ $x^2$ {#}\t1099511627776\t-1.5e-8\t2e-10\tInfinity\t",
      "\t\t0.5\t\t-0.0\t",
      ""
    ].join("\n")
  )
})

const objects = [
  {
    "a label, quoted": 'says "a, b"',
    n: 3,
    kappa_4: 1.2344,
    kappa_4_standardError: 0.0051,
    time: 0.1,
    converged: true
  },
  {
    "a label, quoted": "two\nlines\tand a tab",
    n: -7,
    kappa_4: null,
    kappa_4_standardError: null,
    time: 1e-7,
    converged: false
  },
  {
    "a label, quoted": "50% of a|b & c_d \\ κ₄ ~ $x^2$ {#}",
    n: 2 ** 40,
    kappa_4: -1.5e-8,
    kappa_4_standardError: 2e-10,
    time: null,
    converged: null
  },
  { "a label, quoted": "", n: null, kappa_4: 0.5, kappa_4_standardError: null, time: -0, converged: null }
]

t.test("json and ndjson", async (t) => {
  t.strictSame(JSON.parse(await written("json")), objects)
  const lines = (await written("ndjson")).split("\n")
  t.equal(lines.pop(), "")
  t.strictSame(
    lines.map((line) => JSON.parse(line)),
    objects
  )
  t.equal(
    lines[1],
    '{"a label, quoted":"two\\nlines\\tand a tab","n":-7,"kappa_4":null,"kappa_4_standardError":null,"time":1e-7,"converged":false}'
  )
  t.ok(lines[3]!.includes('"time":-0.0,'), "the sign of zero")
  t.equal((await bytes("json", { ...nasty, rows: [] })).toString(), "[]\n")
})

t.test("latex", async (t) => {
  t.equal(
    await written("latex"),
    `% In the preamble: \\usepackage{booktabs}
\\begin{tabular}{lrrrl}
\\toprule
a label, quoted & n & kappa\\_4 & time / s & converged \\\\
\\midrule
says \\texttt{\\symbol{34}}a, b\\texttt{\\symbol{34}} & $3$ & $1.234(5)$ & $0.1$ & true \\\\
two lines and a tab & $-7$ & $\\mathrm{NaN}$ & $1\\times10^{-7}$ & false \\\\
50\\% of a\\textbar{}b \\& c\\_d \\textbackslash{} $\\kappa$$_{4}$ \\textasciitilde{} \\$x\\textasciicircum{}2\\$ \\{\\#\\} & $1099511627776$ & $-1.50(2)\\times10^{-8}$ & $\\infty$ & -- \\\\
 & -- & $0.5$ & $-0$ & -- \\\\
\\bottomrule
\\end{tabular}
`
  )
})

t.test("markdown", async (t) => {
  t.equal(
    await written("markdown"),
    `| a label, quoted                      |             n | kappa_4 | kappa_4_standardError |     time | converged |
| ------------------------------------ | ------------: | ------: | --------------------: | -------: | --------- |
| says "a, b"                          |             3 |  1.2344 |                0.0051 |      0.1 | true      |
| two<br>lines and a tab               |            -7 |     NaN |                   NaN |     1e-7 | false     |
| 50% of a\\|b \\& c_d \\\\ κ₄ ~ $x^2$ {#} | 1099511627776 | -1.5e-8 |                 2e-10 | Infinity |           |
|                                      |               |     0.5 |                       |       -0 |           |
`
  )
})

/** The rows as every lossless format must give them back. */
const whole = (rows: Iterable<Row>): ReadonlyArray<Row> =>
  [...rows].map((row) =>
    Object.fromEntries(Object.keys(nasty.columns).map((name) => [name, row[name] ?? null]))
  )

t.test("msgpack, read back as a stream", async (t) => {
  const stream = new UnpackrStream({ mapsAsObjects: true, useRecords: false })
  stream.end(await bytes("msgpack"))
  const rows: Array<Row> = []
  for await (const row of stream) rows.push(row)
  t.strictSame(rows, whole(nasty.rows))
})

const fileOf = (buffer: Buffer): ArrayBuffer => new Uint8Array(buffer).buffer

t.test("parquet, read back", async (t) => {
  const file = fileOf(await bytes("parquet"))
  const metadata = parquetMetadata(file)
  t.strictSame(
    parquetSchema(metadata).children.map(({ element }) => [
      element.name,
      element.type,
      element.repetition_type
    ]),
    [
      ["a label, quoted", "BYTE_ARRAY", "OPTIONAL"],
      ["n", "INT64", "OPTIONAL"],
      ["kappa_4", "DOUBLE", "OPTIONAL"],
      ["kappa_4_standardError", "DOUBLE", "OPTIONAL"],
      ["time", "DOUBLE", "OPTIONAL"],
      ["converged", "BOOLEAN", "OPTIONAL"]
    ]
  )
  const expected = whole(nasty.rows).map((row) => ({
    ...row,
    n: row.n === null ? null : BigInt(row.n as number)
  }))
  t.strictSame(await parquetReadObjects({ file }), expected)
  t.strictSame(JSON.parse(metadata.key_value_metadata![0]!.value!), {
    table: "nasty",
    columns: nasty.columns
  })
})

t.test("parquet of no rows, of many rows, of integers too large, of a wrong type", async (t) => {
  const count = { type: "integer", description: "", unit: "1" } as const
  const empty = fileOf(await bytes("parquet", { ...nasty, rows: [] }))
  t.strictSame(await parquetReadObjects({ file: empty }), [])
  const many: Table = {
    name: "many",
    columns: { i: count, x: real },
    rows: Array.from({ length: 70_000 }, (_, i) => ({ i, x: 1 / i }))
  }
  const file = fileOf(await bytes("parquet", many))
  t.equal(parquetMetadata(file).row_groups.length, 2)
  const back = await parquetReadObjects({ file })
  t.equal(back.length, 70_000)
  t.ok(back.every((row, i) => row.i === BigInt(i) && Object.is(row.x, 1 / i)))
  const large: Table = { name: "large", columns: { i: count }, rows: [{ i: 1 }, { i: 2 ** 60 }, { i: 0.5 }] }
  t.strictSame(await parquetReadObjects({ file: fileOf(await bytes("parquet", large)) }), [...large.rows])
  const wrong: Table = { name: "wrong", columns: { x: real }, rows: [{ x: "no number" }] }
  await t.rejects(
    bytes("parquet", wrong),
    new TypeError('the column x is declared real, but holds "no number"')
  )
})

t.test("a file's name says its format, and is not contradicted", (t) => {
  const files = ["a.csv", "a.TSV", "b/c.jsonl", "x.tex", "README.md", "a.b.parquet", "a.xlsx", "a", "a.txt"]
  t.strictSame(
    files.map((file) => Format.choose(undefined, file)),
    ["csv", "tsv", "ndjson", "latex", "markdown", "parquet", "xlsx", "csv", "csv"]
  )
  t.equal(Format.choose("json", undefined), "json")
  t.equal(Format.choose("json", "a.txt"), "json")
  t.equal(Format.choose("json", "a.tar.gz"), "json", "an ending that says nothing of tables")
  t.match(Format.choose("json", "a.csv"), { fault: /A file \.csv is csv, and --format asks for json/ })
  for (const file of ["a.png", "a.tar.gz", "a.xls"])
    t.match(Format.choose(undefined, file), { fault: /Nothing is written as \.\w+ here: tables are \.csv, / })
  t.end()
})

t.test("whole values of a real column are seen to be real, and only those", async (t) => {
  const table: Table = {
    name: "whole",
    columns: { lambda: real, n: { type: "integer", description: "", unit: "1" } },
    rows: [
      { lambda: 0, n: 0 },
      { lambda: -3, n: 2n ** 60n },
      { lambda: 1e21, n: 1 },
      { lambda: null, n: null }
    ]
  }
  const text = async (format: Format.Format) => String(await bytes(format, table))
  t.equal(await text("csv"), "lambda,n\r\n0.0,0\r\n-3.0,1152921504606846976\r\n1e+21,1\r\n,\r\n")
  t.equal((await text("tsv")).split("\n")[1], "0.0\t0")
  t.equal((await text("ndjson")).split("\n")[0], '{"lambda":0.0,"n":0}')
  const doubles = [...(await bytes("msgpack", table))].filter((byte) => byte === 0xcb)
  t.ok(doubles.length >= 3, "float 64 in msgpack, too")
})

t.test("a file is whole or not there", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "skein-export-"))
  const file = join(folder, "table.csv")
  await Sink.toFile(["first\n"], file)
  function* broken(): Iterable<string> {
    yield "second\n"
    throw new Error("no more rows")
  }
  await t.rejects(Sink.toFile(broken(), file), new Error("no more rows"))
  t.equal(readFileSync(file, "utf8"), "first\n", "what was there is still there")
  t.strictSame(readdirSync(folder), ["table.csv"], "nothing is left behind")
  symlinkSync(file, join(folder, "link.csv"))
  await Sink.toFile(["third\n"], join(folder, "link.csv"))
  t.equal(readFileSync(file, "utf8"), "third\n", "a link is followed")
  await Sink.toFile(["away\n"], "/dev/null")
  await t.rejects(Sink.toFile(["x"], join(folder, "nowhere", "table.csv")), { code: "ENOENT" })
})

t.test("a slow reader slows the rows down, a closed one ends them", async (t) => {
  let made = 0
  function* rows(): Iterable<string> {
    for (; made < 1000; made++) yield "x".repeat(10_000)
  }
  let most = 0
  let taken = 0
  const slow = new Writable({
    highWaterMark: 65_536,
    write: (chunk: Buffer, _encoding, done) => {
      taken += chunk.length
      most = Math.max(most, made * 10_000 - taken)
      setImmediate(done)
    }
  })
  await Sink.toStream(rows(), slow)
  t.equal(taken, 10_000_000)
  t.ok(most < 1_000_000, "rows ahead of the reader")
  made = 0
  const closed = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }))
  })
  await Sink.toStream(rows(), closed)
  t.ok(made < 1000, "the rest was not made")
  const full = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error("no space"), { code: "ENOSPC" }))
  })
  await t.rejects(Sink.toStream(rows(), full), { code: "ENOSPC" })
})
