/** Locks on a run's file, which a process gives up when it closes that file, however it was opened. */
import { execFileSync } from "node:child_process"
import { symlinkSync } from "node:fs"
import t from "tap"
import * as Database from "../../../src/engine/journal/database.ts"
import { plain } from "../../support/cli.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

/** What another process says of a file that it wants for itself. */
const another = (file: string): string => {
  const program = `
    const { DatabaseSync } = require("node:sqlite")
    try {
      new DatabaseSync(process.argv[1]).exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE; COMMIT")
      process.stdout.write("free")
    } catch (cause) {
      process.stdout.write(cause.message)
    }`
  return execFileSync("env", [...plain, process.execPath, "-e", program, file], { encoding: "utf8" })
}

t.test("a reader keeps its lock while others of its process come and go", async (t) => {
  const directory = newFolder()
  await run(await studyOf("coin", [{ bias: 0.5, tosses: 30 }]), { directory })
  const link = `${directory}-link`
  symlinkSync(directory, link)
  const file = Database.fileIn(directory)
  const first = Database.openReadOnly(directory)
  for (const each of [directory, link]) Database.openReadOnly(each).close()
  t.equal(another(file), "database is locked")
  first.close()
  t.equal(another(file), "free")
})
