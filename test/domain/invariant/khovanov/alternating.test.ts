/** What Lee's theorem says of alternating knots, beside KnotInfo and the scan. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as Word from "../../../../src/domain/braid/word.ts"
import * as Planar from "../../../../src/domain/diagram/planar.ts"
import * as Jones from "../../../../src/domain/invariant/jones.ts"
import * as Alternating from "../../../../src/domain/invariant/khovanov/alternating.ts"
import * as Khovanov from "../../../../src/domain/invariant/khovanov.ts"
import * as Integral from "../../../../src/domain/invariant/khovanov-integral.ts"
import * as Rasmussen from "../../../../src/domain/invariant/rasmussen.ts"
import * as Signature from "../../../../src/domain/invariant/signature.ts"
import * as Subject from "../../../../src/domain/invariant/subject.ts"

const rowsOf = (file: string) =>
  readFileSync(join(import.meta.dirname, "../../../golden", file), "utf8")
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .slice(1)
    .map((line) => line.split(";"))

t.test("alternating primes to ten crossings have KnotInfo's groups, torsion and s", async (t) => {
  const header = readFileSync(join(import.meta.dirname, "../../../golden/knotinfo.csv"), "utf8")
    .split("\n")
    .find((line) => line.startsWith("name"))!
    .split(";")
  const codes = new Map(rowsOf("knotinfo.csv").map((row) => [row[0], row[header.indexOf("pd")]!]))
  let count = 0
  for (const [name, s, text] of rowsOf("khovanov.csv")) {
    const numbers = codes.get(name!)!.match(/\d+/g)!.map(Number)
    const crossings = Array.from({ length: numbers.length / 4 }, (_, k) => numbers.slice(4 * k, 4 * k + 4))
    const subject = Subject.ofDiagram(Planar.of(crossings))
    if (!Alternating.isAlternating(Subject.diagram(subject))) continue
    count++
    const found = Alternating.homology(subject)!
    t.equal(found.map(({ h, q, rank, torsion }) => [h, q, rank, ...torsion].join(" ")).join(), text, name)
    t.equal(Rasmussen.value(subject), Number(s))
  }
  t.equal(count, 196, "of the 249")
})

t.test("the scan finds the same, also of what is not prime", async (t) => {
  for (const letters of ["1 -2 1 -2", "1 1 1 -2 1 -2 3 3 3", "1 -2 3 -2 1 -2 3 -2 1 -2 1", "-1 -1 -1"]) {
    const word = Word.parse(letters)
    const subject = Subject.of(word)
    if (Subject.components(subject) > 1) continue
    const diagram = Planar.ofBraid(word)
    t.strictSame(Integral.homology(subject), Integral.ofDiagram(diagram), letters)
    t.strictSame(Khovanov.homology(subject), Khovanov.ofDiagram(diagram))
    t.equal(Rasmussen.value(subject), Rasmussen.ofDiagram(diagram))
  }
})

t.test("forty crossings that no scan reaches; none is said to alternate that does not", async (t) => {
  const weave = Subject.of(Word.of(Array.from({ length: 20 }, () => [1, -2, 3, -4]).flat()))
  t.equal(Subject.components(weave), 5)
  const knot = Subject.of(Word.of(Array.from({ length: 12 }, () => [1, -2, 3, -4]).flat()))
  t.equal(Subject.components(knot), 1)
  t.ok(Alternating.isOf(knot))
  t.equal(Alternating.homology(knot), null, "more groups than anybody looks at")
  t.equal(Rasmussen.value(knot), -Signature.value(knot))
  t.notOk(Alternating.isOf(Subject.of(Word.parse("1 2 1 2 1 2 1 2"))), "8_19")
  t.throws(() => Alternating.ofPolynomial(Jones.of([1, 2, 1, 2, 1, 2, 1, 2]), -6), /No alternating knot/)
})
