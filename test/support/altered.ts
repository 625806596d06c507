/** What a stranger may have done to the file of a run: each changes a run of coins, by SQL or byte by byte. */
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import * as Stored from "../../src/engine/journal/stored.ts"

/** A query that counts for ever. */
const counting = "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT"

/** A cell that takes a second to make. */
const slow = "length(replace(printf('%.*c', 9000000, 'x'), 'x', 'yy'))"

type Change = (file: string) => void

const sql =
  (text: string): Change =>
  (file) => {
    const database = new DatabaseSync(file, { enableForeignKeyConstraints: false, defensive: false })
    database.exec(text)
    database.close()
  }

/** A table that another definition makes of the same lines. */
const redefined =
  (table: string, change: (sql: string) => string): Change =>
  (file) => {
    const database = new DatabaseSync(file, { defensive: false })
    const old = String(database.prepare("SELECT sql FROM sqlite_schema WHERE name = ?").get(table)?.sql)
    database.exec(`ALTER TABLE ${table} RENAME TO before; ${change(old)}`)
    const columns = database.prepare("SELECT name FROM pragma_table_info('before')").all()
    const names = columns.map(({ name }) => `"${name}"`).join(", ")
    database.exec(`INSERT INTO ${table} (${names}) SELECT ${names} FROM before; DROP TABLE before`)
    database.close()
  }

/** A view that counts in the place of a table, with its columns. */
const view =
  (table: string): Change =>
  (file) => {
    const database = new DatabaseSync(file)
    const columns = database.prepare("SELECT name FROM pragma_table_info(?)").all(table)
    const cells = columns.map(({ name }) => `i AS "${name}"`).join(", ")
    database.exec(`DROP TABLE ${table}; CREATE VIEW ${table} AS ${counting} ${cells} FROM c`)
    database.close()
  }

/** The line of the study, with a checksum that is right. */
export const study =
  (
    change: (study: Record<string, unknown>, signature: Record<string, unknown>) => number | undefined
  ): Change =>
  (file) => {
    const database = new DatabaseSync(file)
    const line = database.prepare("SELECT study, signature, points FROM _study").get()!
    const said = JSON.parse(String(line.study))
    const signature = JSON.parse(String(line.signature))
    const points = change(said, signature) ?? Number(line.points)
    database.exec("DELETE FROM _study")
    database
      .prepare("INSERT INTO _study VALUES (?, ?, ?, ?)")
      .run(...Stored.studyLine(JSON.stringify(said), JSON.stringify(signature), points))
    database.close()
  }

const bytes =
  (change: (bytes: Buffer) => Buffer): Change =>
  (file) => {
    writeFileSync(file, change(readFileSync(file)))
  }

/** A page of the table `_tally` that lists the same pages below it many times, level upon level. */
const circles: Change = (file) => {
  const database = new DatabaseSync(file)
  const root = Number(
    database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = '_tally'").get()!.rootpage
  )
  database.exec("PRAGMA journal_mode = DELETE")
  database.close()
  const before = readFileSync(file)
  const size = before.readUInt16BE(16)
  const pages: Array<Buffer> = [...Array(before.length / size).keys()].map((k) =>
    Buffer.from(before.subarray(k * size, (k + 1) * size))
  )
  const levels = 8
  const leaf = pages[root - 1]!
  // The root becomes one of pages that all lead to the page after it; the leaf is at the end.
  const inner = (below: number): Buffer => {
    const page = Buffer.alloc(size)
    const cells = 100
    page[0] = 5
    page.writeUInt16BE(cells, 3)
    page.writeUInt16BE(size - 5 * cells, 5)
    page.writeUInt32BE(below, 8)
    for (let cell = 0; cell < cells; cell++) {
      const at = size - 5 * (cell + 1)
      page.writeUInt16BE(at, 12 + 2 * cell)
      page.writeUInt32BE(below, at)
      page[at + 4] = 1 + cell
    }
    return page
  }
  const first = pages.length + 1
  pages[root - 1] = inner(first)
  for (let level = 1; level < levels; level++) pages.push(inner(first + level))
  pages.push(leaf)
  pages[0]!.writeUInt32BE(pages.length, 28)
  writeFileSync(file, Buffer.concat(pages))
}

/** By what was done. */
export const alterations: Readonly<Record<string, Change>> = {
  "a view that counts for ever, for _study": view("_study"),
  "a view that counts for ever, for _point": view("_point"),
  "a view that counts for ever, for _tally": view("_tally"),
  "a view that counts for ever, for _finished": view("_finished"),
  "a view that counts for ever, for _former": view("_former"),
  "a view that counts for ever, for _crash": view("_crash"),
  "a view that counts for ever, for a result table": view("tosses"),
  "a trigger on _tally": sql(
    `CREATE TRIGGER t AFTER INSERT ON _tally BEGIN INSERT INTO _crash ${counting} i, i, i, i FROM c; END`
  ),
  "a trigger on _finished": sql(
    `CREATE TRIGGER t BEFORE DELETE ON _finished BEGIN INSERT INTO _crash ${counting} i, i, i, i FROM c; END`
  ),
  "a trigger on _study": sql(
    `CREATE TRIGGER t BEFORE DELETE ON _study BEGIN INSERT INTO _crash ${counting} i, i, i, i FROM c; END`
  ),
  "a trigger on a result table": sql(
    `CREATE TRIGGER t BEFORE DELETE ON TOSSES BEGIN INSERT INTO _crash ${counting} i, i, i, i FROM c; END`
  ),
  "a computed column of _tally": sql(`ALTER TABLE _tally ADD COLUMN more AS (${slow})`),
  "a computed column of a result table": sql(`ALTER TABLE tosses ADD COLUMN more AS (${slow})`),
  "a computed column of another table": sql(
    `CREATE TABLE mine (a, b AS (${slow}) NOT NULL); INSERT INTO mine WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT 20) SELECT i FROM c`
  ),
  "an index on an expression": sql(`CREATE INDEX slow ON tosses (${slow} + heads)`),
  "an index on a part": sql(`CREATE INDEX part ON _tally (seconds) WHERE ${slow} + seconds > 0`),
  "a unique index": sql(
    "DELETE FROM _tally WHERE point <> (SELECT min(point) FROM _tally); CREATE UNIQUE INDEX one ON _tally (repeat, first)"
  ),
  "a virtual table": sql("CREATE VIRTUAL TABLE notes USING fts5(text)"),
  "a virtual table for _crash": sql(
    "DROP TABLE _crash; CREATE VIRTUAL TABLE _crash USING fts5(task, ordinal, message, stack)"
  ),
  "a virtual table that every file has, as a result table": study((_, signature) => {
    signature.tables = {
      dbstat: { description: "pages", columns: { name: { type: "text", description: "", unit: "-" } } }
    }
    return undefined
  }),
  "the schema as a result table": study((_, signature) => {
    signature.tables = {
      sqlite_schema: {
        description: "tables",
        columns: { name: { type: "text", description: "", unit: "-" } }
      }
    }
    return undefined
  }),
  "a thousand million repeats": study((said) => {
    said.repeats = 1e9
    return undefined
  }),
  "a thousand million points": study(() => 1e9),
  "until many repeats": study((said) => {
    said.until = { column: "heads", standardError: 1e-9, atMost: 1e15 }
    return undefined
  }),
  "a search with many trials": study((said) => {
    said.search = {
      goal: { direction: "maximize", table: "tosses", column: "heads" },
      batch: 1e9,
      sampling: { sampler: "random", trials: 1e12, space: [], base: {} }
    }
    return undefined
  }),
  "_tally without row ids": redefined("_tally", (old) => `${old} WITHOUT ROWID`),
  "a strict table": redefined("_point", (old) => `${old} STRICT`),
  "other types": redefined("_point", (old) => old.replace("ordinal INTEGER PRIMARY KEY", "ordinal TEXT")),
  "a check": redefined("_tally", (old) =>
    old.replace("crc INTEGER", `crc INTEGER CHECK (${slow} + crc > 0)`)
  ),
  "a default": redefined("_finished", (old) => old.replace("crc INTEGER", "crc INTEGER DEFAULT (random())")),
  "a foreign key": redefined("_tally", (old) =>
    old.replace("point TEXT", "point TEXT REFERENCES _point (id)")
  ),
  "no _tally": sql("DROP TABLE _tally"),
  "no result table": sql("DROP TABLE tosses"),
  "pages that lead in circles": circles,
  "thousands of tables": sql(
    `PRAGMA writable_schema = ON; INSERT INTO sqlite_schema ${counting} 'table', 'x' || i, 'x' || i, 2, 'CREATE TABLE x' || i || '(a)' FROM c LIMIT 20000`
  ),
  "the file of another program": (file) => {
    rmSync(file)
    sql("CREATE TABLE customers (name TEXT); INSERT INTO customers VALUES ('a'); PRAGMA user_version = 1")(
      file
    )
  },
  "a newer layout": sql("PRAGMA user_version = 77"),
  "more pages than there are": bytes((all) => {
    all.writeUInt32BE(0xffff_fff0, 28)
    return all
  }),
  "cut short": bytes((all) => all.subarray(0, Math.floor(all.length * 0.6))),
  "another size of pages": bytes((all) => {
    all.writeUInt16BE(512, 16)
    return all
  }),
  encrypted: bytes((all) => all.map((byte, at) => byte ^ (at * 167 + 13)) as Buffer),
  "the log of another file": (file) => {
    const other = `${file}.other`
    const database = new DatabaseSync(other)
    database.exec(
      "PRAGMA journal_mode = WAL; CREATE TABLE customers (name TEXT); INSERT INTO customers VALUES ('a')"
    )
    writeFileSync(`${file}-wal`, readFileSync(`${other}-wal`))
    database.close()
    rmSync(other)
  }
}

/** What people may put into a file that is theirs. */
export const additions: Readonly<Record<string, Change>> = {
  "an index on columns": sql("CREATE INDEX mine ON tosses (bias DESC, heads)"),
  "a view that counts for ever, which nobody reads": sql(`CREATE VIEW mine AS ${counting} i FROM c`),
  "a table": sql(
    "CREATE TABLE notes (text TEXT UNIQUE CHECK (length(text) > 0)); INSERT INTO notes VALUES ('a')"
  ),
  "a trigger on a table that is theirs": sql(
    "CREATE TABLE notes (text TEXT); CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END"
  ),
  "a key that leads to a table of ours": sql(
    "CREATE TABLE notes (point TEXT REFERENCES _point (id) ON DELETE CASCADE); INSERT INTO notes SELECT id FROM _point"
  ),
  statistics: sql("ANALYZE"),
  "pages of another size": sql("PRAGMA page_size = 8192; VACUUM")
}
