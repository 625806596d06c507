/** A run of a stranger: looked at without harm, or refused in a sentence. */
import { createHash } from "node:crypto"
import { readFileSync, rmSync, truncateSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import t, { type Test } from "tap"
import * as Manifest from "../../src/engine/manifest.ts"
import { command } from "../support/command.ts"
import { newFolder, run, studyOf } from "../support/engine.ts"

const made = async (folder: string, name: string): Promise<string> => {
  const directory = join(folder, name)
  await run(await studyOf("coin", [{ bias: 0.5 }, { bias: 0.1 }]), { directory })
  return directory
}

const changed = (directory: string, statement: string): void => {
  const database = new DatabaseSync(join(directory, "run.sqlite"), { defensive: false })
  database.exec(statement)
  database.close()
}

/** Refused: a sentence that names the file, no stack. */
const refuses = async (t: Test, args: ReadonlyArray<string>, named: RegExp): Promise<void> => {
  const { status, stderr } = await command(...args)
  t.ok(status === 1 || status === 2, `${args[0]} ends with ${status}`)
  t.match(stderr, named)
  t.notMatch(stderr, /^\s+at |this is a bug/m)
}

t.test("no text becomes an element of a page, and pages allow no script but the program's own", async (t) => {
  const directory = await made(newFolder(), "<marker>")
  Manifest.write(directory, { ...Manifest.read(directory)!, tags: ["<marker>"] })
  const { status } = await command("report", directory)
  t.equal(status, 0)
  const page = readFileSync(join(directory, "report.html"), "utf8")
  t.notMatch(page, /<marker/)
  const scripts = [...page.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)
  t.strictSame(scripts, ["<script>"])
  t.match(page, /&lt;marker&gt;/)
  t.match(page, /<meta http-equiv="content-security-policy" content="default-src &#39;none&#39;/)
  const policy = /content-security-policy" content="([^"]*)"/.exec(page)![1]!.replaceAll("&#39;", "'")
  const own = readFileSync(new URL("../../src/interface/report/asset/tables.js", import.meta.url), "utf8")
  const digest = createHash("sha256").update(own).digest("base64")
  t.match(/(?:^|; )script-src ([^;]*)/.exec(policy)![1], `'sha256-${digest}'`, "known by its bytes")
  t.notMatch(policy, /unsafe|strict-dynamic/)
  t.match(
    policy,
    "; require-trusted-types-for 'script'; trusted-types 'none';",
    "and it makes no HTML of a text"
  )
})

t.test("a view, a trigger and an endless count are no table of a run, and hide no other run", async (t) => {
  const folder = newFolder()
  await made(folder, "good")
  const directory = await made(folder, "bad")
  changed(
    directory,
    `DROP TABLE tosses;
     CREATE VIEW tosses AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i AS _point FROM c`
  )
  for (const args of [
    ["status", directory],
    ["export", directory],
    ["report", directory],
    ["resume", directory]
  ])
    await refuses(t, args, /run\.sqlite|bad/)
  const { status, stdout } = await command("status", "--out", folder)
  t.equal(status, 0)
  t.match(stdout, /good +coin +done/)
  t.match(stdout, /bad +- +unreadable/)
})

t.test("a row that was changed is told, and shown to nobody as a result", async (t) => {
  const directory = await made(newFolder(), "changed")
  changed(directory, "UPDATE tosses SET heads = 0.987654")
  const { status, stdout, stderr } = await command("export", directory)
  t.not(status, 0)
  t.notMatch(stdout, /0\.987654/)
  t.match(stderr, /checksum|damaged/)
})

t.test("files that are longer than any run has them are not read, and hide no other run", async (t) => {
  const folder = newFolder()
  await made(folder, "good")
  const directory = await made(folder, "bad")
  const file = (name: string): string => join(directory, name)
  rmSync(file("run.lock"))
  const lock = new DatabaseSync(file("run.lock"), { defensive: false })
  lock.exec(
    `PRAGMA writable_schema = ON; CREATE TABLE t (a);
     INSERT INTO sqlite_schema WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 100000)
       SELECT 'view', 'v' || i, 'v' || i, 0, 'CREATE VIEW v' || i || ' AS SELECT 1' FROM c`
  )
  lock.close()
  const before = process.cpuUsage()
  const { status, stdout } = await command("status", directory)
  t.equal(status, 0)
  t.match(stdout, /state +done/)
  await refuses(t, ["resume", directory], /run\.lock is damaged: delete it/)
  t.ok(process.cpuUsage(before).user < 5e6)
  rmSync(file("run.lock"))
  // They take no room on the disk.
  truncateSync(file("pulse.json"), 2 ** 33)
  t.match(await command("status", directory), { status: 0, stdout: /state +done/ })
  truncateSync(file("manifest.json"), 2 ** 30)
  const sentence = /manifest\.json has 1073741824 bytes, and no run writes more than 67108864 there/
  for (const name of ["status", "report", "archive", "tag"]) await refuses(t, [name, directory], sentence)
  t.match((await command("status", "--out", folder)).stdout, /good +coin +done/)
  t.ok(process.memoryUsage().rss < 1e9)
})
