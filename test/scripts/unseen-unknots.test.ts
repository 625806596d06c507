/** The unknots of unseen.yaml are those that its script makes, and no training can begin with one. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { files } from "../../scripts/unseen-unknots.ts"
import * as Word from "../../src/domain/braid/word.ts"
import * as Split from "../../src/domain/decision/split.ts"
import * as Grid from "../../src/domain/notation/grid.ts"
import * as Diagrams from "../../src/simulation/unknotters/diagrams.ts"

const unknots = (file: string) => {
  const [head, ...lines] = readFileSync(join("configs", "unknotters", "unseen", file), "utf8")
    .trimEnd()
    .split("\n")
  t.equal(head, "name,word", file)
  return lines.map((line) => {
    const [name, text] = line.split(",")
    return { name: name!, text: text! }
  })
}

t.test("all of them are of the split for tests", async (t) => {
  for (const file of Object.keys(files)) {
    const all = unknots(file)
    t.ok(all.length >= 200, file)
    t.equal(new Set(all.map(({ name }) => name)).size, all.length, "each has a name of its own")
    const split = (text: string) =>
      file === "words.csv" ? Split.of(Word.parse(text)) : Diagrams.splitOf(Grid.parse(text))
    t.same(
      all.filter(({ text }) => split(text) !== "test").map(({ name }) => name),
      [],
      file
    )
  }
})

t.test("the script makes them", async (t) => {
  // The others take half a minute and go by the same code.
  t.same(unknots("pairs.csv"), files["pairs.csv"]!())
})
