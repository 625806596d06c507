import { readFileSync } from "node:fs"
import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Tangle from "../../../src/domain/diagram/tangle.ts"
import * as Arf from "../../../src/domain/invariant/arf.ts"
import * as Genus from "../../../src/domain/invariant/genus.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Linking from "../../../src/domain/invariant/linking.ts"
import * as Subject from "../../../src/domain/invariant/subject.ts"
import { golden, words } from "../../support/knots.ts"
import * as Links from "../../support/links.ts"

const lines = (file: string) =>
  readFileSync(new URL(`../../golden/${file}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(2)
    .map((line) => line.split(";"))

/** V at t^(1/2) = exp(i pi / 4), in units of (-2^(1/2))^(components - 1): 1 or -1, its sign the Arf invariant's, or 0. */
const atFourthRoot = (v: Laurent.Laurent, components: number): number => {
  const [re, im] = [Math.cos, Math.sin].map((f) =>
    Laurent.terms(v).reduce((sum, [exponent, c]) => sum + Number(c) * f((exponent * Math.PI) / 2), 0)
  )
  const unit = (-Math.SQRT2) ** (components - 1)
  return Math.abs(im) < 1e-6 ? Math.round(1e6 * (re / unit)) / 1e6 : Number.NaN
}

t.test("KnotInfo: the Arf invariant, and bounds of the genus that are right and mostly sharp", async (t) => {
  const rows = new Map(golden().map((row) => [row.name, row]))
  let sharp = 0
  for (const [name, genus, arf] of lines("genus.csv")) {
    const { word } = rows.get(name)!
    const subject = Subject.of(word)
    t.equal(Arf.value(subject), Number(arf), name)
    t.equal(Arf.ofDiagram(Planar.ofBraid(word)), Number(arf), name)
    const { least, most } = Genus.value(subject)
    t.ok(least <= Number(genus) && Number(genus) <= most, `${name}: ${genus} is not ${least} to ${most}`)
    if (least === most) sharp++
  }
  t.ok(sharp >= 220, `sharp for ${sharp} of 249`)
})

t.test("LinkInfo: Arf invariants and linking numbers", async (t) => {
  for (const { name, diagram, arf, linking } of Links.golden()) {
    // LinkInfo leaves out links that are proper although two of their components have an odd linking number.
    if (arf !== null) t.equal(Arf.ofDiagram(diagram), arf, name)
    const matrix = Linking.ofDiagram(diagram)
    t.equal(matrix.flatMap((row, i) => row.slice(0, i)).join(" "), linking, name)
  }
})

t.test(
  "the Arf invariant is the Jones polynomial's value at i, which is zero where there is none",
  async (t) => {
    fc.assert(
      fc.property(words(5, 16), fc.nat({ max: 1 }), (word, more) => {
        const diagram = Planar.ofBraid(word, Word.strands(word) + more)
        const arf = Arf.ofDiagram(diagram)
        const value = atFourthRoot(Jones.ofDiagram(diagram), Planar.components(diagram))
        t.equal(value, arf === null ? 0 : 1 - 2 * arf, Word.print(word))
      }),
      { seed: 1, numRuns: 300 }
    )
  }
)

t.test("genus: a Seifert surface of least genus, links and split links among them", async (t) => {
  const bounds = (text: string) => Object.values(Genus.value(Subject.of(Word.parse(text))))
  t.strictSame(bounds("e"), [0, 0])
  t.strictSame(bounds("1 1 1"), [1, 1])
  t.strictSame(bounds("1 1"), [0, 0], "an annulus")
  t.strictSame(bounds("1 1 1 1"), [1, 1])
  t.strictSame(bounds("1 -2 1 -2 1 -2"), [1, 1], "the Borromean rings")
  t.strictSame(bounds("1 1 1 2 2 2"), [2, 2])
  t.strictSame(bounds("1 1 1 3 3 3"), [2, 2], "two trefoils, split, by their signature")
  t.equal(Genus.canonical(Planar.ofBraid(Word.of([1, -2, 1, -2]))), 1)
})

t.test("smoothing a crossing joins two components, or parts one, and keeps directions", async (t) => {
  fc.assert(
    fc.property(words(5, 14), fc.nat(), (word, at) => {
      if (word.length === 0) return
      const k = at % word.length
      const tangle = Tangle.of(Planar.ofBraid(word))
      Tangle.smooth(tangle, k)
      const rest = Word.of(word.filter((_, i) => i !== k))
      const expected = Planar.ofBraid(rest, Word.strands(word))
      t.equal(Links.fingerprint(Tangle.toDiagram(tangle)), Links.fingerprint(expected))
    }),
    { seed: 1, numRuns: 300 }
  )
})
