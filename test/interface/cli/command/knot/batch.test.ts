import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import * as Stream from "../../../../../src/domain/random/stream.ts"
import * as Row from "../../../../../src/interface/cli/command/knot/row.ts"
import * as Threads from "../../../../../src/interface/cli/command/knot/threads.ts"
import { random } from "../../../../support/braid.ts"
import { start } from "../../../../support/cli.ts"
import { command } from "../../../../support/command.ts"
import { newFolder } from "../../../../support/engine.ts"

process.chdir(newFolder())

const lines = [
  "# knots of every form",
  "trefoil\t1 1 1",
  "eight\t1 -2 1 -2",
  "",
  "4 6 2",
  "DT[cacbca]",
  "three\twith a tab\t3_1",
  "1 1",
  "3: 1 1",
  "1 x",
  "[[1,5,2,4],[3,1,4,6],[5,3,6,2]]",
  "e"
]

t.test("of many lines that cannot be read the first are told, and how many more there are", async (t) => {
  writeFileSync("slips.txt", ["1 1 1", ...Array(500).fill("13n_1")].join("\n"))
  const told = await command("knot", "--from", "slips.txt", "--columns", "name")
  const said = told.stderr.trim().split("\n")
  t.strictSame([told.status, told.stdout, said.length], [2, "name\r\n3_1\r\n", 22])
  t.strictSame(said.slice(-3), [
    'slips.txt, line 21: The table has no knot "13n_1"; it goes from 3_1 to 12n_888.',
    "… and 480 lines more",
    "500 lines of 501 could not be read; the table has the others."
  ])
})

t.test(
  "a row each, in their order; what cannot be read is told by its line, and the others are there",
  async (t) => {
    writeFileSync("knots.txt", lines.join("\r\n"))
    const told = await command("knot", "--from", "knots.txt", "--format", "json")
    t.equal(told.status, 2)
    t.strictSame(told.stderr.trim().split("\n"), [
      "knots.txt, line 5: It could be a braid word or a DT code: say which with --braid or --dt.",
      'knots.txt, line 10: character 3: letter 2 of the braid word is an integer, not "x".',
      "2 lines of 10 could not be read; the table has the others."
    ])
    const rows = JSON.parse(told.stdout)
    t.match(rows, [
      {
        line: 2,
        label: "trefoil",
        knot: "1 1 1",
        form: "braid",
        crossings: 3,
        determinant: 3,
        signature: -2,
        verdict: "knot"
      },
      {
        line: 3,
        label: "eight",
        name: "4_1",
        jones: "t^-2 - t^-1 + 1 - t + t^2",
        alexander: "-t^-1 + 3 - t"
      },
      { line: 6, label: null, form: "dt", name: rows[0].name, signature: -2 },
      { line: 7, label: "three\twith a tab", knot: "3_1", form: "name" },
      { line: 8, components: 2, name: null, verdict: "link" },
      { line: 9, components: 3 },
      { line: 11, form: "pd", name: rows[0].name, jones: rows[0].jones },
      { line: 12, crossings: 0, name: "0_1", verdict: "unknot" }
    ])
    t.equal(rows.length, 8)
  }
)

t.test("every format, and what a form flag says is said of all lines", async (t) => {
  writeFileSync("codes.txt", "4 6 2\n4 6 8 2\n")
  const csv = await command("knot", "--from", "codes.txt", "--dt", "--fast")
  t.match(csv, { status: 0, stderr: "" })
  t.match(csv.stdout, /^line,knot,form,crossings,components,.*\r\n1,4 6 2,dt,3,1,.*\r\n2,4 6 8 2,dt,4,1,/)
  t.notMatch(csv.stdout, /jones/)
  for (const file of [
    "a.csv",
    "a.tsv",
    "a.json",
    "a.ndjson",
    "a.tex",
    "a.md",
    "a.parquet",
    "a.msgpack",
    "a.xlsx"
  ]) {
    t.match(await command("knot", "--from", "codes.txt", "--dt", "-o", file), {
      status: 0,
      stderr: `2 rows in ${file}\n`
    })
    t.ok(readFileSync(file).length > 0)
  }
  const objects = readFileSync("a.ndjson", "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
  t.match(objects, [{ determinant: 3 }, { determinant: 5 }])
  writeFileSync("empty.txt", "")
  t.match(await command("knot", "--from", "empty.txt", "--format", "json"), { status: 0, stdout: "[]\n" })
})

t.test("columns that are asked for, in their order, and nothing else", async (t) => {
  const told = await command("knot", "--from", "knots.txt", "--columns", "determinant,label,line")
  t.equal(told.stdout.split("\r\n").slice(0, 3).join("\n"), "determinant,label,line\n3,trefoil,2\n5,eight,3")
  t.match(await command("knot", "--from", "knots.txt", "--columns", "jone,line"), {
    status: 2,
    stderr: /^There is no column "jone"\. Did you mean "jones"\? There are line, label, knot/
  })
  t.match(await command("knot", "1", "--columns", "line"), {
    status: 2,
    stderr: /^--columns is about the table/
  })
})

t.test("threads give what one gives, in the order of the lines, whatever takes longer", async (t) => {
  const stream = Stream.make([33, 1])
  const words = Array.from({ length: 1500 }, (_, i) =>
    i % 97 === 3
      ? "1 x"
      : Array.from(random(stream, Stream.below(stream, i % 100 === 7 ? 40 : 9), 4)).join(" ") || "e"
  )
  writeFileSync("many.txt", words.join("\n"))
  const alone = await command("knot", "--from", "many.txt", "--braid", "--threads", "0")
  t.equal(alone.status, 2)
  t.equal(alone.stdout.trim().split("\r\n").length, 1 + words.filter((word) => word !== "1 x").length)
  const faults = (stderr: string) => stderr.split("\n").filter((line) => line.startsWith("many.txt, line"))
  for (const threads of ["2", "3"]) {
    const told = await command("knot", "--from", "many.txt", "--braid", "--threads", threads)
    t.strictSame([told.status, told.stdout], [2, alone.stdout])
    t.strictSame(faults(told.stderr), faults(alone.stderr))
  }
  const whole = (file: string) => command("knot", "--from", "many.txt", "--braid", "--fast", "-o", file)
  await whole("many.ndjson")
  const rows = readFileSync("many.ndjson", "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
  t.strictSame(
    rows.map(({ line }) => line),
    words.flatMap((word, i) => (word === "1 x" ? [] : [i + 1]))
  )
})

t.test("outcomes of threads are those of this one", async (t) => {
  const lines = Row.lines(readFileSync("many.txt", "utf8"))
  const told = {
    form: "braid" as const,
    strands: undefined,
    chirality: undefined,
    columns: ["line", "jones", "genus"]
  }
  const wanted = { slow: true, asked: [] }
  const portions = await Array.fromAsync(Threads.outcomes(lines, { told, wanted }, 2))
  t.strictSame(portions.flat(), lines.map(Row.maker(told, wanted)))
})

t.test("what does not go together is refused", async (t) => {
  const refused: ReadonlyArray<readonly [args: ReadonlyArray<string>, stderr: RegExp]> = [
    [["--from", "nowhere.txt"], /^nowhere\.txt cannot be read: there is no such file\.$/m],
    [["--from", "codes.txt", "1 1 1"], /no other knot beside --from/],
    [["--from", "codes.txt", "--svg", "a.svg"], /no picture and no certificate/],
    [
      ["1 1 1", "--format", "csv"],
      /^--format is about the table of many knots: name their file with --from FILE\.$/m
    ],
    [["1 1 1", "-o", "a.csv"], /^--output is about the table/],
    [["--from", "codes.txt", "-o", "nowhere/a.csv"], /The folder nowhere does not exist/],
    [["--from", "codes.txt", "--dt", "--gauss"], /--dt or --gauss, not both/]
  ]
  for (const [args, stderr] of refused)
    t.match(await command("knot", ...args), { status: 2, stdout: "", stderr }, args.join(" "))
})

t.test("each line is a knot of its own, whatever ends lines", async (t) => {
  for (const [name, end] of [
    ["unix.txt", "\n"],
    ["windows.txt", "\r\n"],
    ["mac.txt", "\r"]
  ] as const) {
    writeFileSync(name, `\ufeff1 1 1${end}1 -2 1 -2${end}${end}# two${end}1 1 1${end}`)
    const told = await command("knot", "--from", name, "--columns", "line,name")
    t.match(told, { status: 0, stdout: "line,name\r\n1,3_1\r\n2,4_1\r\n5,3_1\r\n" }, name)
  }
  for (const flag of ["--closed", "--numbered"])
    t.match(
      await command("knot", "--from", "unix.txt", flag),
      { status: 2, stderr: /there is a table/ },
      flag
    )
})

t.test("a number that no column holds is told, and the row has the others", async (t) => {
  // (1 -2)^n has the determinant L(2n) - 2, L the Lucas numbers.
  writeFileSync("large.txt", `${"1 -2 ".repeat(50)}\n1 1 1\n`)
  const told = await command(
    "knot",
    "--from",
    "large.txt",
    "--fast",
    "--columns",
    "line,determinant,signature"
  )
  t.match(told, {
    status: 0,
    stdout: "line,determinant,signature\r\n1,,0\r\n2,3,-2\r\n",
    stderr:
      "large.txt, line 1: its determinant is 792070839848372253125; a column of integers holds 64 bits, and has nothing there.\n"
  })
})

t.test("who is asked to stop leaves no half of a table, and says so", async (t) => {
  const folder = newFolder()
  const text = Array.from({ length: 40_000 }, (_, k) =>
    Array.from({ length: 30 }, (_, i) => ((k * 7 + i * i) % 9) - 4 || 5)
  )
  writeFileSync(join(folder, "many.txt"), text.map((word) => word.join(" ")).join("\n"))
  for (const [signal, before] of [
    ["SIGINT", undefined],
    ["SIGTERM", "as it was"]
  ] as const) {
    if (before !== undefined) writeFileSync(join(folder, "many.csv"), before)
    const { child, ended } = start(folder, ["knot", "--from", "many.txt", "-o", "many.csv", "--threads", "0"])
    while (!readdirSync(folder).some((name) => name.endsWith(".partial"))) await setTimeout(20)
    child.kill(signal)
    const { status, stderr } = await ended
    t.equal(status, 75)
    t.match(
      stderr,
      before === undefined ? "interrupted: many.csv is not written" : "interrupted: many.csv is as it was"
    )
    t.same(readdirSync(folder).sort(), before === undefined ? ["many.txt"] : ["many.csv", "many.txt"])
    if (before !== undefined) t.equal(readFileSync(join(folder, "many.csv"), "utf8"), before)
  }
})
