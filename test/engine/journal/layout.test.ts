/** Files of layout 1: without checksums but those of tallies, and with NaN as text. */
import { cpSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { crc32 } from "node:zlib"
import t from "tap"
import { command } from "../../support/command.ts"
import { count, newFolder, run, studyOf, tablesOf } from "../../support/engine.ts"

const coins = [{ bias: 0.25 }, { bias: 0.5, tosses: 0 }, { bias: 0.75 }]

/** A finished run as an earlier version would have left it. */
const old = async () => {
  const directory = newFolder()
  const study = await studyOf("coin", coins)
  const { tables } = await run(study, { directory })
  const database = new DatabaseSync(join(directory, "run.sqlite"))
  database.exec(`
    ALTER TABLE _study DROP COLUMN crc;
    ALTER TABLE _study DROP COLUMN points;
    ALTER TABLE _point DROP COLUMN crc;
    ALTER TABLE _finished DROP COLUMN crc;
    ALTER TABLE _finished DROP COLUMN sums;
    UPDATE tosses SET heads = 'NaN', headsStandardError = 'NaN' WHERE _special IS NOT NULL;
    ALTER TABLE tosses DROP COLUMN _special;
    DROP TABLE _former;
    PRAGMA user_version = 1`)
  const update = database.prepare("UPDATE _tally SET crc = ? WHERE rowid = ?")
  for (const { rowid, bytes } of database.prepare("SELECT rowid, bytes FROM _tally").all())
    update.run(crc32(bytes as Uint8Array), rowid!)
  database.close()
  return { directory, study, tables }
}

t.test("they are read as they are", async (t) => {
  const { directory, tables } = await old()
  t.strictSame(tablesOf(directory), tables)
  t.ok(Number.isNaN(tables.tosses![1]!.heads))
  for (const args of [["status"], ["export"], ["report"], ["compare", directory]]) {
    const { status, stderr } = await command(...args, directory)
    t.equal(status, 0, stderr)
  }
})

t.test("continued, they become files of today in one transaction; nothing is computed again", async (t) => {
  const { directory, study, tables } = await old()
  const again = await run(study, { directory })
  t.equal(count(again.events, "TaskStarted"), 0)
  t.strictSame(again.tables, tables)
  const database = new DatabaseSync(join(directory, "run.sqlite"), { readOnly: true })
  t.equal(database.prepare("PRAGMA user_version").get()!.user_version, 2)
  t.same(database.prepare("SELECT heads, _special FROM tosses WHERE _point = 1").get(), {
    heads: null,
    _special: '{"heads":"NaN","headsStandardError":"NaN"}'
  })
  database.close()
})

t.test("damaged, they are repaired from their tallies and study.yaml", async (t) => {
  const { directory, tables } = await old()
  const damaged = newFolder()
  cpSync(directory, damaged, { recursive: true })
  const database = new DatabaseSync(join(damaged, "run.sqlite"))
  database.exec("DELETE FROM _study; DELETE FROM _point; DELETE FROM _finished")
  database.close()
  t.equal((await command("export", damaged)).status, 1)
  t.match(await command("repair", damaged), {
    status: 0,
    stdout: /of 3 points, 0 were intact, 3 were made anew/
  })
  t.strictSame(tablesOf(damaged), tables)
})
