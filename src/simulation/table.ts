/** Result tables: what a simulation writes, the engine stores, and everything else reads. */

/**
 * A value of a result table. `null` is "there is none"; NaN, the infinities and the sign of zero are kept. Integers have
 * 64 bits: those beyond 2^53, which a number would round, are bigints, on the way in and on the way out.
 */
export type Cell = number | bigint | string | boolean | null

/** One line of a result table, by column name. */
export type Row = Readonly<Record<string, Cell>>

export interface Column {
  readonly type: "real" | "integer" | "text" | "boolean"
  readonly description: string
  /** The unit, `1` for a pure number, `-` for text. */
  readonly unit: string
  /** The column of this table that holds the standard error of this one. Studies may ask for it by `until`. */
  readonly standardError?: string
  /**
   * The parameter that it shows, by its path as a sweep names it: `width`, `optimiser.rate`. The engine fills the cells
   * that rows leave out. Every parameter that a study sweeps is shown by a column of every table of that run; those
   * that no column of the simulation shows, the engine adds (engine/columns.ts).
   */
  readonly parameter?: string
  /**
   * Parameters, by the same paths, that its text says: rows that are alike in it, and in the columns that show other
   * parameters, are alike in these. A figure that has the column needs no other place for them.
   */
  readonly says?: ReadonlyArray<string>
  /** What its texts mean, a sentence each, where they are words of a list. */
  readonly words?: Readonly<Record<string, string>>
}

export interface Table {
  readonly description: string
  readonly columns: Readonly<Record<string, Column>>
}

/** By name; the first is the one that is shown at the end of a run. */
export type Tables = Readonly<Record<string, Table>>

/**
 * The name of a column of texts, in any table, that say what there is against the numbers of a row, null where there is
 * nothing. They are words, as a sentence in each row leaves a table no room for its numbers; what they mean says `words` of
 * the column, and is told at the end of a run and in its report, rows with the same word together.
 */
export const caution = "caution"

/** What a column is, with what its words mean. */
export const explained = ({ description, words = {} }: Column): string =>
  [description, ...Object.entries(words).map(([word, meaning]) => `${word}: ${meaning}`)].join("; ")

/** What stands for the unit of a column that has none. */
export const noUnit: Readonly<Record<Column["type"], string>> = {
  real: "1",
  integer: "1",
  text: "-",
  boolean: "-"
}

/** The cell of a number; null where there is none that is finite. */
export const known = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null

/** Whether the column shows a parameter, or what it lies in. */
export const shows = ({ parameter }: Column, path: string): boolean =>
  parameter !== undefined && (path === parameter || path.startsWith(`${parameter}.`))
