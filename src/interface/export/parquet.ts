/**
 * Apache Parquet: real as DOUBLE, integer as INT64, text as STRING, boolean as BOOLEAN, each nullable; NaN and the
 * infinities are kept. An integer column that holds a NaN, an infinity or a fraction becomes DOUBLE, and STRING
 * where it holds an integer beyond 2^53 as well, which a double would round. Units and descriptions are in the file's
 * metadata under `skein`.
 *
 * Memory: one row group of 65 536 rows. Reads the rows twice when there are integer columns.
 */
import type { BasicType } from "hyparquet-writer"
import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer"
import type { Cell, Column, Row } from "../../simulation/table.ts"
import type { Encoder, Table } from "./table.ts"
import { cell } from "./table.ts"

const groupRows = 65_536

const stored: Readonly<Record<Column["type"], BasicType>> = {
  real: "DOUBLE",
  integer: "INT64",
  text: "STRING",
  boolean: "BOOLEAN"
}

const expected: Readonly<Record<Column["type"], ReadonlyArray<string>>> = {
  real: ["number"],
  integer: ["number", "bigint"],
  text: ["string"],
  boolean: ["boolean"]
}

/** What holds the integers of a table exactly, by column, where that is not INT64. */
const inexact = (table: Table): ReadonlyMap<string, BasicType> => {
  const integers = Object.keys(table.columns).filter((name) => table.columns[name]!.type === "integer")
  const others = new Set<string>()
  const long = new Set<string>()
  if (integers.length > 0)
    for (const row of table.rows) {
      for (const name of integers) {
        const value = cell(row, name)
        if (typeof value === "bigint") long.add(name)
        else if (value !== null && !Number.isSafeInteger(value)) others.add(name)
      }
    }
  return new Map([...others].map((name) => [name, long.has(name) ? "STRING" : "DOUBLE"]))
}

function* grouped(rows: Iterable<Row>): Iterable<ReadonlyArray<Row>> {
  let group: Array<Row> = []
  for (const row of rows) {
    group.push(row)
    if (group.length === groupRows) {
      yield group
      group = []
    }
  }
  if (group.length > 0) yield group
}

const converted: Partial<Record<BasicType, (value: number | bigint | string | boolean) => Cell>> = {
  INT64: BigInt,
  STRING: String
}

const physical = (value: Cell, type: BasicType, column: Column, name: string): Cell => {
  if (value === null) return null
  if (!expected[column.type].includes(typeof value)) {
    throw new TypeError(`the column ${name} is declared ${column.type}, but holds ${JSON.stringify(value)}`)
  }
  return converted[type]?.(value) ?? value
}

export const parquet: Encoder = function* (table) {
  const other = inexact(table)
  const columns = Object.entries(table.columns).map(([name, column]) => ({
    name,
    column,
    type: other.get(name) ?? stored[column.type]
  }))
  const writer = new ByteWriter()
  /** What was written since the last call. */
  const drained = (): Uint8Array => {
    const bytes = writer.getBytes().slice()
    writer.index = 0
    return bytes
  }
  const file = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({ columnData: columns.map(({ name, type }) => ({ name, type, data: [] })) }),
    createdBy: "skein",
    kvMetadata: [{ key: "skein", value: JSON.stringify({ table: table.name, columns: table.columns }) }]
  })
  for (const rows of grouped(table.rows)) {
    const columnData = columns.map(({ name, column, type }) => ({
      name,
      data: rows.map((row) => physical(cell(row, name), type, column, name)),
      // A dictionary takes -0 for 0.
      ...(type === "DOUBLE" ? { encoding: "PLAIN" as const } : {})
    }))
    file.write({ columnData, rowGroupSize: groupRows })
    yield drained()
  }
  file.finish()
  yield drained()
}
