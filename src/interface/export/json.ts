/**
 * `json` is one array with an object a row; `ndjson` is an object a line.
 *
 * Whole values of a real column are written `0.0`, those of an integer one `0`.
 *
 * JSON has no NaN and no infinities: they are null, as what there is none of. A column of numbers holds numbers and nulls alone,
 * so that programs take it for one; formats that have NaN and infinities keep them.
 *
 * Integers beyond 2^53 are numbers with all their digits, as JSON has them: Python, jq and DuckDB read them exactly,
 * JavaScript's `JSON.parse` rounds them.
 */
import type { Cell, Column, Row } from "../../simulation/table.ts"
import type { Encoder, Table } from "./table.ts"
import { cell, numeral } from "./table.ts"

const object = (table: Table): ((row: Row) => string) => {
  const fields = Object.entries(table.columns).map(([name, column]) => ({
    name,
    column,
    label: `${JSON.stringify(name)}:`
  }))
  return (row) => {
    const members = fields.map(({ name, column, label }) => label + encoded(cell(row, name), column))
    return `{${members.join(",")}}`
  }
}

const encoded = (value: Cell, column: Column): string => {
  if (typeof value === "bigint") return String(value)
  if (typeof value !== "number") return JSON.stringify(value)
  return Number.isFinite(value) ? numeral(value, column) : "null"
}

export const json: Encoder = function* (table) {
  const encode = object(table)
  let before = "[\n"
  for (const row of table.rows) {
    yield before + encode(row)
    before = ",\n"
  }
  yield before === "[\n" ? "[]\n" : "\n]\n"
}

export const ndjson: Encoder = function* (table) {
  const encode = object(table)
  for (const row of table.rows) yield `${encode(row)}\n`
}
