import { parseHTML } from "linkedom"
import t from "tap"
import { legible } from "../../../src/drawing/text.ts"
import { print } from "../../../src/interface/page/html.ts"
import * as Citation from "../../../src/interface/report/citation.ts"
import * as Page from "../../../src/interface/report/page.ts"
import * as Pieces from "../../../src/interface/report/pieces.ts"
import * as Style from "../../../src/interface/report/style.ts"
import type { Subject } from "../../../src/interface/report/subject.ts"
import type { Row } from "../../../src/simulation/table.ts"
import { nastyNames } from "../../support/chart.ts"
import { check } from "../../support/page.ts"
import { subject, table } from "../../support/subject.ts"

const files: Page.Files = {
  formats: ["svg", "pdf"],
  figure: (name, format) => `figures/${name}.${format}`,
  table: (name) => `tables/${name}.csv`,
  study: "runs/try/study.yaml"
}

const open = (of: Subject) => {
  const page = Page.of(of, of.pictures(), files)
  return { page, document: parseHTML(page).document }
}

const row = (width: number, m: number | null, more: Row = {}): Row => ({
  net: "relu",
  width,
  m,
  mError: 0.01,
  ...more
})

t.test("what was asked, the figures, the tables, the manifest, and how to do it again", async (t) => {
  const { page, document } = open(subject([row(2, 0.5), row(4, 0.25)]))
  check(t, page)
  const text = document.body.textContent.replace(/\s+/g, " ")
  for (const said of [
    "Done: 2 of 2 points.",
    "nets, version 4: networks of one layer",
    "2, 4, (absent)",
    "Falls as 1 / N.",
    "2 rows",
    "A processor, 8 cores, linux 6 x64",
    "effect 4.1.0",
    "0123456789abcdef0123456789abcdef01234567",
    "./skein run runs/try/study.yaml --backend cpu --name try-again",
    'Cite the results as: "try", computed with Skein 0.1.0 (commit 0123456789ab), 2026-03-04: simulation nets, version 4, seed 7.',
    'Ada Lovelace and Emmy Noether, "A paper", 2020, arXiv:2008.08601'
  ])
    t.ok(text.includes(said), said)
  const figure = document.querySelector("figure")!
  t.equal(
    figure.querySelector("svg")!.getAttribute("aria-label"),
    "Line chart of m (0.24 to 0.51) against width (neurons) (2 to 4)"
  )
  const cells = [...document.querySelectorAll("#tables tbody")][0]!.querySelectorAll("tr")
  t.strictSame(
    [...cells].map((line) => [...line.querySelectorAll("td")].map((cell) => cell.textContent)),
    [
      ["2", "0.500(10)"],
      ["4", "0.250(10)"]
    ],
    "values with their errors; what all rows say is said once"
  )
  t.ok(text.includes("In all of these rows: net = relu"))
  t.ok(text.includes("width (neurons)"))
})

t.test("figures first, parameters folded, values where one points", async (t) => {
  const parameter = { description: "a width", unit: "neurons", count: 2, swept: true }
  const of = subject([row(2, 0.5), row(4, 0.25)], {
    parameters: [
      { ...parameter, name: "width", values: ["2", "4"] },
      { ...parameter, name: "nets", values: ["7"], count: 1, swept: false }
    ]
  })
  const { page, document } = open(of)
  check(t, page)
  const sections = [...document.querySelectorAll("main > section")].map(({ id }) => id)
  t.strictSame(sections.slice(0, 3), ["figures", "study", "tables"])
  const links = [...document.querySelectorAll("nav a")].map((each) => each.getAttribute("href")!.slice(1))
  t.strictSame(links, sections, "named in the order in which they stand")
  const [folded] = document.querySelectorAll("#study details")
  t.match(folded!.querySelector("summary")!.textContent, "2 parameters")
  t.match(folded!.textContent, "nets")
  t.notOk(folded!.hasAttribute("open"))
  t.match(
    document.querySelector("#study > p")!.textContent,
    "Swept: width 2, 4.",
    "what is swept is not folded"
  )
  const said = [...document.querySelectorAll("figure svg g title")].map((each) => each.textContent)
  t.ok(
    said.some((each) => /width.*: 2\n.*: 0\.5 ± 0\.01$/s.test(each)),
    said.join("; ")
  )
})

t.test("paper breaks no number, and a telephone scrolls what is wide", async (t) => {
  const style = print(Style.style)
  const [, onPaper = ""] = style.split("@media print")
  t.match(onPaper, ".scroll td.number { white-space: nowrap }")
  t.notMatch(onPaper, /\btd[^{]*\{[^}]*overflow-wrap: anywhere/)
  t.match(style, /max-width: 30rem.*figure \{ overflow-x: auto \}/s)
  const columns = Object.fromEntries(
    Array.from({ length: 30 }, (_, k) => [
      `c${k}`,
      { type: "real", description: "a number", unit: "1" } as const
    ])
  )
  const rows = [0, 1].map((k) => Object.fromEntries(Object.keys(columns).map((name) => [name, k + 0.5])))
  const wide = print(Pieces.rows({ name: "wide", description: "", columns, count: 2, rows } as never, 40, ""))
  t.match(wide, 'class="scroll broad broadest"')
})

t.test("names of every kind are text wherever they stand", async (t) => {
  for (const name of nastyNames) {
    const nasty = subject([row(2, 0.5, { net: name }), row(4, 0.25, { net: `${name}!` })], {
      name,
      studyText: name,
      problems: [name],
      parameters: [
        { name, description: name, unit: name, values: [JSON.stringify(name)], count: 1, swept: true }
      ]
    })
    const { page, document } = open({
      ...nasty,
      study: { ...nasty.study, simulation: name },
      manifest: { ...nasty.manifest!, crashed: [{ task: name, message: name }], commit: name }
    })
    check(t, page)
    t.equal(document.querySelectorAll("b").length, 0)
    const described = document.querySelector("figure svg")!.getAttribute("aria-label")!
    t.ok(described.endsWith(`. series ${legible(name)}; ${legible(name)}!`), described)
    const shown = legible(name)
    t.equal(document.querySelector("h1")!.textContent, shown)
    t.equal(document.title.startsWith(shown.slice(0, 5)) || shown.trim() === "", true)
  }
})

t.test("the command is one that a shell takes apart again", async (t) => {
  const { document } = open(subject([], { name: "it's $HOME" }))
  t.match(document.querySelector("#again code")!.textContent, / --name it-s-HOME-again$/)
  const quoted = Citation.command(subject([]), "runs/it's $HOME/study.yaml")
  t.match(quoted, /^\.\/skein run 'runs\/it'\\''s \$HOME\/study\.yaml' /)
  // A folder may be named as no run may be.
  for (const name of [...nastyNames, "wälk ünd", "-x", "结", "n".repeat(100)]) {
    const [, again = ""] = / --name (.*)$/.exec(Citation.command(subject([], { name }), "study.yaml")) ?? []
    t.match(again, /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, name)
  }
})

t.test("no rows, one row, values that are no numbers", async (t) => {
  const empty = open(subject([]))
  check(t, empty.page)
  t.match(empty.document.body.textContent, "No rows.")
  t.match(
    empty.document.body.textContent,
    "Not drawn: Deviation against width (No row of the table deviations has a value for it.)"
  )
  const one = open(subject([row(2, 0.5)]))
  check(t, one.page)
  t.equal(one.document.querySelectorAll("figure").length, 1)
  const odd = open(
    subject([
      row(2, Number.NaN),
      row(3, Number.POSITIVE_INFINITY),
      row(4, Number.NEGATIVE_INFINITY),
      row(5, null)
    ])
  )
  check(t, odd.page)
  t.strictSame(
    [...odd.document.querySelectorAll("#tables tbody tr td.number:last-child")]
      .slice(0, 4)
      .map((cell) => cell.textContent),
    ["NaN", "Infinity", "-Infinity", "-"]
  )
})

t.test("100 000 rows: the first of them, a note, a link, and a page of a readable size", async (t) => {
  let taken = 0
  const rows = {
    *[Symbol.iterator]() {
      for (let k = 0; k < 100_000; k++) {
        taken++
        yield row(k + 1, 1 / (k + 1))
      }
    }
  }
  const { page, document } = open(
    subject([], { tables: [table([], { rows: rows as unknown as ReadonlyArray<Row>, count: 100_000 })] })
  )
  check(t, page)
  t.ok(page.length < 700_000, `${page.length} characters`)
  t.match(
    document.querySelector("#tables")!.textContent,
    /All of them are in the file: CSV\s+The first 200 of 100000 rows/
  )
  t.equal(document.querySelector("#tables a")!.getAttribute("href"), "tables/deviations.csv")
  t.match(document.querySelector("figcaption")!.textContent, "3000 of 100000 marks are drawn")
  t.ok(taken <= 100_300, "the page takes the rows of one reading, and a few")
})

t.test("a run that is not whole says so first", async (t) => {
  const rows = [row(2, 0.5), row(4, 0.25)]
  const tables = [table(rows, { unfinished: 1 })]
  for (const [state, said] of [
    ["interrupted", "Interrupted: 1 of 2 points are finished."],
    ["running", "Running when this was written: 1 of 2 points were finished."],
    ["failed", "Failed: 1 of 2 points are finished;"],
    ["stopped", "Stopped without a word"]
  ] as const) {
    const { page, document } = open(subject(rows, { state, pointsFinished: 1, tables }))
    check(t, page)
    const told = document.querySelector("header .state.unfinished")!.textContent
    t.ok(told.includes(said), told)
    t.ok(told.includes("Rows of unfinished points come from the part of their repeats that is done"))
    t.equal(document.querySelectorAll("figure").length, 1)
  }
  const bare = { manifest: undefined, simulation: undefined, studyText: undefined, pictures: () => [] }
  const { page, document } = open({ ...subject(rows), ...bare })
  check(t, page)
  t.match(document.querySelector("#manifest")!.textContent, "The run has no manifest.")
})

t.test("a manifest may be as long as it likes: the page is not", async (t) => {
  const { manifest } = subject([])
  const at = "2026-03-04T05:06:07.000Z"
  const long = <A>(one: A): Array<A> => Array.from({ length: 50_000 }, () => one)
  const { page, document } = open(
    subject([], {
      manifest: {
        ...manifest!,
        reused: long({ run: "other", at, points: 1, tasks: 1 }),
        changes: long({ at, change: "drop", points: 1, which: "bias=1" }),
        acceptedVersions: long({ from: 1, to: 2, at }),
        dependencies: Object.fromEntries(long("1.0.0").map((version, k) => [`package${k}`, version])),
        sessions: long(manifest!.sessions[0]!),
        crashed: long({ task: "task", message: "message" })
      }
    })
  )
  check(t, page)
  t.ok(page.length < 50_000, `${page.length} characters`)
  t.equal(document.querySelector("#manifest")!.textContent.match(/… 49960 more/g)?.length, 4)
})

t.test("an asynchronous training promises no bits", async (t) => {
  const { manifest } = subject([])
  const { document } = open(subject([], { manifest: { ...manifest!, order: "arrival" } }))
  t.match(document.querySelector("#again")!.textContent, "agrees within its errors, not bit for bit")
  const mixed = open(subject([], { manifest: { ...manifest!, order: "mixed" } }))
  t.match(
    mixed.document.querySelector("#again")!.textContent,
    "agrees within its errors there, not bit for bit"
  )
})

t.test("tables too broad for a sheet of paper lie across it", async (t) => {
  const wide = (count: number) => {
    const names = Array.from({ length: count }, (_, k) => `c${k}`)
    const columns = Object.fromEntries(
      names.map((name) => [name, { type: "real", description: name, unit: "1" } as const])
    )
    const rows = [1, 2].map((n) => Object.fromEntries(names.map((name) => [name, n])))
    return print(Pieces.rows({ name: "t", columns, rows }, 40, ""))
  }
  t.match(wide(11), /<div class="scroll broad">/)
  t.match(wide(10), /<div class="scroll">/)
})
