/** A command loads what it needs, and not what others need: that is most of the time that a short one takes. */
import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import t from "tap"
import { command } from "../../support/command.ts"
import { newFolder } from "../../support/engine.ts"

const root = join(import.meta.dirname, "../../..")
const folder = newFolder()
const witness = join(folder, "witness.mjs")
writeFileSync(
  witness,
  `import { registerHooks } from "node:module"
const seen = []
registerHooks({ load: (url, context, next) => { seen.push(url); return next(url, context) } })
process.on("exit", () => process.stderr.write(JSON.stringify(seen)))`
)

/** Paths below the project's root, and modules of node. */
const loaded = (...args: ReadonlyArray<string>): ReadonlyArray<string> => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--import", pathToFileURL(witness).href, join(root, "src/main.ts"), ...args],
    { cwd: folder, encoding: "utf8" }
  )
  if (status !== 0 || stdout === "")
    throw new Error(`skein ${args.join(" ")} ended with ${status}: ${stderr}`)
  const urls: ReadonlyArray<string> = JSON.parse(stderr.slice(stderr.indexOf('["')))
  return urls.map((url) => url.replace(pathToFileURL(`${root}/`).href, ""))
}

const of = (files: ReadonlyArray<string>, pattern: RegExp): ReadonlyArray<string> =>
  files.filter((file) => pattern.test(file))

t.setTimeout(120_000)

t.test("a knot takes no run, no study, no simulation and no other command", async (t) => {
  const files = loaded("knot", "3_1")
  t.strictSame(
    of(files, /^node:sqlite|^src\/engine\/journal\/(reader|database)|^src\/engine\/(manifest|plan)/),
    []
  )
  t.strictSame(of(files, /^src\/simulation\/[a-z]+\/|^src\/interface\/(report|chart|dashboard)\//), [])
  t.strictSame(of(files, /^src\/interface\/cli\/command\/(?!knot\/)/), [])
})

t.test("a listing takes simulations, and neither runs nor what computes", async (t) => {
  const files = loaded("list")
  t.ok(of(files, /^src\/simulation\/[a-z]+\/index/).length > 5)
  t.strictSame(
    of(files, /^node:sqlite|^src\/engine\/(journal\/reader|manifest|pool)|^src\/accelerator\/simd/),
    []
  )
  t.strictSame(of(files, /^src\/interface\/cli\/command\/(?!list\/)/), [])
})

t.test("every command is loaded by its name", async (t) => {
  const { stdout } = await command("--help")
  const names = [...stdout.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name]) => name!)
  t.ok(names.length > 20, names.join(" "))
  for (const name of names)
    t.match(await command(name, "--help"), { status: 0, stdout: `skein ${name}` }, name)
})
