/** What people hear of points that have no answer: bad input, at its place in the study file, wherever it was computed. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { skein, start } from "../../../../support/cli.ts"
import { newFolder } from "../../../../support/engine.ts"
import { resultsOf, serve, skip } from "../../../../support/fleet.ts"

const study = `name: coins
simulation: coin
base: { tosses: 300 }
sweep:
  - grid:
      bias: [0.25, 0.75]
      noAnswerAt: [-1, 150]
`

const place = (file: string): string =>
  `${file}:7:24: toss 150 has no answer with a bias of 0.25; use another bias.`

const newStudy = (): string => {
  const folder = newFolder()
  writeFileSync(join(folder, "study.yaml"), study)
  return folder
}

t.test("run, resume, status, report and retry", async (t) => {
  const folder = newStudy()
  const first = await skein(folder, "run", "study.yaml", "--threads", "2")
  t.equal(first.status, 2)
  t.match(first.stderr, "failed: 2 of 4 points in runs/coins")
  t.match(first.stderr, `2 points cannot be computed with their values:\n  ${place("study.yaml")}\n`)
  t.notMatch(first.stderr, /bug of the simulation|crashed,| at /)
  t.match(first.stdout, /0\.25 .*\n.*0\.75 /s, "the others have their rows")
  const again = await skein(folder, "resume", "coins")
  t.equal(again.status, 2)
  t.match(again.stderr, place("runs/coins/study.yaml"))
  t.match(again.stderr, /retry runs\/coins --crashed/)
  const { stdout } = await skein(folder, "status", "coins")
  t.match(stdout, /^no answer {2,}bias 0\.25, noAnswerAt 150: toss 150 has no answer/m)
  t.notMatch(stdout, /to continue|time left/, "resume would do nothing")
  await skein(folder, "report", "coins")
  const page = readFileSync(join(folder, "runs/coins/report.html"), "utf8")
  t.match(page, "2 points cannot be computed with their values")
  t.notMatch(page, "a bug of the simulation")
  t.equal((await skein(folder, "retry", "coins", "--crashed")).status, 0)
  t.match((await skein(folder, "status", "coins")).stdout, /to continue/)
})

t.test("parts end well, and their merge with 2", async (t) => {
  const folder = newStudy()
  const told: Array<string> = []
  for (const part of ["1/2", "2/2"]) {
    const { status, stderr } = await skein(folder, "part", "study.yaml", part)
    t.equal(status, 0, "nothing is left to be computed")
    told.push(stderr)
  }
  t.match(told.join(""), /\d points? cannot be computed/)
  t.match(told.join(""), place("study.yaml"))
  const parts = ["coins.1-of-2.part", "coins.2-of-2.part"].map((file) => join("runs", file))
  const { status, stderr } = await skein(folder, "merge", "study.yaml", ...parts)
  t.equal(status, 2)
  t.match(stderr, place("study.yaml"))
  t.notMatch(stderr, "missing")
})

t.test("a fleet", { skip }, async (t) => {
  const server = await serve()
  const folder = newStudy()
  const station = start(folder, ["work", server.url, "--name", "a", "--threads", "1"])
  try {
    const { status, stderr } = await skein(
      folder,
      "run",
      "study.yaml",
      "--fleet",
      server.url,
      "--backend",
      "cpu"
    )
    t.equal(status, 2)
    t.match(stderr, place("study.yaml"))
    await skein(
      folder,
      "run",
      "study.yaml",
      "--threads",
      "1",
      "--name",
      "alone",
      "--backend",
      "cpu",
      "--no-reuse"
    )
    const [tables] = resultsOf(join(folder, "runs/coins/run.sqlite"))
    t.strictSame(tables, resultsOf(join(folder, "runs/alone/run.sqlite"))[0])
  } finally {
    station.child.kill("SIGTERM")
    await station.ended
    server.stop()
  }
})
