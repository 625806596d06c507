/** A plan put into a run's file, beside what the file has already. */
import { createHash } from "node:crypto"
import type { DatabaseSync } from "node:sqlite"
import type { Simulation } from "../../simulation/contract.ts"
import type { Plan } from "../plan.ts"
import { canonical } from "../study.ts"
import * as Database from "./database.ts"
import { Damaged } from "./fault.ts"
import * as Layout from "./layout.ts"
import * as Rows from "./rows.ts"
import * as Stored from "./stored.ts"
import * as Table from "./table.ts"

export const inTransaction = <A>(database: DatabaseSync, action: () => A): A => {
  database.exec("BEGIN IMMEDIATE")
  try {
    const result = action()
    database.exec("COMMIT")
    return result
  } catch (cause) {
    // SQLite has rolled back by itself after some errors, a full disk among them.
    if (database.isTransaction) database.exec("ROLLBACK")
    throw cause
  }
}

/** Before anything is written: what SQLite takes for free may be somebody's page. Reads the whole file. */
const refuseDamaged = (database: DatabaseSync): void => {
  const found = String(Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {})[0])
  if (found !== "ok") throw new Damaged(found.split("\n").at(-1)!)
}

/** Of all ids in order. */
const digestOf = (points: Plan["points"]): string => {
  const digest = createHash("sha256")
  for (const { id } of points) digest.update(id)
  return digest.digest("hex")
}

/** What else of a study its file holds. */
export interface Installed extends Pick<Simulation, "tables" | "version"> {
  /** Points that are begun and that the plan has no longer. */
  readonly former?: ReadonlyArray<Stored.FormerPoint>
  /** The SHA-256 of the text that the study was asked by. */
  readonly asked?: string
  /** Called when nothing stands in the way any longer, before anything changes: whatever ends from then on can go on. */
  readonly note?: () => void
}

/** All that rows depend on. Trials that are still to be drawn change none. */
const signatureOf = ({ study, points }: Plan, { tables, version }: Installed): string => {
  const { goal, batch, halving } = study.search ?? {}
  const search = goal && { goal, batch, halving }
  const { repeats, until } = study
  return JSON.stringify({ tables, version, repeats, until, search, points: digestOf(points) })
}

/** What was damaged, and is to be made anew. */
interface Lost {
  /** The points of these places. */
  readonly rows: ReadonlyArray<number>
  /** The study or its points, and with them all rows. */
  readonly plan: boolean
}

/** Those from the place `from` on. */
const insertPoints = (database: DatabaseSync, { points }: Plan, from: number): void => {
  const insert = database.prepare("INSERT INTO _point VALUES (?, ?, ?, ?, ?)")
  for (const { ordinal, id, encoded, swept } of points.slice(from))
    insert.run(...Stored.pointLine(ordinal, id, canonical(encoded), canonical(swept)))
}

const putStudy = (
  database: DatabaseSync,
  { study: { points, asked: _, origin: __, files: ___, ...study } }: Plan,
  signature: string,
  asked: string | undefined
): void => {
  database.exec("DELETE FROM _study")
  database
    .prepare("INSERT INTO _study VALUES (?, ?, ?, ?)")
    .run(...Stored.studyLine(JSON.stringify({ ...study, asked }), signature, points.length))
}

/** Adds the points that the file has not, behind those it has. Inside a transaction of the caller's. */
export const extend = (database: DatabaseSync, plan: Plan, installed: Installed): void => {
  const there = Number(database.prepare("SELECT count(*) AS n FROM _point").get()?.n)
  insertPoints(database, plan, there)
  putStudy(database, plan, signatureOf(plan, installed), installed.asked)
}

/**
 * Makes the points of the plan those of the file. Result tables are emptied when the plan, their columns or the
 * simulation's version differ from what the rows were made for: rows are functions of tallies, which stay. Otherwise
 * the points whose rows are damaged lose them.
 */
export const install = (
  database: DatabaseSync,
  plan: Plan,
  { tables, version, former = [], asked, note }: Installed
): Lost => {
  const ids = plan.points.map((point) => point.id)
  const signature = signatureOf(plan, { tables, version })
  refuseDamaged(database)
  return inTransaction(database, () => {
    note?.()
    Database.lay(database)
    const remember = database.prepare("INSERT OR REPLACE INTO _former VALUES (?, ?, ?, ?)")
    for (const point of former) remember.run(...Stored.formerLine(point))
    const line = database.prepare("SELECT * FROM _study").get()
    const before = line === undefined ? undefined : Stored.parsedStudy(line)?.signature
    const isThere = line !== undefined && (before === undefined || before === signature)
    database.exec("DELETE FROM _crash")
    database.prepare("DELETE FROM _uncomputable WHERE version <> ?").run(version)
    putStudy(database, plan, signature, asked)
    if (before === signature && Stored.arePoints(database, ids)) {
      Layout.checkResults(database, tables)
      database.exec("DELETE FROM _finished WHERE ordinal NOT IN (SELECT ordinal FROM _point)")
      return { rows: Rows.dropDamaged(database, tables), plan: false }
    }
    database.exec("DELETE FROM _point; DELETE FROM _finished")
    insertPoints(database, plan, 0)
    Table.recreate(database, tables)
    return { rows: [], plan: isThere }
  })
}
