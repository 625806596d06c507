/**
 * The tables of a run's file, in every layout that there was, and whether those of a file are these. A file that somebody
 * altered may have a view in the place of a table, which computes for years, or a trigger that writes elsewhere: so
 * nothing is read before the schema has been held against what is made here.
 *
 * Others may put into the file what never runs in statements of ours: tables, views, and indices on columns.
 */
import type { DatabaseSync } from "node:sqlite"
import type { Column, Table, Tables } from "../../simulation/table.ts"
import { Altered, Foreign } from "./fault.ts"

/** Raised when the engine's tables change. Layout 1 has no checksums but those of tallies, and NaN as text. */
export const layout = 2

/**
 * `_tally`: finished tasks. `_frame`: the last two checkpoints of unfinished ones. `_finished`: points with rows, and what
 * these add up to. `_former`: points of former studies that are begun. `_uncomputable`: points whose kernel says that they have no
 * answer, to the version of the simulation. `crc` is the checksum of its line (checksum.ts).
 */
const engine = {
  _study: "study TEXT NOT NULL, signature TEXT NOT NULL, points INTEGER NOT NULL, crc INTEGER NOT NULL",
  _point: `ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, config TEXT NOT NULL, swept TEXT NOT NULL,
    crc INTEGER NOT NULL`,
  _tally: `point TEXT, repeat INTEGER, first INTEGER, last INTEGER, bytes BLOB NOT NULL, crc INTEGER NOT NULL,
    seconds REAL NOT NULL, PRIMARY KEY (point, repeat, first, last)`,
  _frame: `point TEXT, repeat INTEGER, first INTEGER, last INTEGER, next INTEGER, bytes BLOB NOT NULL, crc INTEGER NOT NULL,
    PRIMARY KEY (point, repeat, first, last, next)`,
  _finished:
    "ordinal INTEGER PRIMARY KEY, repeats INTEGER NOT NULL, sums TEXT NOT NULL, crc INTEGER NOT NULL",
  _former: "id TEXT PRIMARY KEY, seed INTEGER NOT NULL, config TEXT NOT NULL, crc INTEGER NOT NULL",
  _crash: "task TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, message TEXT NOT NULL, stack TEXT NOT NULL",
  _uncomputable:
    "point TEXT PRIMARY KEY, version INTEGER NOT NULL, task TEXT NOT NULL, message TEXT NOT NULL, crc INTEGER NOT NULL"
} as const

/** What was put aside (aside.ts): a table that is made when it is needed. */
const aside = `at TEXT NOT NULL, point TEXT NOT NULL, repeat INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  bytes BLOB NOT NULL, crc INTEGER NOT NULL, seconds REAL NOT NULL`

/** Those of layout 1 that are others today. */
const former: Readonly<Record<string, string>> = {
  _study: "study TEXT NOT NULL, signature TEXT NOT NULL",
  _point: "ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, config TEXT NOT NULL, swept TEXT NOT NULL",
  _finished: "ordinal INTEGER PRIMARY KEY, repeats INTEGER NOT NULL"
}

const made = (name: string, columns: string): string => `CREATE TABLE IF NOT EXISTS ${name} (${columns})`

/** Makes the engine's tables where they are not there. */
export const schema = Object.entries(engine)
  .map(([name, columns]) => made(name, columns))
  .join(";\n")

/** The same of {@link aside}. */
export const asideSchema = made("_aside", aside)

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const sqlType: Readonly<Record<Column["type"], string>> = {
  real: "REAL",
  integer: "INTEGER",
  text: "TEXT",
  boolean: "INTEGER"
}

const resultTable = (name: string, { columns }: Table, special: string): string => {
  const own = Object.entries(columns).map(([column, { type }]) => `${quoted(column)} ${sqlType[type]}`)
  return `CREATE TABLE ${quoted(name)} (_point INTEGER, _row INTEGER, ${own.join(", ")}, ${special}PRIMARY KEY (_point, _row)) WITHOUT ROWID`
}

/** Makes a result table. */
export const resultSchema = (name: string, table: Table): string =>
  resultTable(name, table, "_special TEXT, ")

/** Result tables of any simulation begin like this. */
const isResultTable = (sql: string): boolean =>
  /^CREATE TABLE ("(?:[^"]|"")*"|\w+) \(_point INTEGER, _row INTEGER,/.test(sql)

/** SQL as it is compared: SQLite keeps it as it was written, blanks and ends of lines included. */
const plain = (sql: string): string =>
  sql.replace(/\s+/g, " ").replace(/\( /g, "(").replace(/ \)/g, ")").replace("IF NOT EXISTS ", "")

const engineTables: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({ ...engine, _aside: aside }).map(([name, columns]) => {
    const texts = [columns, ...(former[name] === undefined ? [] : [former[name]])]
    return [name, new Set(texts.map((each) => plain(made(name, each))))]
  })
)

/** What SQLite keeps of a table, an index, a view or a trigger. */
interface Entry {
  readonly type: string
  readonly name: string
  /** The table that it is of. */
  readonly of: string
  /** Null for an index that a table brings with it. */
  readonly sql: string | null
}

/** SQL tells names apart whatever the case of their letters. */
const folded = (name: string): string => name.toLowerCase()

/** More than these are no run's; SQLite takes minutes to read a million. */
export const mostEntries = 1000

/** A run's file has a few; reading the SQL of one that is longer takes memory, and nothing else. */
export const longestSql = 2 ** 22

/** Whether a column is computed: `hidden` is 2 or 3 there. */
const isComputed = (database: DatabaseSync, table: string): boolean =>
  database.prepare("SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden > 1").get(table) !== undefined

/** What is wrong with an index; undefined for one that is on columns, as they are. */
const faultOfIndex = (database: DatabaseSync, { name, of }: Entry, isOurs: boolean): string | undefined => {
  const index = database
    .prepare(`SELECT "unique", origin, partial FROM pragma_index_list(?) WHERE name = ?`)
    .get(of, name)
  const computed = database.prepare("SELECT 1 FROM pragma_index_xinfo(?) WHERE cid = -2").get(name)
  if (computed !== undefined) return "is on an expression"
  if (index?.partial !== 0) return "is on a part of it (WHERE)"
  return isOurs && index.unique === 1 && index.origin === "c" ? "is unique" : undefined
}

/** Why nobody should read a file with it; undefined where nothing speaks against that. */
const faultOf = (database: DatabaseSync, entry: Entry, ours: ReadonlySet<string>): string | undefined => {
  const { type, name, of, sql } = entry
  const isOurs = ours.has(folded(of))
  switch (type) {
    case "table": {
      const texts = engineTables.get(folded(name))
      if (texts !== undefined && !texts.has(plain(sql ?? ""))) return `the table ${name} has other columns`
      // SQLite writes exactly this before the name of a table that is one.
      if (!sql?.startsWith("CREATE TABLE ")) return `${name} is no plain table`
      return isComputed(database, name) ? `the table ${name} has a column that is computed` : undefined
    }
    case "view":
      return isOurs ? `${name} is a view` : undefined
    case "trigger":
      return isOurs ? `the table ${of} has the trigger ${name}` : undefined
    case "index": {
      const fault = faultOfIndex(database, entry, isOurs)
      return fault === undefined ? undefined : `the index ${name} of ${of} ${fault}`
    }
    default:
      return `it has a ${type}`
  }
}

const strayLog = "If run.sqlite-wal beside it is of another file, move that away"

/**
 * Throws {@link Altered} where the file has what would run in statements of ours, and {@link Foreign} where it has tables of
 * another program alone. A file without any is a new one.
 */
export const check = (database: DatabaseSync, hasLog: boolean): void => {
  const entries = database
    .prepare("SELECT type, name, tbl_name AS of, sql FROM sqlite_schema")
    .all() as unknown as ReadonlyArray<Entry>
  if (entries.length > 0 && !entries.some(({ name }) => engineTables.has(name)))
    throw new Foreign(
      `run.sqlite is not the file of a run: it has the ${entries[0]!.type} ${entries[0]!.name}, and none of ours${hasLog ? `. ${strayLog}` : ""}`
    )
  const ours = new Set(engineTables.keys())
  for (const { name, sql } of entries) if (isResultTable(plain(sql ?? ""))) ours.add(folded(name))
  for (const entry of entries) {
    const fault = faultOf(database, entry, ours)
    if (fault !== undefined) throw new Altered(`${fault}, as no run has it`)
  }
}

/** Throws {@link Altered} unless these result tables are there as they are made. */
export const checkResults = (database: DatabaseSync, tables: Tables): void => {
  const find = database.prepare("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?")
  for (const [name, table] of Object.entries(tables)) {
    const sql = plain(String(find.get(name)?.sql ?? ""))
    if (sql === "") throw new Altered(`it has no table ${name}`)
    if (sql !== plain(resultSchema(name, table)) && sql !== plain(resultTable(name, table, "")))
      throw new Altered(`the table ${name} has other columns, as no run has it`)
  }
}

/** The result tables of the file, of any study. */
export const resultNames = (database: DatabaseSync): ReadonlyArray<string> =>
  (
    database
      .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
      .all() as unknown as ReadonlyArray<Entry>
  )
    .filter(({ sql }) => isResultTable(plain(sql ?? "")))
    .map(({ name }) => name)
