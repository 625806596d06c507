/** Small tables to draw. */
import type { Source } from "../../src/interface/chart/select.ts"
import type { Column, Row } from "../../src/simulation/table.ts"

const real: Column = { type: "real", description: "a number", unit: "1" }
const text: Column = { type: "text", description: "a text", unit: "-" }

export const columns: Readonly<Record<string, Column>> = {
  net: { ...text, parameter: "net" },
  width: { type: "integer", description: "neurons", unit: "neurons", parameter: "width" },
  nets: { type: "integer", description: "networks", unit: "networks", parameter: "nets" },
  repeat: { type: "integer", description: "repeat", unit: "1" },
  m: { ...real, standardError: "mError" },
  mError: real,
  exact: real,
  low: real,
  high: real
}

export const source = (rows: Iterable<Row>, swept: ReadonlyArray<string> = []): Source => ({
  columns,
  rows,
  swept
})

/** What markup, SQL, shells and file systems stumble over. */
export const nastyNames = [
  `<script>alert("x")</script>`,
  `a "quoted" & 'single' name`,
  "]]> --> <!-- %s $& \\ `",
  "λ ≤ κ₄ − Σ, naïve, 结, ＜b＞ ＆",
  "control \u0000\u0007 \u001b[31m and lone \ud800 surrogate",
  "   "
]
