import { readFileSync } from "node:fs"
import fc from "fast-check"
import t from "tap"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Orientation from "../../../src/domain/diagram/orientation.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Alexander from "../../../src/domain/invariant/alexander.ts"
import * as Determinant from "../../../src/domain/invariant/determinant.ts"
import * as Goeritz from "../../../src/domain/invariant/goeritz.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Signature from "../../../src/domain/invariant/signature.ts"
import * as Subject from "../../../src/domain/invariant/subject.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random } from "../../support/braid.ts"
import { add, golden, words } from "../../support/knots.ts"

const seeded = { seed: 1, numRuns: 500 }

/** LinkInfo's links to eight crossings, in each orientation. */
const links = readFileSync(new URL("../../golden/links.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(2)
  .map((line) => line.split(";"))
  .map(([name, pd, signature, determinant, , linking, conway]) => ({
    name,
    diagram: Planar.of(pd.split("|").map((crossing) => crossing.split(" ").map(Number))),
    signature: Number(signature),
    determinant: BigInt(determinant),
    linking,
    conway: conway.split(" ").map((term) => term.split(":").map(Number))
  }))

/** The Conway polynomial at z = t^(1/2) - t^(-1/2). */
const substituted = (conway: ReadonlyArray<ReadonlyArray<number>>): Laurent.Laurent => {
  const z = Laurent.of(-0.5, [-1, 1])
  const power = (n: number): Laurent.Laurent => (n === 0 ? Laurent.one : Laurent.multiply(power(n - 1), z))
  return conway.reduce(
    (sum, [exponent, c]) => add(sum, Laurent.multiply(Laurent.of(0, [c]), power(exponent))),
    Laurent.zero
  )
}

t.test(
  "closed braids as diagrams have the word's Alexander polynomial, signature and determinant",
  async (t) => {
    fc.assert(
      fc.property(words(7, 26), fc.nat({ max: 1 }), (word, more) => {
        const strands = Word.strands(word) + more
        const diagram = Planar.ofBraid(word, strands)
        const alexander = Alexander.of(word, strands)
        t.equal(Laurent.key(Alexander.ofDiagram(diagram)!), Laurent.key(alexander), Word.print(word))
        t.equal(Goeritz.signature(diagram), Signature.signature(Signature.symmetrisedSeifert(word)))
        t.equal(Goeritz.determinant(diagram), Laurent.modulusAtMinusOne(alexander))
      }),
      seeded
    )
  }
)

t.test(
  "KnotInfo's codes: the Alexander polynomial and determinant of 249 knots, and their word's signature",
  async (t) => {
    const alexander = new Map(golden().map((row) => [row.name, row.alexander]))
    const lines = readFileSync(new URL("../../golden/knotinfo.csv", import.meta.url), "utf8")
      .trim()
      .split("\n")
    for (const line of lines.slice(2)) {
      const [name, braid, pd] = line.split(";")
      const diagram = Planar.of(JSON.parse(pd))
      const found = Alexander.ofDiagram(diagram)!
      t.equal(Laurent.key(found), Laurent.key(alexander.get(name)!), name)
      t.equal(Determinant.ofDiagram(diagram), Laurent.modulusAtMinusOne(found), name)
      t.equal(Signature.ofDiagram(diagram), Signature.of(JSON.parse(braid)), name)
    }
  }
)

t.test("LinkInfo's codes: Conway polynomial, signature, determinant and linking numbers", async (t) => {
  t.equal(links.length, 139)
  for (const { name, diagram, signature, determinant, linking, conway } of links) {
    const found = Alexander.ofDiagram(diagram)!
    t.equal(Laurent.key(found), Laurent.key(substituted(conway)), name)
    t.equal(Signature.ofDiagram(diagram), signature, name)
    t.equal(Determinant.ofDiagram(diagram), determinant, name)
    const matrix = Orientation.linking(diagram, Orientation.orient(diagram))
    t.equal(matrix.flatMap((row, i) => row.slice(0, i)).join(" "), linking, name)
    const subject = Subject.ofDiagram(diagram)
    t.equal(Laurent.key(Alexander.polynomial(subject)!), Laurent.key(found), name)
    t.equal(Signature.value(subject), signature, name)
    t.equal(Determinant.value(subject), determinant, name)
  }
})

t.test("spanning trees: the determinant of alternating diagrams, as Lucas numbers of wheels", async (t) => {
  for (const n of [3, 10, 48, 100, 300]) {
    let [lucas, next] = [2n, 1n]
    for (let k = 0; k < 2 * n; k++) [lucas, next] = [next, lucas + next]
    const diagram = Planar.ofBraid(Word.of(Array.from({ length: 2 * n }, (_, k) => (k % 2 === 0 ? 1 : -2))))
    t.equal(Goeritz.trees(diagram), lucas - 2n)
    t.equal(Determinant.ofDiagram(diagram), lucas - 2n)
  }
  t.equal(Goeritz.trees(Planar.ofBraid(Word.of([1, 3]))), 0n, "a diagram in two pieces")
})

t.test("diagrams of hundreds of crossings", async (t) => {
  const stream = Stream.make([1, 2])
  for (const [letters, strands] of [
    [200, 6],
    [400, 8]
  ]) {
    const word = random(stream, letters, strands)
    const diagram = Planar.ofBraid(word, strands)
    const alexander = Alexander.of(word, strands)
    t.equal(Laurent.key(Alexander.ofDiagram(diagram)!), Laurent.key(alexander))
    t.equal(Determinant.ofDiagram(diagram), Laurent.modulusAtMinusOne(alexander))
    if (Permutation.components(word) === 1 && Laurent.modulusAtMinusOne(alexander) !== 0n)
      t.equal(Laurent.atMinusOne(alexander) > 0n, Signature.ofDiagram(diagram) % 4 === 0)
  }
  const torus = Planar.ofBraid(Word.of(Array.from({ length: 998 }, (_, k) => 1 + (k % 499))))
  t.equal(Signature.ofDiagram(torus), -499, "two strands the other way round")
})
