/** What the pages say came out is what the committed results say: docs/talk/tables, by scripts/talk-pages. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import t from "tap"
import { blocks, pagesOf } from "../../scripts/talk-pages/page.ts"
import * as Results from "../../scripts/talk-pages/results.ts"
import * as Studies from "../../src/interface/reproduction/runs/studies.ts"
import * as Discover from "../../src/simulation/discover.ts"
import { type SourceName, sources } from "../../src/talk/source.ts"
import { slides } from "../../src/talk/talk.ts"
import { newFolder } from "../support/engine.ts"

const pages = globSync(["README.md", "src/simulation/*/README.md"]).sort()
const marks = (text: string) => [...text.matchAll(/<!-- talk: (\S+) -->/g)].map(([, name]) => name!)

t.test("pages are what their tables say", async (t) => {
  const results = Results.of(join("docs", "talk"))
  for (const file of pages) {
    const text = readFileSync(file, "utf8")
    const { page, waiting } = pagesOf(file, text, results)
    t.ok(page === text, `${file}: node scripts/talk-pages.ts writes it anew`)
    for (const { block, without } of waiting) t.comment(`${file}: ${block} waits for ${without.join(", ")}`)
  }
})

t.test("verdicts are those that committed tables give", async (t) => {
  const results = Results.of(join("docs", "talk"))
  const kept = Results.parse(readFileSync(join("docs", "talk", "verdicts.csv"), "utf8"))
  for (const { claims } of slides)
    for (const { id, from, judge } of claims) {
      // What reads no study computes for seconds, and is tested where it stands.
      if (from.length === 0) continue
      const absent: Array<string> = []
      const rows = (source: SourceName, table: string) => {
        const found = results.rows(source, table)
        if (found === undefined) absent.push(`${source}/${table}`)
        return found ?? []
      }
      const { verdict } = judge(rows)
      const said = new Set(kept.filter((row) => row.claim === id).map((row) => row.verdict))
      if (absent.length === 0) t.same([...said], [verdict], id)
    }
})

t.test("each block stands on one page, between two marks", async (t) => {
  const texts = pages.map((file) => readFileSync(file, "utf8"))
  t.same(texts.flatMap(marks).sort(), Object.keys(blocks).sort())
  for (const [k, text] of texts.entries())
    t.equal(marks(text).length, text.match(/<!-- \/talk -->/g)?.length ?? 0, pages[k])
})

t.test("each block reads what slides read, so that it is kept with the verdicts", async (t) => {
  const known: ReadonlyArray<string> = Studies.sourcesOf(slides)
  for (const [name, { from, tables }] of Object.entries(blocks)) {
    t.ok(known.includes(from), name)
    const simulation = await Discover.load(dirname(sources[from].full.file))
    for (const table of tables) t.ok(table in simulation.tables, `${name}: ${table}`)
  }
})

/** A folder of results with one table of hardness, and a page with its mark. */
const made = (always: number, finished = 2) => {
  const folder = newFolder()
  mkdirSync(join(folder, "tables", "hardness"), { recursive: true })
  const write = (file: string, lines: ReadonlyArray<string>) =>
    writeFileSync(join(folder, ...file.split("/")), `${lines.join("\r\n")}\r\n`)
  write("tables/hardness/persistence.csv", [
    "model,trainings,wrong,words,expected",
    "transformer,2,0,90,70.5",
    `transformer,2,1,${10 - always},29`,
    `transformer,2,2,${always},3.24`
  ])
  write("tables/hardness/hardKnots.csv", [
    "model,name,words,hard,share",
    "transformer,3_1,20,3,0.4",
    'transformer,"3_1#3_1, or another",2,1,0.04',
    "transformer,4_1,5,2,0.1"
  ])
  const source = {
    source: "hardness",
    size: "full",
    file: "/any/where/configs/classifiers/hardness.yaml",
    points: 2,
    finished
  }
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ sources: [source] }))
  return Results.of(folder)
}

const file = join("src", "simulation", "classifiers", "README.md")
const page = "before 7\n<!-- talk: hardness -->\nold 31\n<!-- /talk -->\nafter 8\n"

t.test("a number of a table that changes changes the page, and nothing beside the marks", async (t) => {
  const results = made(4)
  const written = pagesOf(file, page, results)
  t.same(written.waiting, [])
  t.match(
    written.page,
    /^before 7\n<!-- talk: hardness -->\n\* \*\*Hardness\*\*: Of 100 words 4 are wrong in all 2 trainings/
  )
  t.match(
    written.page,
    /independent errors would leave 3\.2; of its 6 hard knots .* 3 are trefoils, which are 40\.0 %/
  )
  t.match(
    written.page,
    /\n\(`configs\/classifiers\/hardness\.yaml`; \[tables\]\(.*hardness\)\)\n<!-- \/talk -->\nafter 8\n$/
  )
  t.equal(pagesOf(file, written.page, results).page, written.page, "the same again")
  t.match(pagesOf(file, written.page, made(5)).page, /Of 100 words 5 are wrong/)
  t.match(
    pagesOf(file, page, made(4, 1)).page,
    /hardness\.yaml`, 1 of its 2 points;/,
    "what is not whole is said to be so"
  )
})

t.test("without its tables a block stays, and is told; a mark of no block is refused", async (t) => {
  const none = Results.of(newFolder())
  t.same(pagesOf(file, page, none), {
    page,
    waiting: [{ block: "hardness", without: ["hardness/persistence", "hardness/hardKnots"] }]
  })
  const empty = { ...made(4), rows: () => [] }
  t.same(pagesOf(file, page, empty).page, page, "tables without a row say nothing")
  t.throws(
    () => pagesOf(file, page.replace("hardness", "softness"), none),
    /a mark of softness; there are .*hardness/
  )
})

t.test("tables are read as they are exported", async (t) => {
  t.same(Results.parse('a,b,c,d\r\n1.5,true,"1 -2",\r\n-3,false,3_1,1e-7\r\n'), [
    { a: 1.5, b: true, c: "1 -2", d: null },
    { a: -3, b: false, c: "3_1", d: 1e-7 }
  ])
})
