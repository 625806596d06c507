import { readFileSync } from "node:fs"
import fc from "fast-check"
import t, { type Test } from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Orientation from "../../../src/domain/diagram/orientation.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { reduce } from "../../../src/domain/diagram/reduce.ts"
import { toBraid } from "../../../src/domain/diagram/to-braid.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random, words } from "../../support/braid.ts"
import * as Links from "../../support/links.ts"

/** Whether the braid closes to the link of the diagram, on as many strands as that has Seifert circles. */
const closes = (t: Test, diagram: Planar.Diagram, message: string) => {
  const { word, strands } = toBraid(diagram)
  t.equal(Links.fingerprint(Planar.ofBraid(word, strands)), Links.fingerprint(diagram), message)
  const circles = Orientation.seifertCircles(diagram, Orientation.orient(diagram)).length
  t.equal(strands, circles + diagram.circles)
  t.ok(word.length <= diagram.crossings.length + (circles - 1) * (circles - 2))
}

t.test("a closed braid is read as one of as many letters", async (t) => {
  fc.assert(
    fc.property(words(24, 6), fc.nat({ max: 2 }), (word, more) => {
      const diagram = Planar.ofBraid(word, Word.strands(word) + more)
      closes(t, diagram, Word.print(word))
      t.equal(toBraid(diagram).word.length, word.length)
    }),
    { numRuns: 300 }
  )
})

t.test("codes of knots and links, whose circles do not lie within one another", async (t) => {
  for (const { name, diagram } of Links.golden()) closes(t, diagram, name)
  const lines = readFileSync(new URL("../../golden/knotinfo.csv", import.meta.url), "utf8")
    .trim()
    .split("\n")
  for (const line of lines.slice(2)) {
    const [name, , pd] = line.split(";")
    closes(t, Planar.of(JSON.parse(pd)), name)
  }
})

t.test("reduced diagrams of hundreds of crossings", async (t) => {
  const stream = Stream.make([19, 4])
  for (const [letters, strands] of [
    [100, 20],
    [200, 10],
    [300, 40]
  ])
    closes(t, reduce(Planar.ofBraid(random(stream, letters, strands), strands)), `${letters} letters`)
})
