/** A result table on its way out, and what every format makes of one. */
import type { Cell, Column, Row } from "../../simulation/table.ts"
import * as Numeral from "./numeral.ts"

export interface Table {
  readonly name: string
  /** In the order in which they are written. */
  readonly columns: Readonly<Record<string, Column>>
  /** Significant digits that real values have been rounded to, where somebody asked for that. */
  readonly digits?: number | undefined
  /** Whether these columns are the ones that somebody asked for, and all of them. */
  readonly isChosen?: boolean
  /** May be iterated more than once: some formats look before they write. */
  readonly rows: Iterable<Row>
}

/** A piece of an encoded table; the pieces in order are the file. */
export type Chunk = string | Uint8Array

/** Lazy, so that a table of any length passes through in pieces. */
export type Encoder = (table: Table) => Iterable<Chunk>

const numerals: Readonly<Record<Column["type"], (value: number) => string>> = {
  real: Numeral.real,
  integer: Numeral.shortest,
  text: Numeral.shortest,
  boolean: Numeral.shortest
}

/** How a number of this column is written for programs. */
export const numeral = (value: number, { type }: Column): string => numerals[type](value)

/** A row need not name a column for which it has nothing. */
export const cell = (row: Row, column: string): Cell => row[column] ?? null

/** A cell as JSON can hold it where only sameness counts: long integers as text. */
export const comparable = (value: Cell): Exclude<Cell, bigint> =>
  typeof value === "bigint" ? `${value}n` : value

const numeric: Readonly<Record<Column["type"], boolean>> = {
  real: true,
  integer: true,
  text: false,
  boolean: false
}

export const isNumeric = ({ type }: Column): boolean => numeric[type]

/** Whether a column says how something was computed, and not what came out. */
export const isSetting = (name: string, { parameter }: Column): boolean =>
  parameter !== undefined || name === "repeats"

/** The unit where there is one: `1` (a pure number) and `-` (text) say that there is none. */
export const unit = (column: Column): string | undefined =>
  column.unit === "1" || column.unit === "-" ? undefined : column.unit
