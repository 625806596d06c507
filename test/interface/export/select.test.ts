/** What somebody wants of a table, as a command line says it. */
import t from "tap"
import * as Select from "../../../src/interface/export/select.ts"
import type { Table } from "../../../src/interface/export/table.ts"

const column = (type: "real" | "integer" | "text" | "boolean") =>
  ({ type, description: "", unit: "1" }) as const

const table: Table = {
  name: "deviations",
  columns: {
    activation: column("text"),
    width: column("integer"),
    m: column("real"),
    isExact: column("boolean")
  },
  rows: [
    { activation: "relu", width: 2, m: 2.464016, isExact: true },
    { activation: "erf", width: 10, m: Number.NaN, isExact: false },
    { activation: "a,b", width: 2n ** 60n, m: 0.5, isExact: false },
    { activation: "relu", width: null, m: -1e-7, isExact: null }
  ]
}

const rows = (wanted: Select.Wanted) => [...Select.select(table, wanted).rows]

/** The places of the rows that are left. */
const places = (wanted: Select.Wanted) => {
  const all = [...table.rows]
  return rows(wanted).map((row) => all.indexOf(row))
}

t.test("conditions", async (t) => {
  const expected: Readonly<Record<string, ReadonlyArray<number>>> = {
    "activation=relu": [0, 3],
    "activation=relu,erf": [0, 1, 3],
    "activation=a,b": [2],
    "activation!=relu": [1, 2],
    " width >= 10 ": [1, 2],
    "width<10": [0],
    "width=1152921504606846976": [2],
    "width=1152921504606846977": [],
    "width=2,10": [0, 1],
    "width=": [3],
    "width!=": [0, 1, 2],
    "m=NaN": [1],
    "m>-1e-6": [0, 2, 3],
    "m<=0.5": [2, 3],
    "isExact=true": [0],
    "isExact=": [3]
  }
  for (const [text, found] of Object.entries(expected)) t.strictSame(places({ where: [text] }), found, text)
  t.strictSame(places({ where: ["activation=relu", "width>0"] }), [0], "all of them")
})

t.test("order, number and columns", async (t) => {
  t.strictSame(places({ sort: "width" }), [0, 1, 2, 3], "nothing comes last")
  t.strictSame(places({ sort: "width:desc" }), [2, 1, 0, 3])
  t.strictSame(places({ sort: "activation,m:desc" }), [2, 1, 0, 3])
  t.strictSame(places({ sort: "m" }), [3, 2, 0, 1], "nor does NaN count")
  t.strictSame(places({ sort: "m", limit: 1 }), [3])
  t.strictSame(Object.keys(Select.select(table, { columns: "m, activation" }).columns), ["m", "activation"])
  t.strictSame(
    rows({ digits: 3 }).map(({ m, width }) => [m, width]),
    [
      [2.46, 2],
      [Number.NaN, 10],
      [0.5, 2n ** 60n],
      [-1e-7, null]
    ]
  )
})

t.test("what cannot be read, and what is not there", async (t) => {
  const refused: ReadonlyArray<readonly [Select.Wanted, RegExp]> = [
    [{ columns: "wdth" }, /no column "wdth". Did you mean "width"\? There are activation, width, m, isExact/],
    [{ sort: "m,x" }, /no column "x"/],
    [{ where: ["width"] }, /"width" is no condition: one is width>=10/],
    [{ where: ["constructor=1"] }, /no column "constructor"/],
    [{ where: ["width>ten"] }, /width is a column of numbers, and "ten" is none/],
    [{ where: ["width=2,ten"] }, /"ten" is none/],
    [{ where: ["width>"] }, /"" is none/],
    [{ where: ["activation>relu"] }, /activation is no column of numbers/]
  ]
  for (const [wanted, sentence] of refused) t.throws(() => Select.select(table, wanted), sentence)
})
