/** The cache stays small, and what was used last stays. */
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import { tidy } from "../../src/pack/tidy.ts"
import { newFolder } from "../support/engine.ts"

const day = 86_400

const write = (file: string, bytes: number, daysAgo: number): void => {
  mkdirSync(join(file, ".."), { recursive: true })
  writeFileSync(file, "x".repeat(bytes))
  const then = Date.now() / 1000 - daysAgo * day
  utimesSync(file, then, then)
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => statSync(join(folder, path)))
    .reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0)

t.test("of what was compiled, the half that was used last", async (t) => {
  const folder = newFolder()
  const compiled = join(folder, "compiled")
  for (let i = 0; i < 20; i++) write(join(compiled, `v${i % 2}/${i}`), 100, i)
  tidy(folder, 2000)
  t.equal(sizeOf(compiled), 2000, "no more than there may be")
  write(join(compiled, "v0/20"), 1, 40)
  tidy(folder, 2000)
  t.equal(sizeOf(compiled), 1000)
  t.strictSame(
    readdirSync(compiled, { recursive: true, encoding: "utf8" })
      .map((path) => Number(path.split("/")[1]))
      .filter((i) => i >= 0)
      .sort((a, b) => a - b),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  )
  t.ok(existsSync(join(folder, "tidied")))
})

t.test("packs of programs that are there, and are started", async (t) => {
  const folder = newFolder()
  const packed = join(folder, "packed/v24.0.0")
  const [here, gone] = [join(newFolder(), "src"), join(newFolder(), "gone/src")]
  const forgotten = join(newFolder(), "src")
  for (const program of [here, forgotten]) mkdirSync(program, { recursive: true })
  for (const program of [here, gone, forgotten])
    for (const name of ["open.cjs", "program-1.js"])
      write(join(packed, program, name), 1, program === forgotten ? 100 : 1)
  tidy(folder)
  t.ok(existsSync(join(packed, here, "open.cjs")))
  t.notOk(existsSync(join(packed, gone, "../..")))
  t.notOk(existsSync(join(packed, forgotten)))
})

t.test("where there is nothing yet", async (t) => {
  const folder = join(newFolder(), "none")
  tidy(folder)
  t.strictSame(readdirSync(folder), ["tidied"])
})

t.test("the program sees to it once a day", async (t) => {
  const home = newFolder()
  const tidied = join(home, "skein/tidied")
  const start = () =>
    spawnSync(process.execPath, [join(import.meta.dirname, "../../src/main.ts"), "--version"], {
      env: { ...process.env, XDG_CACHE_HOME: home, NODE_COMPILE_CACHE: undefined, SKEIN_PACKS: "" }
    })
  t.equal(start().status, 0)
  await setTimeout(1000)
  t.notOk(existsSync(tidied), "there is nothing to tidy yet")
  write(tidied, 0, 2)
  t.equal(start().status, 0)
  const age = () => Date.now() - statSync(tidied).mtimeMs
  for (let i = 0; i < 100 && age() > day * 1000; i++) await setTimeout(100)
  t.ok(age() < day * 1000)
})
