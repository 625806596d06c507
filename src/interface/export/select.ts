/**
 * What somebody wants of a result table: some of its columns, the rows that fulfil conditions, sorted, the first of them, and
 * fewer digits. Texts as on a command line:
 *
 *     columns  width,m            in this order
 *     where    width>=10          one of = != < <= > >=, numbers by value; all conditions hold
 *              activation=relu,erf   one of several
 *              exact=             nothing in it
 *     sort     width,m:desc       the first counts most; :desc for the largest first; what has no value last
 */
import { suggestion } from "../../engine/config/nearest.ts"
import type { Cell, Column, Row } from "../../simulation/table.ts"
import { cell, isNumeric, type Table } from "./table.ts"

export interface Wanted {
  readonly columns?: string | undefined
  readonly where?: ReadonlyArray<string>
  readonly sort?: string | undefined
  readonly limit?: number | undefined
  /** Significant digits of real values. */
  readonly digits?: number | undefined
}

/**
 * The table as it is wanted. Rows are taken as they are asked for; to sort them, all that fulfil the conditions are held.
 *
 * Throws a RangeError with a sentence for a column that is not there, and for a condition that cannot be read.
 */
export const select = (table: Table, { columns, where = [], sort, limit, digits }: Wanted): Table => {
  const chosen = columns === undefined ? undefined : names(columns)
  for (const name of chosen ?? []) columnOf(table, name)
  const conditions = where.map((text) => condition(table, text))
  const keys = sort === undefined ? [] : names(sort).map((text) => key(table, text))
  const holds = (row: Row) => conditions.every((each) => each(row))
  const order = (a: Row, b: Row): number => {
    for (const compare of keys) {
      const found = compare(a, b)
      if (found !== 0) return found
    }
    return 0
  }
  const rounded = digits === undefined ? undefined : rounding(table, digits)
  return {
    ...table,
    ...(chosen && {
      isChosen: true,
      columns: Object.fromEntries(chosen.map((name) => [name, table.columns[name]!]))
    }),
    digits,
    rows: {
      *[Symbol.iterator]() {
        let rows = Iterator.from(table.rows).filter(holds)
        if (keys.length > 0) rows = Iterator.from([...rows].sort(order))
        if (limit !== undefined) rows = rows.take(limit)
        yield* rounded === undefined ? rows : rows.map(rounded)
      }
    }
  }
}

/** Between commas. */
const names = (text: string): ReadonlyArray<string> => text.split(",").map((name) => name.trim())

const columnOf = ({ name: table, columns }: Table, name: string): Column => {
  if (Object.hasOwn(columns, name)) return columns[name]!
  const known = Object.keys(columns)
  throw new RangeError(
    `The table ${table} has no column "${name}".${suggestion(name, known)} There are ${known.join(", ")}.`
  )
}

type Number64 = number | bigint

const numberOf = (text: string): Number64 | undefined => {
  if (/^[+-]?\d{16,}$/.test(text)) return BigInt(text)
  const value = Number(text)
  return text === "" || (Number.isNaN(value) && text !== "NaN") ? undefined : value
}

const isSame = (value: Cell, text: string): boolean => {
  if (value === null) return text === ""
  if (typeof value !== "number" && typeof value !== "bigint") return String(value) === text
  const wanted = numberOf(text)
  // By order: a bigint and a number may be the same. NaN is what is NaN.
  return wanted !== undefined && ((value <= wanted && value >= wanted) || Object.is(value, wanted))
}

/** One of several; the whole text first, since a text may have commas of its own. */
const isOneOf = (value: Cell, text: string): boolean =>
  [text, ...names(text)].some((each) => isSame(value, each))

/** Where both are numbers. */
const ordered =
  (holds: (value: Number64, wanted: Number64) => boolean) =>
  (value: Cell, text: string): boolean => {
    const wanted = numberOf(text)
    return (
      (typeof value === "number" || typeof value === "bigint") && wanted !== undefined && holds(value, wanted)
    )
  }

const tests = {
  "=": isOneOf,
  "!=": (value: Cell, text: string) => !isOneOf(value, text),
  "<": ordered((value, wanted) => value < wanted),
  "<=": ordered((value, wanted) => value <= wanted),
  ">": ordered((value, wanted) => value > wanted),
  ">=": ordered((value, wanted) => value >= wanted)
}

const condition = (table: Table, text: string): ((row: Row) => boolean) => {
  const found = /^(.*?)(<=|>=|!=|<|>|=)(.*)$/s.exec(text)
  if (found === null)
    throw new RangeError(`"${text}" is no condition: one is width>=10, or activation=relu,erf.`)
  const [, left = "", operator, right = ""] = found
  const name = left.trim()
  const wanted = right.trim()
  const column = columnOf(table, name)
  const isOrder = operator !== "=" && operator !== "!="
  if (isOrder && !isNumeric(column))
    throw new RangeError(`"${text}" is no condition: ${name} is no column of numbers; ${name}= is.`)
  const fault = (isOrder ? [wanted] : names(wanted)).find(
    (each) => numberOf(each) === undefined && (isOrder || each !== "")
  )
  if (isNumeric(column) && fault !== undefined)
    throw new RangeError(`"${text}" is no condition: ${name} is a column of numbers, and "${fault}" is none.`)
  const holds = tests[operator as keyof typeof tests]
  return (row) => holds(cell(row, name), wanted)
}

const descending = ":desc"

/** By one column. */
const key = (table: Table, text: string): ((a: Row, b: Row) => number) => {
  const isLargestFirst = text.endsWith(descending)
  const name = isLargestFirst ? text.slice(0, -descending.length) : text
  columnOf(table, name)
  return (a, b) => {
    const [one, other] = [cell(a, name), cell(b, name)]
    if (!hasOrder(one) || !hasOrder(other)) return Number(hasOrder(other)) - Number(hasOrder(one))
    const difference = one < other ? -1 : one > other ? 1 : 0
    return isLargestFirst ? -difference : difference
  }
}

const hasOrder = (value: Cell): value is Exclude<Cell, null> => value !== null && !Number.isNaN(value)

const rounding = ({ columns }: Table, digits: number): ((row: Row) => Row) => {
  const real = new Set(Object.keys(columns).filter((name) => columns[name]!.type === "real"))
  const rounded = (name: string, value: Cell): Cell =>
    real.has(name) && typeof value === "number" && Number.isFinite(value)
      ? Number(value.toPrecision(digits))
      : value
  return (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, rounded(name, value)]))
}
