/** Result tables: what a simulation writes, the engine stores, and everything else reads. */

/** A value of a result table. `null` is "there is none"; NaN and the infinities are allowed and kept. */
export type Cell = number | string | boolean | null

/** One line of a result table, by column name. */
export type Row = Readonly<Record<string, Cell>>

export interface Column {
  readonly type: "real" | "integer" | "text" | "boolean"
  readonly description: string
  /** The unit, `1` for a pure number, `-` for text. */
  readonly unit: string
  /** The column of this table that holds the standard error of this one. Studies may ask for it by `until`. */
  readonly standardError?: string
}

export interface Table {
  readonly description: string
  readonly columns: Readonly<Record<string, Column>>
}

/** By name; the first is the one that is shown at the end of a run. */
export type Tables = Readonly<Record<string, Table>>
