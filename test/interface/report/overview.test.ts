/** Several runs on one page. */
import { parseHTML } from "linkedom"
import t from "tap"
import * as Overview from "../../../src/interface/report/overview.ts"
import * as Several from "../../../src/interface/report/several.ts"
import type { Subject } from "../../../src/interface/report/subject.ts"
import type { Row } from "../../../src/simulation/table.ts"
import { nastyNames } from "../../support/chart.ts"
import { check } from "../../support/page.ts"
import { subject, table } from "../../support/subject.ts"

const row = (width: number, m: number, net = "relu"): Row => ({ net, width, m, mError: 0.01 })
const rows = [row(2, 0.5), row(4, 0.25)]

const pageOf = (title: string, ...subjects: ReadonlyArray<Subject>) => {
  const chapters = subjects.map((each, k) =>
    Overview.chapter(each, each.pictures(), k, `run-${k}/report.html`, {
      formats: ["svg"],
      figure: (name) => `run-${k}/figures/${name}.svg`
    })
  )
  const page = Overview.of(title, chapters)
  return { page, document: parseHTML(page).document }
}

const links = /^(#|run-\d\/)/

t.test("of each run its question, its answer, its first figure, and where the rest is", async (t) => {
  const headline = ["width", "m"]
  const simulation = { ...subject(rows).simulation!, headline }
  const studyText =
    "# yaml-language-server: $schema=x\n# All of it.\n\n# How fast do\n# they fall?\nname: first\n"
  const many = table([row(2, 0.5), row(4, 0.25), ...Array.from({ length: 20 }, (_, k) => row(k + 5, 0.1))])
  const { page, document } = pageOf(
    "both",
    subject(rows, { name: "first", simulation, studyText }),
    subject(rows, { name: "second", state: "failed", pointsFinished: 1, tables: [many] })
  )
  check(t, page, links)
  t.strictSame(
    [...document.querySelectorAll("nav a")].map((each) => [each.textContent, each.getAttribute("href")]),
    [
      ["first", "#run-0"],
      ["second", "#run-1"]
    ]
  )
  const [first, second] = [...document.querySelectorAll("main > section")]
  for (const [k, section] of [first!, second!].entries()) {
    t.equal(section.querySelector("h2 a")!.getAttribute("href"), `run-${k}/report.html`)
    t.equal(section.querySelectorAll("figure").length, 1)
    t.equal(section.querySelector(".files a")!.getAttribute("href"), `run-${k}/figures/deviation.svg`)
  }
  t.match(first!.textContent, "How fast do they fall?")
  t.notMatch(first!.textContent, /yaml-language-server|All of it/)
  t.notOk(first!.querySelector(".state"), "nothing of a run that is as it should be")
  t.strictSame(
    [...first!.querySelectorAll("thead th")].map((each) => each.textContent),
    ["width (neurons)", "m"]
  )
  t.match(second!.querySelector(".state.unfinished")!.textContent, "Failed: 1 of 2 points are finished")
  t.equal(second!.querySelectorAll("tbody tr").length, 10)
  t.match(second!.textContent, "The first 10 of 22 rows")
})

t.test("runs without rows, figures, tables, study; names of every kind", async (t) => {
  const bare = { simulation: undefined, manifest: undefined, studyText: undefined, pictures: () => [] }
  check(t, pageOf("bare", subject([], bare), subject([], { ...bare, tables: [] })).page, links)
  for (const name of nastyNames) {
    const nasty = subject([row(2, 0.5, name), row(4, 0.25, `${name}!`)], {
      name,
      studyText: `# ${name}\na: 1`
    })
    const { page, document } = pageOf(name, nasty, nasty)
    check(t, page, links)
    t.equal(document.querySelectorAll("b").length, 0)
  }
})

t.test("what a study says of itself", async (t) => {
  t.equal(Overview.question("# a\n\n# b\n#   c\nname: d\n# e"), "b c")
  t.equal(Overview.question("---\r\n# a\r\nname: d"), "a")
  t.equal(Overview.question("# a\n\nname: d"), "", "a comment apart is of no study")
  t.equal(Overview.question("name: d"), "")
  t.equal(Overview.question("# only"), "")
})

t.test("what names have in common", async (t) => {
  t.equal(Several.common(["quickstart-flow", "quickstart-fast"]), "quickstart")
  t.equal(Several.common(["a.b-1", "a.b-2"]), "a.b")
  t.equal(Several.common(["first", "second"]), undefined)
  t.equal(Several.common(["flow", "fast"]), undefined, "half a word is none")
})
