/** Slides of the talk on a real Slurm: parts, merges, and the job behind them that writes the document. */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import { newFolder } from "../../../support/engine.ts"
import * as Slurm from "../../../support/slurm.ts"

t.setTimeout(300_000)

const lacking = Slurm.lacking()

t.test("slides submitted to Slurm end in their document", { skip: lacking ?? false }, async (t) => {
  const cluster = await Slurm.open()
  t.teardown(cluster.end)
  const folder = newFolder()
  // Spaces and percent signs, which mean something to Slurm.
  const out = "the talk 100%"
  const words = ["reproduce", "--small", "--only", "moments,prior", "--out", out]
  const told = await cluster.skein(folder, ...words, "--slurm", "--", "--time=60", "--partition=low")
  t.equal(told.status, 0, told.stderr)
  t.match(told.stderr, /^submitted: 1 part of .*moments-smoke.*\nsubmitted: 1 part of .*rolfsen/)
  const [, document = ""] = /job (\d+) writes the document behind all of them/.exec(told.stderr) ?? []
  const state = () => cluster.ask("squeue", "--noheader", `--jobs=${document}`, "--format=%T").catch(() => "")
  for (let tries = 0; tries < 400 && (await state()).trim() !== ""; tries++) await setTimeout(500)
  t.equal((await state()).trim(), "")
  const log = readFileSync(join(folder, out, "batch/log/document.log"), "utf8")
  t.match(log, "the document: ", log)
  t.notMatch(log, "no answer yet")
  t.ok(existsSync(join(folder, out, "reproduction.html")))
  const again = await cluster.skein(folder, ...words, "--plan", "--json")
  t.match(JSON.parse(again.stdout), { tasks: 0 })
})
