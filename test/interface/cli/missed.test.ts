/** `until` that was not met, as people and programs see it. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import type * as Target from "../../../src/engine/target.ts"
import * as Missed from "../../../src/interface/text/missed.ts"
import { skein } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"

const folder = newFolder()
const here = ["--backend", "cpu", "--threads", "0"]
writeFileSync(
  join(folder, "far.yaml"),
  `simulation: coin
seed: 3
base: { tosses: 300 }
sweep:
  - grid: { bias: [0.1, 0.5] }
until: { column: heads, standardError: 0.001, atMost: 4 }
`
)

t.test("summary, status, report, page of the archive and exit status", async (t) => {
  const first = await skein(folder, "run", "far.yaml", ...here)
  t.equal(first.status, 0)
  // heads(1 - heads) is largest for the fair coin.
  const [fair, rare] = [Math.sqrt(0.25 / 1200), Math.sqrt(0.09 / 1200)]
  const misses: ReadonlyArray<Target.Miss> = JSON.parse(
    (await skein(folder, "status", "far", "--json")).stdout
  ).missed
  t.match(misses, [
    { point: 1, column: "heads", wanted: 0.001, repeats: 4 },
    { point: 0, column: "heads", wanted: 0.001, repeats: 4 }
  ])
  for (const [place, error] of [fair, rare].entries())
    t.ok(Math.abs(misses[place]!.error! / error! - 1) < 0.1, "as binomials have it")
  const said = [
    "2 of 2 points missed what until asks for",
    `bias 0.5: ${Missed.amount(misses[0]!)}`,
    `bias 0.1: ${Missed.amount(misses[1]!)}`
  ]
  const strict = await skein(folder, "resume", "far", ...here, "--strict")
  t.equal(strict.status, 1)
  t.match(strict.stderr, /exit status 1: --strict/)
  for (const { stderr, stdout } of [first, strict]) {
    t.match(stdout, /0\.\d+\(14\)/, "the results are there")
    t.ok(stderr.includes(`${said[0]}:\n  ${said[1]}\n  ${said[2]}\ntheir results are saved`), stderr)
  }
  const [status, met, report] = await Promise.all([
    skein(folder, "status", "far"),
    skein(
      folder,
      "run",
      "far.yaml",
      ...here,
      "--strict",
      "--name",
      "met",
      "--set",
      "until.standardError=0.1"
    ),
    skein(folder, "report", "far")
  ])
  for (const line of said) t.ok(status.stdout.includes(line), line)
  t.strictSame([met.status, met.stderr.includes("missed")], [0, false])
  t.equal(report.status, 0)
  const page = readFileSync(join(folder, "runs/far/report.html"), "utf8")
  for (const line of said) t.ok(page.includes(line), line)
})

t.test("what is not known is said to be, and a number is not rounded to what it misses", (t) => {
  const miss = { point: 0, column: "m", wanted: 0.01, error: 0.01, rows: 2, repeats: 8, repeatsNeeded: 9 }
  t.match(
    Missed.amount({ ...miss, error: 0.0100001 }),
    /^standard error of m 0\.0100001 after 8 repeats; 0\.01 /
  )
  const unknown = { ...miss, error: null, repeatsNeeded: null }
  t.equal(
    Missed.amount(unknown),
    "a row does not know the standard error of m after 8 repeats; 0.01 was asked for"
  )
  t.equal(Missed.amount({ ...unknown, rows: 0 }), "no row has m after 8 repeats; 0.01 was asked for")
  t.end()
})
