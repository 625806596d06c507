import t from "tap"
import * as Match from "../../../src/interface/compare/match.ts"
import * as Verdict from "../../../src/interface/compare/verdict.ts"
import type { Column, Row } from "../../../src/simulation/table.ts"

const columns: Readonly<Record<string, Column>> = {
  net: { type: "text", description: "", unit: "-", parameter: "net" },
  width: { type: "integer", description: "", unit: "neurons", parameter: "width" },
  nets: { type: "integer", description: "", unit: "networks", parameter: "nets" },
  moment: { type: "integer", description: "", unit: "1" },
  m: { type: "real", description: "", unit: "1", standardError: "mError" },
  mError: { type: "real", description: "", unit: "1" },
  exact: { type: "real", description: "", unit: "1" },
  count: { type: "integer", description: "", unit: "1" }
}
const row = (width: number, nets: number, m: Row[string], mError: Row[string], more: Row = {}): Row => ({
  net: "relu",
  width,
  nets,
  moment: 2,
  m,
  mError,
  exact: 1 / width,
  count: 7,
  ...more
})

const compare = (...sides: ReadonlyArray<ReadonlyArray<Row>>) =>
  Match.of(
    columns,
    sides.map((rows, k) => ({ name: `run ${k}`, rows }))
  )

t.test("differences in standard errors, both errors combined", async (t) => {
  // 3-4-5: sqrt(0.3^2 + 0.4^2) = 0.5.
  const { keys, settings, lines, alone } = compare([row(2, 10, 1, 0.3)], [row(2, 10, 2, 0.4)])
  t.strictSame(keys, ["net", "width", "nets"], "counts and moments are no keys where parameters suffice")
  t.strictSame([settings, alone], [[], [0, 0]])
  t.strictSame(
    lines.map(({ quantity }) => quantity),
    ["moment", "m", "exact", "count"]
  )
  t.strictSame(lines[1], {
    key: ["relu", 2, 10],
    quantity: "m",
    values: [
      { value: 1, standardError: 0.3 },
      { value: 2, standardError: 0.4 }
    ],
    differences: [{ absolute: 1, relative: 0.5, inErrors: 2 }]
  })
  t.strictSame(lines[2]!.differences, [{ absolute: 0, relative: 0, inErrors: undefined }])
})

t.test("what is said against a row is no part of its name", async (t) => {
  const warned = { ...columns, caution: { type: "text", description: "", unit: "-" } } as const
  const { keys, lines, alone } = Match.of(warned, [
    { name: "one", rows: [row(2, 10, 1, 0.3, { caution: "few" })] },
    { name: "other", rows: [row(2, 10, 2, 0.4, { caution: null })] }
  ])
  t.strictSame(keys, ["net", "width", "nets"])
  t.strictSame(alone, [0, 0])
  t.equal(lines[1]!.differences[0]!.inErrors, 2)
})

t.test("an error that one run lacks counts as none; no error at all is no standard error", async (t) => {
  const of = (a: Row[string], b: Row[string]) =>
    compare([row(2, 10, 1, a)], [row(2, 10, 3, b)]).lines[1]!.differences[0]!.inErrors
  t.equal(of(0.5, null), 4)
  t.equal(of(null, null), undefined)
  t.equal(of(0, 0), Number.POSITIVE_INFINITY)
  const equal = compare([row(2, 10, 1, 0)], [row(2, 10, 1, 0)]).lines[1]!.differences[0]
  t.strictSame(equal, { absolute: 0, relative: 0, inErrors: 0 })
})

t.test("what the runs differ in as wholes is no key; a sweep is one", async (t) => {
  const swept = [row(2, 10, 1, 0.1), row(4, 10, 1, 0.1), row(8, 10, 1, 0.1)]
  const other = [row(4, 20, 1, 0.1), row(8, 20, 2, 0.1), row(16, 20, 1, 0.1)]
  const { keys, settings, lines, alone } = compare(swept, other)
  t.strictSame(keys, ["net", "width"])
  t.strictSame(settings, [{ column: "nets", values: [10, 20] }])
  t.strictSame(
    lines.filter(({ quantity }) => quantity === "m").map(({ key }) => key[1]),
    [4, 8]
  )
  t.strictSame(alone, [1, 1])
})

t.test(
  "integers tell rows apart that parameters do not; rows that nothing tells apart go by their order",
  async (t) => {
    const rows = (sign: number) => [2, 4].map((moment) => row(2, 10, sign * moment, 1, { moment }))
    const { keys, lines } = compare(rows(1), rows(-1).reverse())
    t.strictSame(keys, ["net", "width", "nets", "moment"])
    t.strictSame(
      lines.filter(({ quantity }) => quantity === "m").map(({ values }) => values.map((each) => each?.value)),
      [
        [2, -2],
        [4, -4]
      ]
    )
    const twins = compare([row(2, 10, 1, 1), row(2, 10, 5, 1)], [row(2, 10, 1, 1), row(2, 10, 6, 1)])
    t.strictSame(
      twins.lines
        .filter(({ quantity }) => quantity === "m")
        .map(({ differences }) => differences[0]!.absolute),
      [0, 1]
    )
  }
)

t.test("NaN, infinities, null, and names that no table expects", async (t) => {
  const values = [Number.NaN, Number.POSITIVE_INFINITY, null]
  for (const value of values) {
    const { lines } = compare([row(2, 10, value, 0.1)], [row(2, 10, 1, 0.1)])
    const line = lines.find(({ quantity }) => quantity === "m")
    t.equal(line === undefined, value === null)
    if (line !== undefined) t.notOk(Number.isFinite(line.differences[0]!.absolute))
  }
  const infinite = compare(
    [row(2, 10, Number.POSITIVE_INFINITY, 1)],
    [row(2, 10, Number.POSITIVE_INFINITY, 1)]
  )
  t.equal(infinite.lines.find(({ quantity }) => quantity === "m")!.differences[0]!.inErrors, 0, "are equal")
  const named = (net: string) => [row(2, 10, 1, 1, { net })]
  t.equal(compare(named('a","b'), named('a","b')).lines.length, 4)
  t.strictSame(compare([], []).lines, [])
})

t.test("the verdict: how many agree, and how well", async (t) => {
  const widths = [2, 3, 4, 5]
  const first = widths.map((width) => row(width, 10, 1, 3))
  const second = widths.map((width, k) => row(width, 10, 1 + 5 * [0, 1, -3, 2][k]!, 4))
  const comparison = compare(first, second)
  const verdict = Verdict.of(comparison, ["a", "b"]).find(({ quantity }) => quantity === "m")
  t.strictSame(verdict, {
    quantity: "m",
    run: "b",
    compared: 4,
    equal: 1,
    measured: 4,
    rms: Math.sqrt(14 / 4),
    beyondTwo: 1,
    largest: -3,
    largestRelative: -15 / 14
  })
  const picture = Verdict.picture(comparison, ["a", "<b>"], "table")
  t.match(picture.svg!, "difference in standard errors")
  t.notMatch(picture.svg!, "<b>")
  t.match(picture.svg!, /<desc>[^<]* against width /, "along what varies, not by the number of the row")
  const exact = Verdict.picture(compare([row(2, 10, 1, null)], [row(2, 10, 2, null)]), ["a", "b"], "table")
  t.match(exact.svg!, "relative difference")
  t.equal(Verdict.picture(compare([], []), ["a", "b"], "table").svg, undefined)
})
