/** Hosts that share a disk are kept apart by what they write there, and by nothing else. */
import { appendFileSync, existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs"
import { hostname } from "node:os"
import { join } from "node:path"
import t from "tap"
import * as Holder from "../../../src/engine/journal/holder.ts"
import { newFolder } from "../../support/engine.ts"

const there: Holder.Holder = { process: 4711, host: "node17", boot: "9a5b1c02", beat: 0 }
const file = (directory: string): string => join(directory, "run.pid")

t.test("a run is held until it is given up, and by one host", async (t) => {
  const directory = newFolder()
  t.equal(Holder.read(directory), undefined)
  const ours = Holder.here()
  const release = Holder.take(directory, ours, undefined)!
  t.match(readFileSync(file(directory), "utf8"), new RegExp(`^${process.pid} ${hostname()} [0-9a-f]{8} 0\n$`))
  t.equal(Holder.elsewhere(directory, ours), undefined)
  t.notOk(Holder.isElsewhere(directory))
  t.notOk(Holder.isLost(directory))
  t.equal(Holder.take(directory, there, undefined), undefined, "another host has no chance")
  release()
  t.notOk(existsSync(file(directory)))
  t.notOk(Holder.isLost(directory), "what is not held is not lost")
})

t.test("what another host wrote keeps this one away until it is taken for gone", async (t) => {
  const directory = newFolder()
  writeFileSync(file(directory), "4711 node17 9a5b1c02 12\n")
  const ours = Holder.here()
  const found = Holder.elsewhere(directory, ours)!
  t.same(found, { ...there, beat: 12 })
  t.ok(Holder.isElsewhere(directory))
  t.equal(Holder.named(found), "another process (4711 on node17)")
  t.equal(Holder.take(directory, ours, undefined), undefined)
  t.equal(Holder.take(directory, ours, { ...found, beat: 11 }), undefined, "it has gone on meanwhile")
  t.ok(Math.abs(Holder.secondsSilent(directory)) < 5)
  const then = Date.now() / 1000 - 500
  utimesSync(file(directory), then, then)
  const seconds = Holder.secondsSilent(directory)
  t.ok(seconds > 490 && seconds < 520, `${seconds}`)
  t.notOk(Holder.isElsewhere(directory))
  t.notOk(existsSync(join(directory, "run.clock")))
  const release = Holder.take(directory, ours, found)!
  t.equal(Holder.elsewhere(directory, ours), undefined)
  release()
})

t.test("a host of the same name that was started anew is another one", async (t) => {
  const directory = newFolder()
  writeFileSync(file(directory), `4711 ${hostname()} 00000000 3\n`)
  t.ok(Holder.elsewhere(directory, Holder.here()))
  writeFileSync(file(directory), `4711 ${hostname()} ${Holder.here().boot} 3\n`)
  t.notOk(Holder.elsewhere(directory, Holder.here()), "its lock tells that no process is there")
})

t.test("a line of a version of old, half a line and none are of nobody known", async (t) => {
  const directory = newFolder()
  const ours = Holder.here()
  writeFileSync(file(directory), "4711\n")
  t.same(Holder.read(directory), { process: 4711, host: "", boot: "", beat: 0 })
  t.equal(Holder.named(Holder.read(directory)), "another process (4711)")
  t.equal(Holder.take(directory, ours, undefined), undefined)
  for (const text of ["", "47", "x".repeat(1000)]) {
    writeFileSync(file(directory), text)
    t.equal(Holder.take(directory, ours, undefined), undefined, "somebody may make it at this moment")
    t.equal(Holder.named(Holder.read(directory)), "another process")
  }
  const then = Date.now() / 1000 - 500
  utimesSync(file(directory), then, then)
  appendFileSync(join(directory, "pulse.json"), "{}")
  t.ok(Holder.secondsSilent(directory) < 5, "the pulse of a version of old is heard")
})

t.test("who was taken for gone notices, and leaves the other's file alone", async (t) => {
  const directory = newFolder()
  const release = Holder.take(directory, Holder.here(), undefined)!
  rmSync(file(directory))
  writeFileSync(file(directory), "4711 node17 9a5b1c02 12\n")
  t.ok(Holder.isLost(directory))
  release()
  t.equal(readFileSync(file(directory), "utf8"), "4711 node17 9a5b1c02 12\n")
})
