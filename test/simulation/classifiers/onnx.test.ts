/** The program of docs/models.md, by an interpreter that has onnxruntime, says what `skein decide` says. */
import { spawnSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import t from "tap"
import { skein } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"

const document = readFileSync(join(import.meta.dirname, "..", "..", "..", "docs", "models.md"), "utf8")
const [, program] = /^```python\n(.*?)^```$/ms.exec(document)!

const interpreter = ["python3", ...(process.env.SKEIN_PYTHON ?? "").split(delimiter)]
  .filter((each) => each !== "")
  .find((each) => spawnSync(each, ["-c", "import onnxruntime, numpy"]).status === 0)

const folder = newFolder()
const base =
  "{ model: transformer, letters: 9, fewestLetters: 8, train: 32, validation: 0, test: 0, epochs: 1, width: 8 }"
writeFileSync(join(folder, "study.yaml"), `simulation: classifiers\nbase: ${base}\n`)

const words = ["1 2 1 2 1 2 1 2", "1 1 1", "1 1 1 1 1 1 1 1 1"]

const decided = async (word: string) => {
  const { status, stdout, stderr } = await skein(folder, "decide", "study", word, "--json")
  t.equal(status, 0, stderr)
  return JSON.parse(stdout).trainings[0] as { readonly output: number; readonly caution: string | null }
}

t.test("words unlike those of the training are told", async (t) => {
  t.equal((await skein(folder, "run", "study.yaml", "--threads", "0", "--backend", "cpu")).status, 0)
  t.equal((await decided(words[0]!)).caution, null)
  t.match((await decided(words[1]!)).caution, /has 3 letters, shorter than all .* which have 8 to 9/)
  const { stderr } = await skein(folder, "decide", "study", words[1]!)
  t.match(stderr, /has 3 letters, shorter/)
})

t.test(
  "Python gets the number of decide",
  { skip: interpreter === undefined && "no interpreter, python3 or of SKEIN_PYTHON, has onnxruntime" },
  async (t) => {
    t.equal((await skein(folder, "models", "study")).status, 0)
    writeFileSync(join(folder, "ask.py"), program!)
    const { stdout, stderr } = spawnSync(
      interpreter!,
      ["ask.py", "runs/study/models/0.0/model.onnx", ...words],
      { cwd: folder, encoding: "utf8" }
    )
    const lines = stdout.trim().split("\n")
    t.equal(lines.length, words.length, stderr)
    for (const [k, line] of lines.entries()) {
      const { output } = await decided(words[k]!)
      t.ok(Math.abs(Number(line.split("\t").at(-1)) - output) < 1e-3, line)
    }
  }
)
