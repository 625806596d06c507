/** What is found out of a word is found out once, and whoever asks takes it from the subject. */
import t from "tap"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Alexander from "../../../src/domain/invariant/alexander.ts"
import { invariants } from "../../../src/domain/invariant/catalogue.ts"
import * as Finding from "../../../src/domain/invariant/finding.ts"
import { tallied } from "../../../src/domain/invariant/identify.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Alternating from "../../../src/domain/invariant/khovanov/alternating.ts"
import * as Khovanov from "../../../src/domain/invariant/khovanov.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Screen from "../../../src/domain/invariant/screen.ts"
import * as Signature from "../../../src/domain/invariant/signature.ts"
import * as Subject from "../../../src/domain/invariant/subject.ts"
import * as Verdict from "../../../src/domain/invariant/verdict.ts"
import * as Proof from "../../../src/domain/proof/proof.ts"
import { golden } from "../../support/knots.ts"
import * as Links from "../../support/links.ts"

const words = {
  "a trefoil": "1 1 1",
  "a link": "1 1",
  "an unknot that collapses": "1 2 -1",
  "an unknot that does not": "-3 -3 2 -3 2 1 1 1 -2 1 -2",
  "9_12 or 4_1#5_2": "1 -2 1 -2 3 3 3 4 -3 4",
  "Alexander polynomial 1": "-3 -2 1 -2 1 -3 2 2 1 -3 1",
  "an unknot for Khovanov homology": "-6 7 2 1 2 2 -3 2 2 1 -2 1 -2 3 -1 2 -4 3 4 -2 -2 -1 5 6 -7"
}

/** Everything that asks, twice and in either order. */
const askAll = (subject: Subject.Subject) => {
  const askers = [
    Verdict.of,
    Verdict.quick,
    tallied,
    Finding.ofKnot,
    ...invariants.flatMap(({ seconds, show }) => [seconds, show])
  ]
  for (const ask of [...askers, ...askers.toReversed()]) ask(subject)
}

for (const [what, letters] of Object.entries(words)) {
  t.test(`${what}: whoever asks, nothing is computed twice`, async (t) => {
    const times = new Map<unknown, number>()
    const subject = Subject.of(Word.parse(letters), (fact, compute) => {
      times.set(fact, (times.get(fact) ?? 0) + 1)
      return compute()
    })
    askAll(subject)
    for (const fact of [Subject.components, Subject.reduction, Jones.polynomial, Alexander.polynomial])
      t.equal(times.get(fact), 1)
    t.ok(times.size >= 10, `${times.size} facts`)
    t.strictSame(new Set(times.values()), new Set([1]))
  })
}

t.test("verdict, name and finding take what they need from the subject, and from nowhere else", async (t) => {
  const told: ReadonlyArray<Subject.Fact<unknown>> = [
    Subject.components,
    Subject.reduction,
    Subject.reduced,
    Screen.knotted,
    Jones.polynomial,
    Alexander.polynomial,
    Signature.value,
    Khovanov.work,
    Alternating.isOf,
    Khovanov.homology,
    Khovanov.isUnknot
  ]
  for (const name of ["3_1", "4_1", "9_12", "10_132", "10_153"]) {
    const truth = Subject.of(golden().find((row) => row.name === name)!.word)
    // A figure of eight of which everything that is computed is said to be as the other knot has it.
    const liar = Subject.of(Word.of([1, -2, 1, -2]), (fact, compute) =>
      told.includes(fact) ? fact(truth) : compute()
    )
    t.strictSame(tallied(liar), tallied(truth), name)
    t.strictSame(Verdict.of(liar), Verdict.of(truth), name)
    t.strictSame(Finding.ofKnot(liar), Finding.ofKnot(truth), name)
    for (const { name: invariant, show } of invariants) t.strictSame(show(liar), show(truth), invariant)
  }
})

t.test("a computation that throws is no answer", async (t) => {
  let calls = 0
  const fact = Subject.fact(() => {
    calls++
    if (calls === 1) throw new RangeError("Not yet.")
    return calls
  })
  const subject = Subject.of(Word.empty)
  t.throws(() => fact(subject), /Not yet/)
  t.strictSame([fact(subject), fact(subject), fact(Subject.of(Word.empty))], [2, 2, 3])
})

t.test("the reduced word, its strands, and the moves that lead to it", async (t) => {
  t.match(Subject.reduction(Subject.of(Word.of([1, -1]))), { word: { length: 0 }, strands: 2 })
  const { word, strands, steps } = Subject.reduction(Subject.of(Word.of([1, 1, 1, 2])))
  t.strictSame([Word.print(word), strands, steps.length > 0], ["1 1 1", 2, true])
})

t.test("circles beside a braid are components, and are kept", async (t) => {
  const trefoilAndCircles = Subject.ofBraid({ word: Word.of([1, 1, 1]), strands: 4 })
  t.equal(Subject.components(trefoilAndCircles), 3)
  t.match(Subject.reduction(trefoilAndCircles), { word: { length: 3 }, strands: 4 })
  t.strictSame(
    [Subject.diagram(trefoilAndCircles).crossings.length, Subject.diagram(trefoilAndCircles).circles],
    [3, 2]
  )
  t.ok(Laurent.isEqual(Alexander.polynomial(trefoilAndCircles)!, Laurent.zero), "of a split link")
  t.equal(Verdict.of(trefoilAndCircles).verdict, "link")
})

t.test("a planar diagram is asked what its braid is asked", async (t) => {
  for (const letters of Object.values(words)) {
    const word = Word.parse(letters)
    const { crossings, circles } = Planar.ofBraid(word)
    const subject = Subject.ofDiagram({
      crossings: crossings.map((arcs) => arcs.map((arc) => 7 * arc + 1) as unknown as Planar.Crossing),
      circles
    })
    t.equal(Subject.components(subject), Permutation.components(word))
    t.strictSame(Subject.diagram(subject), Planar.ofBraid(word), "whatever numbers its arcs have")
    const { verdict, certificate } = Verdict.of(subject)
    t.equal(verdict, Verdict.of(Subject.of(word)).verdict, letters)
    if (certificate === undefined) continue
    t.strictSame(
      Proof.unknot(certificate),
      Subject.origin(subject),
      "the proof is about the diagram as it was given"
    )
    t.equal(Verdict.of(subject, certificate).verdict, "unknot")
    t.throws(() => Verdict.of(Subject.of(word), certificate), /about another diagram/)
  }
})

t.test("a diagram's braid and its reduced diagram are the same oriented link", async (t) => {
  for (const { name, diagram } of Links.golden()) {
    const subject = Subject.ofDiagram(diagram)
    const { word, strands } = Subject.braid(subject)
    t.equal(Links.fingerprint(Planar.ofBraid(word, strands)), Links.fingerprint(diagram), name)
    t.equal(Links.fingerprint(Subject.reduced(subject)), Links.fingerprint(diagram), name)
  }
})

t.test("a knot's crossings may be named from either end, a link's say which way it runs", async (t) => {
  const turned = (text: string, which: number) => {
    const { crossings, circles } = Planar.ofBraid(Word.parse(text))
    const some = crossings.map(
      ([a, b, c, d], i): Planar.Crossing => (i % which === 0 ? [c, d, a, b] : [a, b, c, d])
    )
    return Subject.ofDiagram({ crossings: some, circles })
  }
  t.equal(Signature.value(turned("1 1 1", 2)), -2)
  t.throws(() => Signature.value(turned("1 1 1 1", 3)), /disagree about the way in which a component runs/)
})
