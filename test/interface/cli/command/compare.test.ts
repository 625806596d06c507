/** `skein compare` on real runs: what it prints, what it writes, what it refuses. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parseHTML } from "linkedom"
import t from "tap"
import { command } from "../../../support/command.ts"
import { newFolder, run, studyOf } from "../../../support/engine.ts"

const folder = newFolder()
const coin = async (name: string, points: ReadonlyArray<Record<string, number>>, seed: number) =>
  run(await studyOf("coin", points, { name, seed }), { directory: join(folder, name) })

const points = [0.1, 0.5, 0.9].map((bias) => ({ bias, tosses: 400 }))
const first = await coin("first", points, 1)
const second = await coin("second", points, 2)
await coin("longer", [{ bias: 0.5, tosses: 800 }], 3)
await run(await studyOf("descent", [{ rate: 0.1 }]), { directory: join(folder, "descent") })
process.chdir(folder)

t.test("side by side, in standard errors of the difference", async (t) => {
  const told = await command("compare", "./first", "./second")
  t.strictSame([told.status, told.stderr], [0, ""])
  const lines = told.stdout.split("\n")
  t.match(lines[0]!, /^bias +quantity +first +second +difference$/)
  t.match(lines[2]!, /^0\.5 +heads +0\.\d+\(\d+\) +0\.\d+\(\d+\) +[+-]?[\d.]+$/)
  const [a, b] = [first.tables.tosses![1]!, second.tables.tosses![1]!]
  const of = (row: typeof a, column: string) => row[column] as number
  const z =
    (of(b, "heads") - of(a, "heads")) /
    Math.sqrt(of(a, "headsStandardError") ** 2 + of(b, "headsStandardError") ** 2)
  t.equal(Number(lines[2]!.trim().split(/\s+/).at(-1)), Number(z.toPrecision(3)))
  t.match(told.stdout, /\nsecond, heads: 3 compared, root mean square [\d.]+ standard errors, 0 beyond 2,/)
  const json = JSON.parse((await command("compare", "./first", "./second", "--json")).stdout)
  t.strictSame(
    [json.simulation, json.table, json.runs, json.comparison.keys],
    ["coin", "tosses", ["first", "second"], ["bias"]]
  )
  t.equal(json.comparison.lines.length, 9, "of all quantities")
})

t.test("three runs, points that only some have, parameters that differ, the same seed", async (t) => {
  const two = await command("compare", "./first", "./longer")
  t.equal(two.stderr, "2 of 3 rows of first have no partner.\n")
  t.match(two.stdout, /^tosses: 400 in first, 800 in longer\n/)
  const three = await command("compare", "./first", "./longer", "./first")
  t.equal(three.status, 0)
  t.match(three.stderr, /share their random numbers/)
  t.match(three.stdout, /longer, heads: 1 compared/)
  t.match(three.stdout, /first, 3 rows compared, all equal: .*heads/)
})

t.test("a page with the figure, or the figure alone", async (t) => {
  for (const file of ["page.html", "figure.svg", "figure.pdf"])
    t.equal((await command("compare", "./first", "./second", "--output", file)).status, 0)
  const { document } = parseHTML(readFileSync("page.html", "utf8"))
  t.equal(document.title, "second against first")
  t.equal(document.querySelectorAll("figure svg").length, 1)
  t.equal(document.querySelectorAll("tbody tr").length, 3)
  t.equal(document.querySelectorAll(".state").length, 0, "nothing to say, no box")
  t.equal(document.querySelectorAll("tbody td.number").length, 9)
  t.match(readFileSync("figure.svg", "utf8"), "difference in standard errors")
  t.match(readFileSync("figure.pdf", "latin1"), /^%PDF-1\./)
})

t.test("runs that differ from the first alike are said to coincide", async (t) => {
  const grid = points.flatMap((point) => [{ ...point }, { ...point, tosses: 200 }])
  for (const [name, seed] of [
    ["base", 1],
    ["one", 2],
    ["two", 2]
  ] as const)
    await coin(name, grid, seed)
  t.equal((await command("compare", "./base", "./one", "./two", "-o", "alike.html")).status, 0)
  const text = parseHTML(readFileSync("alike.html", "utf8")).document.querySelector("figcaption")!.textContent
  t.match(text, / one and two lie on each other: the later ones are larger and hollow/)
})

t.test("the figure for the column of a journal, beside its page", async (t) => {
  const args = ["--format", "svg,pdf,png", "--width", "85mm", "--font-size", "8"]
  const told = await command("compare", "./first", "./second", "-o", "its page.html", ...args)
  t.strictSame([told.status, told.stderr], [0, "its page.html\nits page.svg\nits page.pdf\nits page.png\n"])
  const { document } = parseHTML(readFileSync("its page.html", "utf8"))
  t.equal(document.querySelector("figure svg")!.getAttribute("width"), "720", "the page is as it was")
  t.strictSame(
    [...document.querySelectorAll("figure .files a")].map((each) => each.getAttribute("href")),
    ["its%20page.svg", "its%20page.pdf", "its%20page.png"]
  )
  const [, width] = / width="([\d.]+)"/.exec(readFileSync("its page.svg", "utf8"))!
  t.ok(Math.abs(Number(width) - (85 / 25.4) * 96) < 0.01, `${width} pixels are 85 mm`)
  t.match(readFileSync("its page.png", "latin1"), /^.PNG/)
  t.equal((await command("compare", "./first", "./second", "-o", "a.png", "--format", "png")).status, 0)
})

t.test("what cannot be compared is refused in a sentence", async (t) => {
  const cases: ReadonlyArray<readonly [string, string]> = [
    [
      "./first ./descent",
      "first is a run of coin, descent one of descent: only runs of the same simulation can be compared.\n"
    ],
    ["./first ./second --table losses", 'first has no table "losses". There are tosses.\n'],
    ["./first ./second -o a.gif", "a.gif ends in none of .html, .svg, .pdf, .png.\n"],
    ["./first ./second -o nowhere/a.svg", "The folder nowhere does not exist.\n"],
    [
      "./first ./second -o a.svg --format svg,pdf",
      "A file .svg is svg, and --format asks for pdf: name a page"
    ],
    ["./first ./second -o a.svg --format pgn", 'Figures are written as svg, pdf and png, and not as "pgn".'],
    [
      "./first ./second --width 85mm",
      "--format, --width and --font-size are of the figure in a file: name one"
    ],
    ["./first ./second --format svg", "--format, --width and --font-size are of the figure in a file"],
    ["./first ./second -o a.svg --width 85", "A width is a number with its unit"],
    ["./first ./third", 'There is no run "./third"']
  ]
  for (const [line, sentence] of cases) {
    const { status, stdout, stderr } = await command("compare", ...line.split(" "))
    t.strictSame([status, stdout], [2, ""], line)
    t.ok(stderr.startsWith(sentence), stderr)
  }
  t.equal((await command("compare", "./first")).status, 2, "one run is none to compare")
})

t.test("runs without a point in common", async (t) => {
  await coin("elsewhere", [{ bias: 0.3 }, { bias: 0.7 }], 4)
  const told = await command("compare", "./first", "./elsewhere")
  t.equal(told.status, 0)
  t.match(told.stderr, /the runs have no point in common/)
  const drawn = await command("compare", "./first", "./elsewhere", "-o", "none.svg")
  t.equal(drawn.status, 1)
  t.match(drawn.stderr, /there is nothing to draw/)
})
