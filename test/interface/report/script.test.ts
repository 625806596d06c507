/** What the script of a page does with its tables. */
import { createContext, runInContext } from "node:vm"
import { parseHTML } from "linkedom"
import t from "tap"
import { print } from "../../../src/interface/page/html.ts"
import * as Pieces from "../../../src/interface/report/pieces.ts"
import { script } from "../../../src/interface/report/script.ts"
import type { Row } from "../../../src/simulation/table.ts"
import { columns } from "../../support/chart.ts"

/** A page with one table, after its script. */
const pageOf = (rows: ReadonlyArray<Row>) => {
  const table = Pieces.rows({ name: "t", columns, rows }, 200, "")
  const { document } = parseHTML(Pieces.page("t", table))
  runInContext(print(script), createContext({ document }))
  const rowsOf = () => [...document.querySelectorAll("tbody tr")].filter((row) => !row.hasAttribute("hidden"))
  return {
    document,
    column: (place: number) => rowsOf().map((row) => row.children[place]!.textContent),
    press: (name: string) => {
      const heading = [...document.querySelectorAll("th")].find((each) => each.textContent.startsWith(name))!
      heading.querySelector("button")!.click()
      return heading.getAttribute("aria-sort")
    },
    filter: (text: string) => {
      const input = document.querySelector("input") as unknown as { value: string } & HTMLElementLike
      input.value = text
      input.dispatchEvent(new document.defaultView!.Event("input"))
      return document.querySelector("output")!.textContent
    }
  }
}

interface HTMLElementLike {
  readonly dispatchEvent: (event: unknown) => void
}

const row = (net: string, width: number, m: number | null, mError = 1e-9): Row => ({ net, width, m, mError })

t.test("a column sorts up, down, and back to how the rows came", async (t) => {
  const { column, press } = pageOf([
    row("10_1", 4, 2.5e-7),
    row("9_1", 16, null),
    row("3_1", 2, 0.3),
    row("9_1", 8, -1)
  ])
  t.strictSame(column(1), ["4", "16", "2", "8"])
  t.equal(press("width"), "ascending")
  t.strictSame(column(1), ["2", "4", "8", "16"], "by number")
  t.equal(press("m"), "ascending")
  t.match(
    column(2).join(" "),
    /^-1\S* 2\.5\S* 0\.3\S* -$/,
    "an exponent counts, an error does not, nothing comes last"
  )
  t.equal(press("m"), "descending")
  t.match(column(2).join(" "), /^0\.3\S* 2\.5\S* -1\S* -$/)
  t.equal(press("m"), null)
  t.strictSame(column(1), ["4", "16", "2", "8"], "not how another column had sorted them")
  press("net")
  t.strictSame(column(0), ["3_1", "9_1", "9_1", "10_1"], "names as people sort them")
})

t.test("a filter by words and by columns", async (t) => {
  const rows = Array.from({ length: 12 }, (_, k) => row(k % 2 === 0 ? "relu" : "Erf", 2 ** k, k / 10))
  const { document, column, filter, press } = pageOf(rows)
  t.equal(document.querySelectorAll(".filter input").length, 1)
  t.equal(filter("erf"), "6 of 12")
  t.strictSame(new Set(column(0)), new Set(["Erf"]))
  t.equal(filter("erf width>=32"), "4 of 12")
  t.equal(filter("width!=32 m<0.55"), "5 of 12")
  t.equal(filter("net=relu"), "6 of 12")
  t.equal(filter("net>relu"), "0 of 12", "a text is neither more nor less")
  t.equal(filter("nothing=5"), "0 of 12", "no column: a word that no cell has")
  press("width")
  press("width")
  filter("erf")
  t.strictSame(column(1), ["2048", "512", "128", "32", "8", "2"], "both at once")
  t.equal(filter(" "), "")
  t.equal(column(0).length, 12)
})

t.test("what is short, or no table of rows, stays as it is; texts stay texts", async (t) => {
  const few = pageOf([row("a", 1, 1), row("b", 2, 2)])
  t.equal(few.document.querySelectorAll("button, input").length, 0)
  const some = pageOf([1, 2, 3].map((k) => row(`<b>${k}</b>`, k, k)))
  t.equal(some.document.querySelectorAll("button").length, 3)
  t.equal(some.document.querySelectorAll("input, b").length, 0)
  some.press("net")
  t.equal(some.document.querySelectorAll("b").length, 0)
  const { document } = parseHTML(
    Pieces.page(
      "t",
      Pieces.facts([
        ["a", "1"],
        ["b", "2"],
        ["c", "3"]
      ])
    )
  )
  runInContext(print(script), createContext({ document }))
  t.equal(document.querySelectorAll("button").length, 0)
})

t.test("nothing in it makes HTML or code of a text", async (t) => {
  t.notMatch(
    print(script),
    /innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|setAttribute\("on/
  )
})
