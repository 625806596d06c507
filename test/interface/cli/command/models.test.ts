/** Models of a search as files: those that it has brought to an end, and with --all those that it stopped. */
import { existsSync, writeFileSync } from "node:fs"
import t from "tap"
import { skein } from "../../../support/cli.ts"
import { command } from "../../../support/command.ts"
import { newFolder } from "../../../support/engine.ts"

const folder = newFolder()
process.chdir(folder)

t.test(
  "trainings that the search stopped are left out, and said to be, unless they are asked for",
  async (t) => {
    writeFileSync(
      "search.yaml",
      `simulation: classifiers
base: { model: feed-forward, letters: 8, train: 100, validation: 40, test: 20, epochs: 4, patience: 0 }
sweep: [{ grid: { width: [4, 8, 16, 32] } }]
search: { maximise: accuracy, halving: { minimise: validationLoss, keep: 1/4, rungs: [1/2] } }
`
    )
    const ran = await skein(folder, "run", "search.yaml", "--threads", "0", "--backend", "cpu")
    t.equal(ran.status, 0, ran.stderr)
    const few = await command("models", "search", "--json", "-o", "few")
    t.equal(few.stderr, "3 trainings that the search stopped have no file: --all writes them, too\n")
    t.match(JSON.parse(few.stdout), [{ repeat: 0, stoppedAt: null }])
    t.equal(JSON.parse(few.stdout).length, 1)
    const all = await command("models", "search", "--all", "--json", "-o", "all")
    t.equal(all.stderr, "")
    const written: ReadonlyArray<{ file: string; stoppedAt: number | null }> = JSON.parse(all.stdout)
    t.same(written.map(({ stoppedAt }) => stoppedAt).sort(), [0.5, 0.5, 0.5, null])
    t.ok(written.every(({ file }) => existsSync(file)))
    const lines = (await command("models", "search", "--all", "-o", "all")).stdout.trimEnd().split("\n")
    t.equal(lines.filter((line) => line.endsWith(", stopped at 0.5 of its training")).length, 3)
  }
)
