import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { newFolder } from "../support/engine.ts"

const script = join(import.meta.dirname, "../../scripts/puzzle.ts")
const folder = newFolder()

const page = (file: string, ...args: ReadonlyArray<string>): string => {
  const output = join(folder, file)
  const { status, stderr } = spawnSync(
    "env",
    ["NODE_OPTIONS=", process.execPath, script, "--output", output, ...args],
    { encoding: "utf8" }
  )
  if (status !== 0) throw new Error(stderr)
  return readFileSync(output, "utf8")
}

t.test("the page has four rows, and an answer for each picture on the second page", (t) => {
  const html = page("a.html", "--each", "4", "--seed", "3")
  const [questions, answers] = html.split('<section id="answers">')
  t.same(
    [...questions.matchAll(/<h2>(.*)<\/h2>/g)].map(([, heading]) => heading),
    ["5 crossings", "10 crossings", "25 crossings", "30 crossings"]
  )
  t.equal(questions.match(/<figcaption>/g)?.length, 16)
  const given = [...answers.matchAll(/<span>(\d+) <b>([KU])<\/b>/g)]
  t.same(
    given.map(([, number]) => Number(number)),
    Array.from({ length: 16 }, (_, k) => k + 1)
  )
  t.same(new Set(given.map(([, , answer]) => answer)), new Set(["K", "U"]))
  t.notOk(/Braid word|<b>[KU]/.test(questions), "nothing gives it away")
  t.equal(page("b.html", "--each", "4", "--seed", "3"), html, "the same page from the same seed")
  t.not(page("c.html", "--each", "4", "--seed", "4"), html)
  t.end()
})
