/** A run's folder in which names of the run lead elsewhere: nothing outside it is read or written. */
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { command } from "../support/command.ts"
import { newFolder, run, studyOf } from "../support/engine.ts"

t.test("a link among a run's own files is refused, and followed by nobody", async (t) => {
  const folder = newFolder()
  const outside = join(folder, "outside.txt")
  writeFileSync(outside, "private")
  for (const name of ["manifest.json.new", "log.ndjson", "study.yaml", "report.html"]) {
    const directory = join(folder, name.replaceAll(".", "-"))
    await run(await studyOf("coin", [{ bias: 0.5 }]), { directory })
    rmSync(join(directory, name), { force: true })
    symlinkSync(outside, join(directory, name))
    for (const args of [
      ["resume", directory],
      ["report", directory],
      ["archive", directory]
    ]) {
      const { status, stdout, stderr } = await command(...args)
      t.equal(status, 2, `${args[0]}, ${name}`)
      t.ok(stderr.includes(name), stderr)
      t.notMatch(stdout + stderr, /private|^\s+at /m)
    }
    t.equal(readFileSync(outside, "utf8"), "private", `${name} leads to what it did`)
  }
})
